import { z } from 'zod';
import type { Cipher } from '../../platform/crypto.ts';
import { parseRow } from '../row.ts';
import type { Sql } from '../sql.ts';
import { prepared } from '../prepared.ts';

/** Where the history of one payment or payout ends, and what its rows held when the server last changed them. */
export interface Head {
  /** The id of the payment or payout. */
  readonly subject: string;
  /** How many entries its history has. */
  readonly entries: number;
  /** The link of the last entry; empty without one. */
  readonly link: string;
  /** The facts of its rows, as JSON. */
  readonly facts: string;
  /** What did not fit when the server was about to change it; kept for ever. */
  readonly suspect: string | null;
}

/** A head with its keyed digest, as it is stored. */
export interface StoredHead extends Head {
  readonly mac: string;
}

const PURPOSE = 'ledger head';

const textOf = ({ subject, entries, link, facts, suspect }: Head): string =>
  JSON.stringify([subject, entries, link, facts, suspect]);

/** `undefined`: its key is not configured. */
export const isGenuine = (cipher: Cipher, head: StoredHead): boolean | undefined =>
  cipher.hasFingerprint(head.mac, textOf(head), PURPOSE);

/** The digest of a head by the first key. */
export const headMac = (cipher: Cipher, head: Head): string => cipher.fingerprint(textOf(head), PURPOSE);

const row = z.object({
  subject: z.string(),
  entries: z.int().nonnegative(),
  link: z.string(),
  facts: z.string(),
  suspect: z.string().nullable(),
  mac: z.string(),
});

/** The columns, for a query that reads a head among others. */
export const HEAD_COLUMNS = [
  'ledger_heads.subject',
  'ledger_heads.entries',
  'ledger_heads.link',
  'ledger_heads.facts',
  'ledger_heads.suspect',
  'ledger_heads.mac',
] as const;

/** @throws {CorruptRow} */
export const readHead = (raw: unknown): StoredHead => parseRow('ledger_heads', row, raw);

const write = prepared((db) =>
  db
    .insertInto('ledger_heads')
    .values({ subject: '', entries: 0, link: '', facts: '', suspect: '', mac: '', sealed: 0 })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet(({ ref }) => ({
        entries: ref('excluded.entries'),
        link: ref('excluded.link'),
        facts: ref('excluded.facts'),
        suspect: ref('excluded.suspect'),
        mac: ref('excluded.mac'),
        sealed: ref('excluded.sealed'),
      })),
    ),
);

/** Writes a head, to be sealed again. */
export async function writeHead(sql: Sql, cipher: Cipher, head: Head): Promise<void> {
  const { subject, entries, link, facts, suspect } = head;
  await sql.send(write(sql, [subject, entries, link, facts, suspect, headMac(cipher, head), 0]));
}
