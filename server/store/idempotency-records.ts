import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import type { IdempotencyRecord, Tx } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import { deleteSome } from './delete-some.ts';
import { instantSchema, parseRow, present, sealColumn, unsealColumn, type Place } from './row.ts';

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

export async function findIdempotencyRecord(
  { sql, cipher }: TableAccess,
  scope: string,
  key: string,
): Promise<IdempotencyRecord | undefined> {
  const found = await sql.first(
    sql.build.selectFrom('idempotency_records').selectAll().where('scope', '=', scope).where('key', '=', key),
  );
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

export async function claimIdempotencyKey(
  { sql }: TableAccess,
  claim: Parameters<Tx['claimIdempotencyKey']>[0],
): Promise<boolean> {
  const claimed = await sql.change(
    sql.build
      .insertInto('idempotency_records')
      .values({
        scope: claim.scope,
        key: claim.key,
        fingerprint: claim.fingerprint,
        resource_id: claim.resourceId,
        status: null,
        body: null,
        created_at: claim.createdAt,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return claimed === 1;
}

export async function saveIdempotentResponse(
  { sql, cipher }: TableAccess,
  scope: string,
  key: string,
  { status, body }: { status: number; body: string },
  replaced?: number,
): Promise<boolean> {
  const update = sql.build
    .updateTable('idempotency_records')
    .set({ status, body: sealColumn(cipher, bodyOf(scope, key), body) })
    .where('scope', '=', scope)
    .where('key', '=', key);
  const saved = await sql.change(
    replaced === undefined ? update.where('status', 'is', null) : update.where('status', '=', replaced),
  );
  return saved === 1;
}

const deleteRecord = ({ sql }: TableAccess, scope: string, key: string) =>
  sql.build.deleteFrom('idempotency_records').where('scope', '=', scope).where('key', '=', key);

export async function releaseIdempotencyKey(
  access: TableAccess,
  { scope, key, resourceId, createdAt }: Parameters<Tx['releaseIdempotencyKey']>[0],
): Promise<void> {
  await access.sql.change(
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
  await access.sql.change(deleteRecord(access, scope, key).where('created_at', '<=', until));
}

/** Deletes at most `limit` records made before that moment. Returns how many. */
export const pruneIdempotencyRecords = (access: TableAccess, before: Instant, limit: number): Promise<number> =>
  deleteSome(access, 'idempotency_records', {
    key: ['scope', 'key'],
    where: fragment`created_at < ${before}`,
    limit,
  });
