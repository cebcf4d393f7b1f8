import { Client } from 'pg';
import { z } from 'zod';
import { processUsage, whyNoUsage } from './process-usage.ts';

/** What a PostgreSQL server has done so far. */
export interface PostgresWork {
  /** CPU time of its processes that are there now. */
  readonly cpuMs: number;
  /** Transactions that wrote something. */
  readonly writes: number;
  /** Bytes in its write-ahead log. */
  readonly walBytes: number;
}

export interface PostgresWatch {
  work(): Promise<PostgresWork>;
  end(): Promise<void>;
}

const row = z.object({ writes: z.coerce.number(), wal: z.coerce.number() });
const process = z.object({ pid: z.int() });

/** Watches the server over a connection of its own. Its processes must run on this machine. */
export async function watchPostgres(connectionString: string): Promise<PostgresWatch> {
  const client = new Client({ connectionString });
  await client.connect();
  return {
    async work() {
      const { rows } = await client.query(
        `SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS writes,
          pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') AS wal`,
      );
      const { writes, wal } = row.parse(rows[0]);
      const found = await client.query('SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
      const pids = whyNoUsage === undefined ? found.rows.map((each) => process.parse(each).pid) : [];
      return { cpuMs: pids.reduce((sum, pid) => sum + cpuOf(pid), 0), writes, walBytes: wal };
    },
    end: () => client.end(),
  };
}

/** A process may have ended meanwhile. */
function cpuOf(pid: number): number {
  try {
    return processUsage(pid).cpuMs;
  } catch {
    return 0;
  }
}
