import type { Instant } from '../../../payments/model/model.ts';
import type { PaymentOrder } from '../../../payments/ports/ports.ts';
import { QRIS_MAX, type ChannelRow } from '../channels.ts';
import { toZonedWib } from '../wire/wib-time.ts';
import { buildCustomer } from './customer-details.ts';
import { buildItems } from './items.ts';

/**
 * The body of `POST /v2/charge`.
 *
 * @see https://docs.midtrans.com/reference/charge-transactions-1
 */
export function buildCharge(order: PaymentOrder, row: ChannelRow, now: Instant): Readonly<Record<string, unknown>> {
  const method = methodOf(order, row);
  const customer = buildCustomer(order, row);
  const isKredivo = row.type === 'kredivo';
  return {
    ...method,
    transaction_details: { order_id: order.merchantReference, gross_amount: order.money.amount },
    // Kredivo wants to know of each item what it is, and where it can be seen.
    item_details: buildItems(order).map((item) =>
      isKredivo ? { ...item, category: 'others', url: new URL(order.returnUrl).origin.slice(0, 50) } : item,
    ),
    ...(customer === undefined ? {} : { customer_details: customer }),
    ...(row.expiry === undefined || row.type === 'credit_card' ? {} : { custom_expiry: expiryOf(order, now) }),
  };
}

/** Exact, whatever the time that the charge takes: counted from `order_time`. @see https://docs.midtrans.com/reference/custom-expiry-object */
const expiryOf = ({ expiresAt }: PaymentOrder, now: Instant) => ({
  order_time: toZonedWib(now),
  // `order_time` has no fractions.
  expiry_duration: Math.floor(expiresAt / 1000) - Math.floor(now / 1000),
  unit: 'second',
});

function methodOf(order: PaymentOrder, row: ChannelRow): Readonly<Record<string, unknown>> {
  switch (row.type) {
    case 'bank_transfer':
      return { payment_type: row.type, bank_transfer: { bank: row.selector } };
    case 'echannel':
      return {
        payment_type: row.type,
        echannel: { bill_info1: 'Payment:', bill_info2: billText(order) },
      };
    case 'qris':
      return qris(row.selector);
    case 'gopay':
      return showsCode(order)
        ? qris('gopay')
        : { payment_type: row.type, gopay: { enable_callback: true, callback_url: order.returnUrl } };
    case 'shopeepay':
      return showsCode(order)
        ? qris('airpay shopee')
        : { payment_type: row.type, shopeepay: { callback_url: order.returnUrl } };
    case 'ovo':
      return { payment_type: row.type, ovo: { payer_phone_number: nationalPhone(order.fields['phone']) } };
    case 'cstore':
      return { payment_type: row.type, cstore: { store: row.selector } };
    case 'credit_card':
      return { payment_type: row.type, credit_card: savedCard(order) };
    case 'akulaku':
    case 'kredivo':
      return { payment_type: row.type };
  }
}

const qris = (acquirer: string | undefined) => ({ payment_type: 'qris', qris: { acquirer } });

/**
 * On a computer there is no app to open: the wallet's own QRIS code is shown, which its app scans. Midtrans' Snap page does
 * the same. Where the amount is too large for QRIS, the wallet's page remains.
 */
const showsCode = ({ device, money }: PaymentOrder): boolean => device?.kind === 'desktop' && money.amount <= QRIS_MAX;

/** Shown beside the amount, at most 30 characters. */
const billText = ({ description, orderNumber, merchantReference }: PaymentOrder): string =>
  (description ?? orderNumber ?? merchantReference)
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, 30)
    .trim() || 'Online purchase';

/**
 * A charge of a saved card. Without the customer nobody can pass 3-D Secure, and the card schemes require it to be declared.
 *
 * @see https://docs.midtrans.com/reference/card-feature-one-click
 */
const savedCard = ({ savedToken, merchantInitiated, capture }: PaymentOrder) => ({
  token_id: savedToken,
  ...(merchantInitiated ? { initiated_by: 'merchant' } : { authentication: true, callback_type: 'form' }),
  ...(capture === 'manual' ? { type: 'authorize' } : {}),
});

/** `+6281210002000` → `081210002000`. */
const nationalPhone = (e164 = ''): string => e164.replace(/^\+62/, '0');
