import { renewEncryptionResponse } from '../../shared/api/renew-encryption.ts';
import { pathTo } from '../../shared/api/routes.ts';
import { environment } from '../main.ts';
import { serverOf, type CallServer } from './call-server.ts';
import { CommandFailed } from './command-failed.ts';
import { printResult } from './print-result.ts';
import { progress } from './progress.ts';
import { tableOf } from './table.ts';

/** Rows that others change while they are read are renewed in the next pass; a busy server needs two. */
const MAX_PASSES = 5;

interface Counts {
  table: string;
  read: number;
  renewed: number;
  unreadable: number;
}

/**
 * `keys rotate`: encrypts everything by the first of the server's keys while it runs, step by step. It may be interrupted
 * and called again at any time.
 *
 * @throws {CommandFailed} where a row cannot be decrypted by any key, or others keep changing rows
 */
export async function rotateKeys(isJson: boolean, call: CallServer = serverOf(environment)): Promise<void> {
  const tables = new Map<string, Counts>();
  const report = progress();
  let missed = 0;
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    missed = 0;
    for (const counts of tables.values()) counts.read = counts.unreadable = 0;
    for (let cursor: string | null = ''; cursor !== null;) {
      const body: object = cursor === '' ? {} : { cursor };
      const step = renewEncryptionResponse.parse(await call('POST', pathTo('renewEncryption'), body));
      const counts = tables.get(step.table) ?? { table: step.table, read: 0, renewed: 0, unreadable: 0 };
      tables.set(step.table, counts);
      counts.read += step.read;
      counts.renewed += step.renewed;
      counts.unreadable += step.unreadable;
      missed += step.missed;
      report(`pass ${pass}, ${step.table}: ${counts.read} rows read, ${counts.renewed} encrypted by the first key`);
      cursor = step.nextCursor;
    }
    if (missed === 0) break;
  }
  const rows = [...tables.values()];
  const unreadable = rows.reduce((sum, counts) => sum + counts.unreadable, 0);
  const isDone = missed === 0 && unreadable === 0;
  printResult(isJson, { done: isDone, tables: rows, missed, unreadable }, `${textOf(rows)}${isDone ? DONE : ''}`);
  if (unreadable > 0)
    throw new CommandFailed(
      `${unreadable} rows cannot be decrypted by any of KASIR_ENCRYPTION_KEYS: keep every key that may have encrypted them`,
    );
  if (missed > 0)
    throw new CommandFailed(
      `${missed} rows were changed meanwhile: has every instance the new key first? Call it again`,
    );
}

const textOf = (rows: readonly Counts[]): string =>
  tableOf(
    ['table', 'rows', 're-encrypted'],
    rows.map(({ table, read, renewed }) => [table, read, renewed]),
  );

const DONE = `
Everything is encrypted by the first of KASIR_ENCRYPTION_KEYS. Keep the old key there for 30 days: repeated
requests are recognised by it. Keep a copy of it for "kasir verify-ledger", which checks old entries by it,
and for backups made until now.
`;
