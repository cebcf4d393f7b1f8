import { sql as fragment } from 'kysely';
import { z } from 'zod';
import { REVIEWS } from '../../shared/payment-status.ts';
import type { Instant } from '../payments/model/model.ts';
import { UNRESOLVED_REASONS, type Unresolved, type Unwatched } from '../payments/ports/ports.ts';
import { instantSchema, parseRow } from './row.ts';
import type { TableAccess } from './table-access.ts';

const row = z.object({
  reason: z.enum([...REVIEWS, ...UNRESOLVED_REASONS]),
  count: z.coerce.number().pipe(z.int().positive()),
  oldest: instantSchema,
});

/** The provider may still decide. Without parameters, because an index of refunds has this condition. */
const isOpen = fragment<boolean>`status IN ('processing', 'unknown')`;

/** What waits for a person, by reason. A row of an earlier version does not say since when: its last change counts. */
export async function unresolved({ sql }: TableAccess): Promise<readonly Unresolved[]> {
  const { build } = sql;
  const reviews = build
    .selectFrom('payments')
    .select(({ fn }) => [
      fragment<string>`review`.as('reason'),
      fn.countAll().as('count'),
      fragment<number>`min(coalesce(review_since, updated_at))`.as('oldest'),
    ])
    .where('review', 'is not', null)
    .groupBy('review');
  const unknown = (['payments', 'refunds', 'payouts'] as const).map((table, index) =>
    build
      .selectFrom(table)
      .select(({ fn }) => [
        fragment<string>`${fragment.lit(UNRESOLVED_REASONS[index])}`.as('reason'),
        fn.countAll().as('count'),
        fragment<number>`min(coalesce(unknown_since, updated_at))`.as('oldest'),
      ])
      .where(isOpen)
      .where('status', '=', 'unknown')
      .having(({ fn }) => fn.countAll(), '>', 0),
  );
  const found = [...(await sql.all(reviews))];
  for (const query of unknown) found.push(...(await sql.all(query)));
  return found.map((each) => {
    const { reason, count, oldest } = parseRow('unresolved', row, each);
    return { reason, count, oldestSince: oldest };
  });
}

/**
 * What the provider may still change although no inquiry is scheduled: payments that ended, or are to end, after
 * `since` and before `now`, and that no inquiry has found closed; refunds and payouts made after `since`.
 *
 * @param limit of each kind
 */
export async function unwatched(
  { sql }: TableAccess,
  since: Instant,
  now: Instant,
  limit: number,
): Promise<readonly Unwatched[]> {
  const { build } = sql;
  const payments = await sql.all(
    build
      .selectFrom('payments')
      .select('id')
      .where('provider_closed_at', 'is', null)
      .where('expires_at', '>', since)
      .where('expires_at', '<=', now)
      .where('status', '!=', 'succeeded')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('jobs').select('jobs.id').where('kind', '=', 'inquire').whereRef('key', '=', 'payments.id'),
          ),
        ),
      )
      .orderBy('expires_at')
      .limit(limit),
  );
  const found: Unwatched[] = payments.map(({ id }) => ({ kind: 'inquire', key: id }));
  for (const [table, kind] of [
    ['refunds', 'inquire_refund'],
    ['payouts', 'inquire_payout'],
  ] as const) {
    const open = await sql.all(
      build
        .selectFrom(table)
        .select('id')
        .where(isOpen)
        .where('created_at', '>', since)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('jobs')
                .select('jobs.id')
                .where('jobs.kind', '=', kind)
                .whereRef('jobs.key', '=', `${table}.id`),
            ),
          ),
        )
        .orderBy('created_at')
        .limit(limit),
    );
    found.push(...open.map(({ id }) => ({ kind, key: id })));
  }
  return found;
}
