import { createHash } from 'node:crypto';
import { INSTALLMENT_FIELD } from '../../../../shared/installments.ts';
import type { Instant } from '../../../payments/model/model.ts';
import type { PaymentOrder } from '../../../payments/ports/ports.ts';
import { buildCustomer } from '../charge/customer-details.ts';
import { buildItems } from '../charge/items.ts';
import type { ChannelRow } from '../channels.ts';
import { toZonedWib } from '../wire/wib-time.ts';

/** Banks whose cards Midtrans documents instalments for. Which of them are active is the merchant's contract. */
const INSTALLMENT_BANKS = ['bca', 'bni', 'bri', 'cimb', 'mandiri', 'maybank', 'mega'] as const;

/** Snap refuses a shorter life; ten seconds more for the request itself. */
export const SHORTEST_PAGE_MS = 310_000;

/**
 * The body of `POST /snap/v1/transactions`: Midtrans' own page, limited to cards, so that no card number comes near us.
 *
 * @see https://docs.midtrans.com/reference/request-body-json-parameter
 */
export function buildSnap(order: PaymentOrder, row: ChannelRow, now: Instant): Readonly<Record<string, unknown>> {
  const customer = buildCustomer(order, row);
  const minutes = Math.max(1, Math.floor((pageEnd(order, now) - now) / 60_000));
  return {
    transaction_details: { order_id: order.merchantReference, gross_amount: order.money.amount },
    item_details: buildItems(order),
    ...(customer === undefined ? {} : { customer_details: customer }),
    enabled_payments: ['credit_card'],
    credit_card: {
      secure: true,
      ...(order.save ? { save_card: true } : {}),
      ...(order.capture === 'manual' ? { type: 'authorize' } : {}),
      ...installmentOf(order),
    },
    ...(order.save ? { user_id: userId(order) } : {}),
    callbacks: { finish: order.returnUrl, error: order.returnUrl },
    expiry: { start_time: toZonedWib(now), unit: 'minute', duration: minutes },
    page_expiry: { unit: 'minute', duration: minutes },
  };
}

/** When the page ends: with the payment, but no sooner than Snap allows. */
const pageEnd = ({ expiresAt }: Pick<PaymentOrder, 'expiresAt'>, now: Instant): Instant =>
  Math.max(expiresAt, now + SHORTEST_PAGE_MS);

/**
 * The months that the customer has chosen before, or else all that the shop allows. Where the card's bank has them is known
 * once its number is typed in. Money that is only held is not paid in instalments.
 */
function installmentOf({ fields, installments, capture }: PaymentOrder): object {
  const chosen = Number(fields[INSTALLMENT_FIELD] ?? 0);
  const months = chosen > 0 ? [chosen] : (installments ?? []);
  const offered = months.filter((count) => count > 1);
  if (offered.length === 0 || capture === 'manual') return {};
  const terms = Object.fromEntries(INSTALLMENT_BANKS.map((bank) => [bank, offered]));
  return { installment: { required: chosen > 1, terms } };
}

/** The same for every payment of a customer, and nothing that identifies the customer at Midtrans. */
const userId = ({ customer, merchantReference }: PaymentOrder): string =>
  createHash('sha256')
    .update(customer?.reference ?? merchantReference)
    .digest('hex')
    .slice(0, 32);
