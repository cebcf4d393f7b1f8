import { sql as fragment } from 'kysely';
import { isFinal, PAYMENT_STATUSES } from '../../shared/payment-status.ts';
import type { Instant } from '../payments/model/model.ts';
import type { Access } from './access.ts';
import { checkoutCodec } from './codecs/checkout-codec.ts';
import { paymentCodec } from './codecs/payment-codec.ts';
import { payoutCodec } from './codecs/payout-codec.ts';
import { refundCodec } from './codecs/refund-codec.ts';

const OPEN_STATUSES = PAYMENT_STATUSES.filter((status) => !isFinal(status));

/**
 * Forgets personal data that nothing has touched since `before`: who a closed checkout was for, what its customers
 * typed and were shown, what it was for, why money went back, what was told and heard of it, recipients of payouts, and
 * removed saved methods. Amounts, statuses, references and the history stay: the books still add up. At most `limit` rows
 * of each kind at once; answers how many rows it found.
 */
export async function forgetPersonalData(access: Access, before: Instant, limit: number): Promise<number> {
  const counts = [
    await forgetCheckouts(access, before, limit),
    await forgetRecipients(access, before, limit),
    await deleteOld(access, before, limit),
    await deleteRemovedMethods(access, before, limit),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Closed, and no payment of it is open or has moved since. */
async function forgetCheckouts({ sql, cipher }: Access, before: Instant, limit: number): Promise<number> {
  const found = await sql.all(
    sql.build
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
              ),
          ),
        ),
      )
      .limit(limit),
  );
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const payments = await sql.all(sql.build.selectFrom('payments').select('id').where('checkout_id', 'in', ids));
  for (const { id } of payments) {
    const nothing = paymentCodec.toChanges(cipher, id, { fields: {}, instruction: { kind: 'none' } });
    await sql.change(sql.build.updateTable('payments').set(nothing).where('id', '=', id));
    await forgetReasons({ sql, cipher }, id);
  }
  for (const id of ids) {
    const nothing = { ...checkoutCodec.toForgotten(cipher, id), forgotten_at: before };
    await sql.change(sql.build.updateTable('checkouts').set(nothing).where('id', '=', id));
  }
  return ids.length;
}

async function forgetReasons({ sql, cipher }: Access, paymentId: string): Promise<void> {
  const refunds = sql.build.selectFrom('refunds').select('id').where('payment_id', '=', paymentId);
  for (const { id } of await sql.all(refunds.where('reason', 'is not', null))) {
    const nothing = refundCodec.toForgotten(cipher, id);
    await sql.change(sql.build.updateTable('refunds').set(nothing).where('id', '=', id));
  }
}

/** Whom money went to, and for what: once it has ended one way or the other. */
async function forgetRecipients({ sql, cipher }: Access, before: Instant, limit: number): Promise<number> {
  const found = await sql.all(
    sql.build
      .selectFrom('payouts')
      .select('id')
      .where('forgotten_at', 'is', null)
      .where('updated_at', '<', before)
      .where('status', 'in', ['succeeded', 'failed'])
      .limit(limit),
  );
  for (const { id } of found) {
    const nothing = { ...payoutCodec.toForgotten(cipher, id), forgotten_at: before };
    await sql.change(sql.build.updateTable('payouts').set(nothing).where('id', '=', id));
  }
  return found.length;
}

/**
 * Events and notices: copies of what was true then, kept to be sent again or compared. An event waits while its stream
 * has a job that delivers: also behind another one, when it was never tried itself.
 */
async function deleteOld({ sql }: Access, before: Instant, limit: number): Promise<number> {
  const notifications = fragment<boolean>`(provider, dedupe_key) IN
    (SELECT provider, dedupe_key FROM notifications WHERE received_at < ${before} LIMIT ${limit})`;
  const events = fragment<boolean>`position IN
    (SELECT position FROM events WHERE created_at < ${before} AND NOT EXISTS
      (SELECT 1 FROM jobs WHERE kind = 'deliver' AND key = events.stream) LIMIT ${limit})`;
  const deleted = [
    await sql.change(sql.build.deleteFrom('notifications').where(notifications)),
    await sql.change(sql.build.deleteFrom('events').where(events)),
  ];
  return deleted.reduce((sum, count) => sum + count, 0);
}

/** Also those that no provider ever confirmed: nobody can pay with them. */
function deleteRemovedMethods({ sql }: Access, before: Instant, limit: number): Promise<number> {
  const old = fragment<boolean>`id IN
    (SELECT id FROM saved_methods WHERE status IN ('removed', 'pending') AND updated_at < ${before} LIMIT ${limit})`;
  return sql.change(sql.build.deleteFrom('saved_methods').where(old));
}
