import { sql as fragment, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import type { AfterCommit, IdempotencyRecord, Tx } from '../payments/ports/ports.ts';
import type { Tables } from './tables.ts';
import type { TableAccess } from './table-access.ts';
import { deleteSome } from './delete-some.ts';
import { instantSchema, parseRow, present, sealColumn, unsealColumn, type Place } from './row.ts';
import { prepared } from './prepared.ts';

const row = z.object({
  scope: z.string(),
  key: z.string(),
  fingerprint: z.string(),
  resource_id: z.string(),
  status: z.int().nullable(),
  body: z.string().nullable(),
  created_at: instantSchema,
});

/**
 * The body of a response, client tokens and customers included. It stays bound to the name that the table had first:
 * with another one, what earlier versions have sealed would not open.
 */
const bodyOf = (scope: string, key: string): Place => ({ table: 'answers', column: 'body', row: `${scope}/${key}` });

const byKey = prepared((db) =>
  db.selectFrom('idempotency_records').selectAll().where('scope', '=', '').where('key', '=', ''),
);

export async function findIdempotencyRecord(
  { sql, cipher }: TableAccess,
  scope: string,
  key: string,
): Promise<IdempotencyRecord | undefined> {
  const found = await sql.first(byKey(sql, [scope, key]));
  if (found === undefined) return undefined;
  const r = parseRow('idempotency_records', row, found);
  return present({
    scope: r.scope,
    key: r.key,
    fingerprint: r.fingerprint,
    resourceId: r.resource_id,
    status: r.status ?? undefined,
    body: r.body === null ? undefined : unsealColumn(cipher, bodyOf(scope, key), r.body),
    createdAt: r.created_at,
  });
}

const insertUnanswered = prepared<unknown>((db) =>
  db
    .insertInto('idempotency_records')
    .values({ scope: '', key: '', fingerprint: '', resource_id: '', created_at: 0 })
    .onConflict((conflict) => conflict.doNothing()),
);

export async function claimIdempotencyKey(
  { sql }: TableAccess,
  claim: Parameters<Tx['claimIdempotencyKey']>[0],
): Promise<boolean> {
  const { scope, key, fingerprint, resourceId, createdAt } = claim;
  return (await sql.change(insertUnanswered(sql, [scope, key, fingerprint, resourceId, createdAt]))) === 1;
}

const insertOrReplaceExpired = prepared<unknown>((db) =>
  db
    .insertInto('idempotency_records')
    .values({ scope: '', key: '', fingerprint: '', resource_id: '', created_at: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['scope', 'key'])
        .doUpdateSet(({ ref }) => ({
          fingerprint: ref('excluded.fingerprint'),
          resource_id: ref('excluded.resource_id'),
          status: fragment<null>`NULL`,
          body: fragment<null>`NULL`,
          created_at: ref('excluded.created_at'),
        }))
        .where('idempotency_records.created_at', '<=', 0),
    ),
);

export async function reserveIdempotencyKey(
  { sql }: TableAccess,
  { scope, key, fingerprint, resourceId, createdAt }: Parameters<Tx['reserveIdempotencyKey']>[0],
  expiredAt: Instant,
  ifTaken: () => Error,
): Promise<void> {
  await sql.send(insertOrReplaceExpired(sql, [scope, key, fingerprint, resourceId, createdAt, expiredAt]), ifTaken);
}

const save = (db: Kysely<Tables>) =>
  db.updateTable('idempotency_records').set({ status: 0, body: '' }).where('scope', '=', '').where('key', '=', '');

const saveFirst = prepared<unknown>((db) => save(db).where('status', 'is', null));
const saveInstead = prepared<unknown>((db) => save(db).where('status', '=', 0));

export async function saveIdempotentResponse(
  { sql, cipher }: TableAccess,
  scope: string,
  key: string,
  { status, body }: { status: number; body: string },
  replaced?: number,
): Promise<AfterCommit<boolean>> {
  const sealed = sealColumn(cipher, bodyOf(scope, key), body);
  const saved = await sql.changeLater(
    replaced === undefined
      ? saveFirst(sql, [status, sealed, scope, key])
      : saveInstead(sql, [status, sealed, scope, key, replaced]),
  );
  return async () => (await saved()) === 1;
}

const deleteRecord = ({ sql }: TableAccess, scope: string, key: string) =>
  sql.build.deleteFrom('idempotency_records').where('scope', '=', scope).where('key', '=', key);

export async function releaseIdempotencyKey(
  access: TableAccess,
  { scope, key, resourceId, createdAt }: Parameters<Tx['releaseIdempotencyKey']>[0],
): Promise<void> {
  await access.sql.send(
    deleteRecord(access, scope, key)
      .where('resource_id', '=', resourceId)
      .where('created_at', '=', createdAt)
      .where('status', 'is', null),
  );
}

export async function dropExpiredIdempotencyRecord(
  access: TableAccess,
  scope: string,
  key: string,
  until: Instant,
): Promise<void> {
  await access.sql.send(deleteRecord(access, scope, key).where('created_at', '<=', until));
}

/** Deletes at most `limit` records made before that moment. Returns how many. */
export const pruneIdempotencyRecords = (access: TableAccess, before: Instant, limit: number): Promise<number> =>
  deleteSome(access, 'idempotency_records', {
    key: ['scope', 'key'],
    where: fragment`created_at < ${before}`,
    limit,
  });
