import { INSTALLMENT_FIELD } from '../../../../shared/installments.ts';
import { Rejected, type CreateOrder } from '../../../payments/ports/ports.ts';
import type { Instant } from '../../../payments/model/model.ts';
import type { Fields } from '../build.ts';
import { buildCartData, buildSellers, goodsName } from './cart-data.ts';
import { isAkulaku, type ChannelRow } from '../channels.ts';
import { billing, buyerOf, delivery, ipv4, isIndonesianMobile } from './customer.ts';
import type { NicepaySettings } from '../environment.ts';
import {
  checkoutRegistrationToken,
  directRegistrationToken,
  type SignedOrder,
  type Signer,
} from '../wire/merchant-token.ts';
import { plainText } from '../wire/plain-text.ts';
import { wibDate, wibStamp, wibTime } from '../wire/wib-time.ts';

/** What a registration is built with besides the order. */
export interface Registering {
  readonly row: ChannelRow;
  readonly account: Signer;
  readonly settings: NicepaySettings;
  readonly now: Instant;
}

/** The body of `POST /direct/v2/registration`. */
export function buildDirectRegistration(order: CreateOrder, registering: Registering): Fields {
  const { account, now } = registering;
  const signed = signedOrder(order, now);
  return {
    ...common(order, registering, signed),
    ...perMethod(order, registering),
    merchantToken: directRegistrationToken(account, signed),
  };
}

/**
 * The body of `POST /redirect/v2/registration`: the same, and where the browser goes afterwards. It carries the ends of
 * every kind of number the customer may choose on the page.
 */
export function buildCheckoutRegistration(order: CreateOrder, registering: Registering): Fields {
  const { row, account, now } = registering;
  const signed = signedOrder(order, now);
  return {
    ...common(order, registering, signed),
    ...(row.payMethod === '00' ? everyDeadline(order, registering) : perMethod(order, registering)),
    callBackUrl: addressOf('callBackUrl', order.returnUrl),
    description: goodsName(order),
    merchantToken: checkoutRegistrationToken(account, signed),
  };
}

export const amountText = (amount: number): string => String(amount);

const signedOrder = ({ merchantReference, money }: CreateOrder, now: Instant): SignedOrder => ({
  timeStamp: wibStamp(now),
  referenceNo: merchantReference,
  amt: amountText(money.amount),
});

function common(order: CreateOrder, { row, account }: Registering, signed: SignedOrder): Fields {
  const description = plainText(order.description, 100);
  return {
    ...signed,
    iMid: account.iMid,
    payMethod: row.payMethod,
    currency: 'IDR',
    goodsNm: goodsName(order),
    ...billing(buyerOf(order)),
    dbProcessUrl: addressOf('dbProcessUrl', order.notificationUrl),
    userIP: ipv4(order.customerIp),
    ...(description === undefined ? {} : { description }),
  };
}

function perMethod(order: CreateOrder, registering: Registering): Fields {
  const { row, settings } = registering;
  const seller = isAkulaku(row) ? settings.seller : undefined;
  const cartData = buildCartData(order, { forLender: row.payMethod === '06', seller });
  const partner = { mitraCd: row.mitraCd ?? '', cartData, ...(row.shop === true ? { shopId: settings.shopId } : {}) };
  switch (row.payMethod) {
    case '02':
      return { bankCd: row.bankCd ?? '', merFixAcctId: '', cartData, ...deadline('vacctValid', order, registering) };
    case '03':
      return { ...partner, ...deadline('payValid', order, registering) };
    case '04':
      return partner;
    case '05':
      if (row.mitraCd === 'OVOE') refuseForeignPhone(order);
      return partner;
    case '06':
      return {
        ...partner,
        ...delivery(buyerOf(order)),
        // Akulaku's order is made now, not in the browser's step: it has to know already where the buyer comes back to.
        callBackUrl: addressOf('callBackUrl', order.returnUrl),
        // In how many months it is paid back the buyer agrees with the lender.
        instmntType: FULL_PAYMENT,
        instmntMon: '1',
        ...(seller === undefined ? {} : { sellers: buildSellers(seller) }),
      };
    case '08':
      return { ...partner, ...deadline('paymentExp', order, registering) };
    case '00':
    case '01':
    case '09':
      return { cartData, ...installments(order, settings), recurrOpt: recurring(order, settings) };
  }
}

const everyDeadline = (order: CreateOrder, registering: Registering): Fields => ({
  mitraCd: '',
  shopId: registering.settings.shopId,
  cartData: buildCartData(order, { forLender: false }),
  ...deadline('vacctValid', order, registering),
  ...deadline('payValid', order, registering),
  ...deadline('paymentExp', order, registering),
});

/** Date and time at which the number or code ends: with the payment, and never later than NICEPAY takes. */
function deadline(
  name: 'vacctValid' | 'payValid' | 'paymentExp',
  order: CreateOrder,
  { row, now }: Registering,
): Fields {
  const latest = row.longestSeconds === undefined ? order.expiresAt : now + row.longestSeconds * 1000;
  const end = Math.min(order.expiresAt, latest);
  return { [`${name}Dt`]: wibDate(end), [`${name}Tm`]: wibTime(end) };
}

const FULL_PAYMENT = '1';

function installments(order: CreateOrder, { installmentType }: NicepaySettings): Fields {
  const months = Number(order.fields[INSTALLMENT_FIELD] ?? '1');
  if (months === 1) return { instmntType: FULL_PAYMENT, instmntMon: '1' };
  if (order.installments?.includes(months) !== true) {
    throw new Rejected({ code: 'channel_unavailable' }, `this checkout does not allow to pay in ${months} months`);
  }
  return { instmntType: installmentType, instmntMon: String(months) };
}

/** `0` makes a token and takes the charge back, `1` makes a token and keeps it, `2` makes none. */
const recurring = ({ save }: CreateOrder, { firstCharge }: NicepaySettings): string =>
  save ? (firstCharge === 'void' ? '0' : '1') : '2';

function refuseForeignPhone(order: CreateOrder): void {
  if (!isIndonesianMobile(buyerOf(order).phone)) {
    throw new Rejected({ code: 'account_invalid' }, 'OVO needs an Indonesian mobile phone number (08…)');
  }
}

/** Addresses longer than NICEPAY's field would be cut: nobody would ever arrive there. */
export function addressOf(field: string, address: string): string {
  if (address.length > 255) throw new Rejected({ code: 'provider_error' }, `${field} is longer than 255 characters`);
  return address;
}
