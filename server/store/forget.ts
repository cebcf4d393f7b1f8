import { sql as fragment } from 'kysely';
import { isFinal, PAYMENT_STATUSES } from '../../shared/payment-status.ts';
import type { Instant } from '../payments/model/model.ts';
import type { TableAccess } from './table-access.ts';
import { checkoutCodec } from './codecs/checkout-codec.ts';
import { paymentCodec } from './codecs/payment-codec.ts';
import { payoutCodec } from './codecs/payout-codec.ts';
import { refundCodec } from './codecs/refund-codec.ts';
import { deleteSome } from './delete-some.ts';

const OPEN_STATUSES = PAYMENT_STATUSES.filter((status) => !isFinal(status));

/**
 * Erases personal data that has not changed since `before`: the customer, items, description and metadata of closed
 * checkouts, what customers filled in and were shown, reasons of refunds, notes of people in histories, events,
 * notifications, recipients of payouts and removed saved methods. Amounts, statuses, references and the rest of the
 * history stay, so that the books still add up. At most `limit` rows of each kind at once; returns how many it found.
 */
export async function forgetPersonalData(access: TableAccess, before: Instant, limit: number): Promise<number> {
  const counts = [
    await forgetCheckouts(access, before, limit),
    await forgetRecipients(access, before, limit),
    await deleteSome(access, 'notifications', {
      key: ['provider', 'dedupe_key'],
      where: fragment`received_at < ${before}`,
      limit,
    }),
    await deleteSome(access, 'events', { key: ['id'], where: isOldEvent(before), limit }),
    await deleteSome(access, 'saved_methods', { key: ['id'], where: isOldMethod(before), limit }),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Closed checkouts, of which no payment is open or has changed since. */
async function forgetCheckouts(access: TableAccess, before: Instant, limit: number): Promise<number> {
  const { sql } = access;
  const closed = sql.build
    .selectFrom('checkouts')
    .select('id')
    .where('forgotten_at', 'is', null)
    .where('updated_at', '<', before)
    .where('status', '!=', 'open')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('payments')
            .select('payments.id')
            .whereRef('payments.checkout_id', '=', 'checkouts.id')
            .where((one) =>
              one.or([one('payments.updated_at', '>=', before), one('payments.status', 'in', OPEN_STATUSES)]),
            )
            // With an offset PostgreSQL looks at each checkout's payments, and never at all payments.
            .limit(1)
            .offset(0),
        ),
      ),
    )
    .limit(limit);
  // One that is being changed at this moment has time.
  const found = await sql.all(sql.dialect.lockFreeRows(closed));
  for (const { id } of found) await eraseCheckout(access, id, before);
  return found.length;
}

/** Erases what is personal in a closed checkout and its payments. */
export async function eraseCheckout(access: TableAccess, id: string, at: Instant): Promise<void> {
  const { sql, cipher } = access;
  await forgetPayments(access, id);
  const erased = { ...checkoutCodec.toForgotten(cipher, id), forgotten_at: at };
  await sql.change(sql.build.updateTable('checkouts').set(erased).where('id', '=', id));
}

async function forgetPayments(access: TableAccess, checkoutId: string): Promise<void> {
  const { sql, cipher } = access;
  const payments = sql.build.selectFrom('payments').select('id').where('checkout_id', '=', checkoutId);
  for (const { id } of await sql.all(payments)) {
    const erased = paymentCodec.toChanges(cipher, id, { fields: {}, instruction: { kind: 'none' } });
    await sql.change(sql.build.updateTable('payments').set(erased).where('id', '=', id));
    await forgetReasons(access, id);
    await sql.change(
      sql.build
        .updateTable('payment_history')
        .set(FORGOTTEN_NOTE)
        .where('payment_id', '=', id)
        .where('source', 'in', NOTES_OF_PEOPLE),
    );
  }
}

/** The hash of the note stays, as the ledger's links are made from it; without the salt it tells nothing. */
const FORGOTTEN_NOTE = { note: null, note_salt: null } as const;
const NOTES_OF_PEOPLE = ['merchant', 'customer'] as const;

async function forgetReasons({ sql, cipher }: TableAccess, paymentId: string): Promise<void> {
  const refunds = sql.build.selectFrom('refunds').select('id').where('payment_id', '=', paymentId);
  for (const { id } of await sql.all(refunds.where('reason', 'is not', null))) {
    const erased = refundCodec.toForgotten(cipher, id);
    await sql.change(sql.build.updateTable('refunds').set(erased).where('id', '=', id));
  }
}

/** The bank accounts of payouts that succeeded or failed, and what they were for. */
async function forgetRecipients({ sql, cipher }: TableAccess, before: Instant, limit: number): Promise<number> {
  const ended = sql.build
    .selectFrom('payouts')
    .select('id')
    .where('forgotten_at', 'is', null)
    .where('updated_at', '<', before)
    .where('status', 'in', ['succeeded', 'failed'])
    .limit(limit);
  const found = await sql.all(sql.dialect.lockFreeRows(ended));
  for (const { id } of found) {
    const erased = { ...payoutCodec.toForgotten(cipher, id), forgotten_at: before };
    await sql.change(sql.build.updateTable('payouts').set(erased).where('id', '=', id));
    await sql.change(
      sql.build
        .updateTable('payout_history')
        .set(FORGOTTEN_NOTE)
        .where('payout_id', '=', id)
        .where('source', 'in', NOTES_OF_PEOPLE),
    );
  }
  return found.length;
}

/** An event is still needed while its stream has a delivery job: that job may deliver another event first. */
const isOldEvent = (before: Instant) => fragment<boolean>`created_at < ${before}
  AND NOT EXISTS (SELECT 1 FROM jobs WHERE kind = 'deliver' AND key = events.stream)`;

/** Also methods that no provider has confirmed: they cannot be charged. */
const isOldMethod = (before: Instant) => fragment<boolean>`status IN ('removed', 'pending') AND updated_at < ${before}`;
