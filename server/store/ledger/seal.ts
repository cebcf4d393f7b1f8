import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../payments/model/model.ts';
import type { Cipher } from '../../platform/crypto.ts';
import { parseRow } from '../row.ts';
import type { Sql } from '../sql.ts';
import type { TableAccess } from '../table-access.ts';

/*
 * A head shows that its history is complete, unless somebody puts an older head back together with the history of that
 * time. A seal records the ends of all histories that have changed since the one before, and is linked to it. So only who
 * removes the newest seals as well goes unnoticed here, and nobody where the link of a later seal is kept elsewhere.
 */

/** One line of a seal. */
export interface SealedEnd {
  readonly subject: string;
  readonly entries: number;
  /** The link of the last entry; empty without one. */
  readonly link: string;
}

export interface Seal {
  /** 1, 2, 3 … without a gap. */
  readonly number: number;
  readonly sealedAt: Instant;
  readonly body: string;
  readonly link: string;
}

const PURPOSE = 'ledger seal';

const textOf = ({ number, sealedAt, body }: Omit<Seal, 'link'>, previous: string): string =>
  JSON.stringify([number, previous, sealedAt, body]);

/** `undefined`: its key is not configured. */
export const isSealAfter = (cipher: Cipher, seal: Seal, previous: string): boolean | undefined =>
  cipher.hasFingerprint(seal.link, textOf(seal, previous), PURPOSE);

export const endsIn = ({ body }: Pick<Seal, 'body'>): readonly SealedEnd[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [subject = '', entries = '', link = ''] = line.split(' ');
      return { subject, entries: Number(entries), link };
    });

const row = z.object({ number: z.int(), sealed_at: z.int(), body: z.string(), link: z.string() });

function readSeal(raw: unknown): Seal {
  const { number, sealed_at: sealedAt, body, link } = parseRow('ledger_seals', row, raw);
  return { number, sealedAt, body, link };
}

/** At most `limit` seals after this one, in their order. */
export async function sealsAfter(sql: Sql, number: number, limit: number): Promise<readonly Seal[]> {
  const rows = await sql.all(
    sql.build.selectFrom('ledger_seals').selectAll().where('number', '>', number).orderBy('number').limit(limit),
  );
  return rows.map(readSeal);
}

export async function findSeal(sql: Sql, number: number): Promise<Seal | undefined> {
  const found = await sql.first(sql.build.selectFrom('ledger_seals').selectAll().where('number', '=', number));
  return found && readSeal(found);
}

/**
 * Seals at most `limit` histories that have changed since they were sealed. `undefined`: there was none. The first seal
 * is made in any case: it tells that all older histories are linked.
 */
export async function sealSome({ sql, cipher }: TableAccess, now: Instant, limit: number): Promise<Seal | undefined> {
  const newest = await sql.first(
    sql.build.selectFrom('ledger_seals').select(['number', 'link']).orderBy('number', 'desc').limit(1),
  );
  const ends = await sql.all(
    sql.dialect.lockFreeRows(
      sql.build
        .selectFrom('ledger_heads')
        .select(['subject', 'entries', 'link'])
        // Written out: the partial index is not used for bound values.
        .where(fragment<boolean>`sealed = 0`)
        .orderBy('subject')
        .limit(limit),
    ),
  );
  if (ends.length === 0 && newest !== undefined) return undefined;
  const unlinked = {
    number: (newest?.number ?? 0) + 1,
    sealedAt: now,
    body: ends.map(({ subject, entries, link }) => `${subject} ${entries} ${link}`).join('\n'),
  };
  const link = cipher.fingerprint(textOf(unlinked, newest?.link ?? ''), PURPOSE);
  const { number, sealedAt, body } = unlinked;
  await sql.insert('ledger_seals', { number, sealed_at: sealedAt, body, link });
  if (ends.length > 0)
    await sql.send(
      sql.build
        .updateTable('ledger_heads')
        .set({ sealed: 1 })
        .where(
          'subject',
          'in',
          ends.map(({ subject }) => subject),
        ),
    );
  return { ...unlinked, link };
}
