import { Client } from 'pg';
import type { Log } from '../../payments/ports/ports.ts';
import { pauseByTimer } from '../while-busy.ts';
import { ConnectionLost, postgresFault } from './postgres-faults.ts';
import { connectionConfig } from './postgres-pool.ts';
import { createSession, type Session } from './postgres-session.ts';
import { postgresPlace } from './postgres-place.ts';

/** How long a start waits for a server that cannot be reached, or is starting itself. */
const WAIT_MS = 10_000;
const PAUSE_MS = 500;

/**
 * A connection of its own, which is closed when it is released. Its statements may take as long as they need: for
 * migrations.
 *
 * @throws {StorageUnavailable} when the server cannot be reached within ten seconds, or does not let us in
 */
export async function connectPostgres(url: string, log: Pick<Log, 'warn'>): Promise<Session> {
  const giveUpAt = performance.now() + WAIT_MS;
  for (let tries = 1; ; tries += 1) {
    try {
      return await connect(url);
    } catch (error) {
      if (!(error instanceof ConnectionLost) || performance.now() > giveUpAt) throw error;
      if (tries === 1) log.warn({ error }, `waiting for the database: ${error.message}`);
    }
    await pauseByTimer(PAUSE_MS);
  }
}

async function connect(url: string): Promise<Session> {
  const place = postgresPlace(url);
  const client = new Client({ ...connectionConfig(url), statement_timeout: 0, query_timeout: 0 });
  const session = createSession(client, place, () => client.end());
  try {
    await client.connect();
    return session;
  } catch (error) {
    throw postgresFault(error, place);
  }
}
