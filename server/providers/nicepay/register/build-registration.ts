import { INSTALLMENT_FIELD } from '../../../../shared/installments.ts';
import { Rejected, type PaymentOrder } from '../../../payments/ports/ports.ts';
import type { Instant } from '../../../payments/model/model.ts';
import { amountText, urlField, type RequestFields } from '../build.ts';
import { buildCartData, buildSellers, goodsName } from './cart-data.ts';
import { isAkulaku, type ChannelRow } from '../channels.ts';
import { billing, buyerOf, delivery, ipv4, isIndonesianMobile } from './buyer.ts';
import type { NicepaySettings } from '../environment.ts';
import {
  checkoutRegistrationToken,
  directRegistrationToken,
  type SignedOrder,
  type Signer,
} from '../wire/merchant-token.ts';
import { plainText } from '../wire/plain-text.ts';
import { wibDate, wibStamp, wibTime } from '../wire/wib-time.ts';

/** What a registration is built from, besides the order. */
export interface RegistrationContext {
  readonly row: ChannelRow;
  readonly account: Signer;
  readonly settings: NicepaySettings;
  readonly now: Instant;
}

/**
 * The body of `POST /direct/v2/registration`.
 *
 * @throws {Rejected} a value does not fit NICEPAY's fields
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-convenience-store and its siblings
 */
export function buildDirectRegistration(order: PaymentOrder, context: RegistrationContext): RequestFields {
  const { account, now } = context;
  const signed = signedOrder(order, now);
  return {
    ...commonFields(order, context, signed),
    ...methodFields(order, context),
    merchantToken: directRegistrationToken(account, signed),
  };
}

/**
 * The body of `POST /redirect/v2/registration`: the same, with the URL to which the browser returns. It carries the
 * expiry of every kind of number that the customer may choose on the page.
 *
 * @throws {Rejected} a value does not fit NICEPAY's fields
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-checkout
 */
export function buildCheckoutRegistration(order: PaymentOrder, context: RegistrationContext): RequestFields {
  const { row, account, now } = context;
  const signed = signedOrder(order, now);
  return {
    ...commonFields(order, context, signed),
    ...(row.payMethod === '00' ? pageFields(order, context) : methodFields(order, context)),
    callBackUrl: urlField('callBackUrl', order.returnUrl),
    description: goodsName(order),
    merchantToken: checkoutRegistrationToken(account, signed),
  };
}

const signedOrder = ({ merchantReference, money }: PaymentOrder, now: Instant): SignedOrder => ({
  timeStamp: wibStamp(now),
  referenceNo: merchantReference,
  amt: amountText(money.amount),
});

function commonFields(order: PaymentOrder, { row, account }: RegistrationContext, signed: SignedOrder): RequestFields {
  const description = plainText(order.description, 100);
  return {
    ...signed,
    iMid: account.iMid,
    payMethod: row.payMethod,
    currency: 'IDR',
    goodsNm: goodsName(order),
    ...billing(buyerOf(order)),
    dbProcessUrl: urlField('dbProcessUrl', order.notificationUrl),
    userIP: ipv4(order.customerIp),
    ...(description === undefined ? {} : { description }),
  };
}

function methodFields(order: PaymentOrder, context: RegistrationContext): RequestFields {
  const { row, settings } = context;
  const seller = isAkulaku(row) ? settings.seller : undefined;
  const cartData = buildCartData(order, { forLender: row.payMethod === '06', seller });
  const partner = { mitraCd: row.mitraCd ?? '', cartData, ...(row.shop === true ? { shopId: settings.shopId } : {}) };
  switch (row.payMethod) {
    case '02':
      return { bankCd: row.bankCd ?? '', merFixAcctId: '', cartData, ...expiryFields('vacctValid', order, context) };
    case '03':
      return { ...partner, ...expiryFields('payValid', order, context) };
    case '04':
      return partner;
    case '05':
      if (row.mitraCd === 'OVOE') assertOvoPhone(order);
      return partner;
    case '06':
      return {
        ...partner,
        ...delivery(buyerOf(order)),
        // Akulaku creates its order at registration, so it needs the return URL already.
        callBackUrl: urlField('callBackUrl', order.returnUrl),
        // The customer agrees on the number of months with the lender.
        instmntType: FULL_PAYMENT,
        instmntMon: '1',
        ...(seller === undefined ? {} : { sellers: buildSellers(seller) }),
      };
    case '08':
      return { ...partner, ...expiryFields('paymentExp', order, context) };
    case '00':
    case '01':
    case '09':
      return { cartData, ...installments(order, settings), recurrOpt: recurring(order, settings) };
  }
}

const pageFields = (order: PaymentOrder, context: RegistrationContext): RequestFields => ({
  mitraCd: '',
  shopId: context.settings.shopId,
  cartData: buildCartData(order, { forLender: false }),
  ...expiryFields('vacctValid', order, context),
  ...expiryFields('payValid', order, context),
  ...expiryFields('paymentExp', order, context),
});

/** When the number or code expires: together with the payment, but no later than NICEPAY accepts. */
function expiryFields(
  name: 'vacctValid' | 'payValid' | 'paymentExp',
  order: PaymentOrder,
  { row, now }: RegistrationContext,
): RequestFields {
  const latest = row.maxLifetimeSeconds === undefined ? order.expiresAt : now + row.maxLifetimeSeconds * 1000;
  const end = Math.min(order.expiresAt, latest);
  return { [`${name}Dt`]: wibDate(end), [`${name}Tm`]: wibTime(end) };
}

const FULL_PAYMENT = '1';

function installments(order: PaymentOrder, { installmentType }: NicepaySettings): RequestFields {
  const months = Number(order.fields[INSTALLMENT_FIELD] ?? '1');
  if (months === 1) return { instmntType: FULL_PAYMENT, instmntMon: '1' };
  if (order.installments?.includes(months) !== true) {
    throw new Rejected(
      { code: 'channel_unavailable' },
      `this checkout does not allow instalments over ${months} months`,
    );
  }
  return { instmntType: installmentType, instmntMon: String(months) };
}

/** `recurrOpt`: `0` creates a token and voids the charge, `1` creates a token, `2` creates none. */
const recurring = ({ save }: PaymentOrder, { firstCharge }: NicepaySettings): string =>
  save ? (firstCharge === 'void' ? '0' : '1') : '2';

function assertOvoPhone(order: PaymentOrder): void {
  if (!isIndonesianMobile(buyerOf(order).phone)) {
    throw new Rejected({ code: 'account_invalid' }, 'OVO requires an Indonesian mobile number (08…)');
  }
}
