import { z } from 'zod';
import { isFinal, PAYMENT_STATUSES } from '../../../shared/payment-status.ts';
import type { Instant } from '../../payments/model/model.ts';
import { firstIdAt } from '../../platform/ids.ts';
import { instantSchema, jsonSchema, parseRow } from '../row.ts';
import type { Sql } from '../sql.ts';
import type { KeptReason } from './kept-reason.ts';
import type { PurgeRange } from './purge-step.ts';
import { pendingOf } from './pending-work.ts';

/** A closed checkout with the ids of all that belongs to it. */
export interface OldCheckout {
  readonly id: string;
  readonly payments: readonly string[];
  readonly refunds: readonly string[];
  readonly savedMethods: readonly string[];
  readonly providers: readonly string[];
  /** Absent: it can be purged, unless its history does not verify. */
  readonly kept: KeptReason | undefined;
}

export interface OldCheckouts {
  readonly found: readonly OldCheckout[];
  readonly last: { readonly id: string; readonly createdAt: Instant } | undefined;
}

const claims = jsonSchema(z.array(z.object({ decided: z.literal(true).optional() }))).nullable();

/**
 * The checkouts that were created before that time, in the order of their ids, each locked until the unit of work ends.
 * What is read of them is read after they were locked.
 */
export async function oldCheckouts(sql: Sql, { before, after, limit }: PurgeRange): Promise<OldCheckouts> {
  const { build } = sql;
  const locked = await sql.all(
    sql.dialect.lockFreeRows(
      build
        .selectFrom('checkouts')
        .select(['id', 'created_at'])
        .where('id', '>', after)
        .where('id', '<', firstIdAt('co', before))
        .orderBy('id')
        .limit(limit),
    ),
  );
  const last = locked.at(-1);
  if (last === undefined) return { found: [], last };
  const ids = locked.map(({ id }) => id);
  const checkouts = await sql.all(
    build.selectFrom('checkouts').select(['id', 'status', 'updated_at']).where('id', 'in', ids).orderBy('id'),
  );
  const payments = await sql.all(
    build
      .selectFrom('payments')
      .select(['id', 'checkout_id', 'provider', 'status', 'review', 'refund_claims', 'expires_at', 'updated_at'])
      .where('checkout_id', 'in', ids),
  );
  const paymentIds = payments.map(({ id }) => id);
  const none = paymentIds.length === 0;
  const refunds = none
    ? []
    : await sql.all(
        build
          .selectFrom('refunds')
          .select(['id', 'payment_id', 'status', 'updated_at'])
          .where('payment_id', 'in', paymentIds),
      );
  const methods = none
    ? []
    : await sql.all(
        build
          .selectFrom('saved_methods')
          .select(['id', 'payment_id', 'status', 'updated_at'])
          .where('payment_id', 'in', paymentIds),
      );
  const pending = await pendingOf(sql, ids, [
    ...ids,
    ...paymentIds,
    ...refunds.map(({ id }) => id),
    ...methods.map(({ id }) => id),
  ]);

  const found = checkouts.map((checkout): OldCheckout => {
    const own = payments.filter(({ checkout_id }) => checkout_id === checkout.id);
    const ownIds = own.map(({ id }) => id);
    const back = refunds.filter(({ payment_id }) => ownIds.includes(payment_id));
    const saved = methods.filter(({ payment_id }) => ownIds.includes(payment_id));
    const all = [checkout.id, ...ownIds, ...back.map(({ id }) => id), ...saved.map(({ id }) => id)];
    const isRecent = [checkout, ...own, ...back, ...saved].some(({ updated_at }) => updated_at >= before);
    const reason = (): KeptReason | undefined => {
      if (checkout.status === 'open' || own.some(isOpen) || back.some(({ status }) => !isDecided(status)))
        return 'open';
      if (own.some(isUnderReview)) return 'review';
      if (pending.undelivered.has(checkout.id)) return 'undelivered';
      if (all.some((id) => pending.scheduled.has(id))) return 'scheduled';
      if (saved.some(({ status }) => status !== 'removed' && status !== 'pending')) return 'saved_method';
      return isRecent || own.some(({ expires_at }) => expires_at >= before) ? 'recent' : undefined;
    };
    return {
      id: checkout.id,
      payments: ownIds,
      refunds: back.map(({ id }) => id),
      savedMethods: saved.map(({ id }) => id),
      providers: [...new Set(own.map(({ provider }) => provider))],
      kept: reason(),
    };
  });
  return { found, last: { id: last.id, createdAt: parseRow('checkouts', instantSchema, last.created_at) } };
}

const FINAL: ReadonlySet<string> = new Set(PAYMENT_STATUSES.filter(isFinal));

const isOpen = ({ status }: { readonly status: string }): boolean => !FINAL.has(status);

const isDecided = (status: string): boolean => status === 'succeeded' || status === 'failed';

const isUnderReview = (payment: { readonly review: string | null; readonly refund_claims: string | null }): boolean =>
  payment.review !== null ||
  (parseRow('payments', claims, payment.refund_claims) ?? []).some(({ decided }) => decided === undefined);
