import { resolve } from 'node:path';
import { readDatabaseUrl } from '../config/config.ts';
import { environment, EXIT_CONFIG } from '../main.ts';
import { backUpFile } from '../store/backup/back-up-file.ts';
import { isPostgresUrl } from '../store/is-postgres-url.ts';
import { CommandFailed } from './command-failed.ts';
import { EXIT_FAILURE } from './exit-codes.ts';
import { printResult } from './print-result.ts';
import { progress } from './progress.ts';

/** The URL of the SQLite file of `DATABASE_URL`. @throws {CommandFailed} with what to use for PostgreSQL */
export function sqliteUrl(postgresTool: string): string {
  const result = readDatabaseUrl(environment);
  if (!result.ok)
    throw new CommandFailed(
      result.faults.map(({ variable, message }) => `${variable} ${message}`).join('\n'),
      EXIT_CONFIG,
    );
  if (!isPostgresUrl(result.url)) return result.url;
  throw new CommandFailed(`DATABASE_URL is PostgreSQL: use ${postgresTool}, as for any of its databases`, EXIT_FAILURE);
}

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

/** `backup`: a copy of the SQLite database, while the server runs. */
export async function backUp(target: string, isJson: boolean): Promise<void> {
  const url = sqliteUrl('pg_dump (pg_dump --format=custom "$DATABASE_URL" > kasir.dump)');
  const report = progress();
  const { bytes, ...counts } = await backUpFile(url, target, (copied, of) =>
    report(`${megabytes(copied)} of about ${megabytes(of)} copied`),
  );
  const file = resolve(target);
  printResult(
    isJson,
    { file, bytes, ...counts },
    `${file}: ${megabytes(bytes)}, ${counts.checkouts} checkouts, ${counts.payments} payments${counts.newestChange === undefined ? '' : `, the newest change of ${counts.newestChange}`}; verified\nKeep KASIR_ENCRYPTION_KEYS apart from it: nobody can read it without them\n`,
  );
}
