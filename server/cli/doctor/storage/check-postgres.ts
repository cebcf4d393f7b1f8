import type { Cipher } from '../../../platform/crypto.ts';
import { assertKeys } from '../../../store/key-canary.ts';
import { connectPostgres } from '../../../store/postgres/connect-postgres.ts';
import { postgresSchema } from '../../../store/postgres/migrate-postgres.ts';
import { postgresDialect } from '../../../store/postgres/postgres-dialect.ts';
import type { Session } from '../../../store/postgres/postgres-session.ts';
import { createSql } from '../../../store/sql.ts';
import type { ClockReadings } from '../clock-readings.ts';
import { combine, fail, pass, warn, type Finding } from '../finding.ts';
import { storageFault } from './storage-fault.ts';

export interface PostgresCheck {
  readonly url: string;
  readonly cipher: Cipher;
  readonly poolSize: number;
  readonly clocks: ClockReadings;
  readonly signal: AbortSignal;
}

export async function checkPostgres({ url, cipher, poolSize, clocks, signal }: PostgresCheck): Promise<Finding> {
  try {
    const session = await connectPostgres(url, { warn: () => undefined });
    signal.addEventListener('abort', () => void session.release(), { once: true });
    try {
      await session.query('SET default_transaction_read_only = on', []);
      const askedAt = Date.now();
      const now = await valueOf(session, 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS value');
      clocks.note('PostgreSQL', Number(now), askedAt, Date.now());
      const { pending } = await postgresSchema(session);
      if (pending.length === 0) await assertKeys({ sql: createSql(postgresDialect, session), cipher });
      return combine([
        pending.length === 0
          ? pass('PostgreSQL: schema and encryption keys fit')
          : warn(`the database is of an earlier version (${pending.join(', ')} missing)`, MIGRATE),
        ...(await checkDurability(session)),
        await checkConnections(session, poolSize),
      ]);
    } finally {
      await session.release();
    }
  } catch (error) {
    return storageFault(error);
  }
}

const MIGRATE = 'back up the database of DATABASE_URL; the next start, or `kasir migrate`, migrates it';

/** Any other value can lose payments that were confirmed. */
const DURABLE: readonly (readonly [setting: string, safe: readonly string[]])[] = [
  ['fsync', ['on']],
  ['full_page_writes', ['on']],
  ['synchronous_commit', ['on', 'local', 'remote_write', 'remote_apply']],
];

async function checkDurability(session: Session): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [setting, safe] of DURABLE) {
    const value = String(await valueOf(session, `SELECT current_setting('${setting}') AS value`));
    const message = `${setting} is ${value}`;
    findings.push(
      safe.includes(value)
        ? pass(message)
        : fail(`${message}: confirmed payments can be lost`, `set ${setting} = on in PostgreSQL's configuration`),
    );
  }
  return findings;
}

async function checkConnections(session: Session, poolSize: number): Promise<Finding> {
  const most = Number(await valueOf(session, `SELECT current_setting('max_connections') AS value`));
  const message = `PostgreSQL takes ${most} connections, an instance uses up to ${poolSize}`;
  return poolSize > most - 5
    ? warn(message, 'raise max_connections in PostgreSQL, or lower KASIR_DATABASE_POOL')
    : pass(message);
}

async function valueOf(session: Session, sql: string): Promise<unknown> {
  return (await session.query(sql, [])).rows[0]?.['value'];
}
