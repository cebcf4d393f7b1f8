import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openConnection } from '../../../server/store/connection.ts';
import { Disk } from './disk.ts';
import type { DiskCall } from './record-writes.ts';
import { releaseDatabases } from './release-databases.ts';

export interface PowerLosses {
  /** Writes, truncations and syncs in the recording. */
  readonly calls: number;
  /** How often the log was merged into the file: each time syncs the file. */
  readonly merges: number;
  readonly cuts: number;
  /** Cuts at which something was written and not yet synced. */
  readonly torn: number;
  /** Acknowledged rows, over all cuts. */
  readonly acknowledged: number;
  /** One line for each row that was acknowledged and is gone, and each database that is damaged. */
  readonly violations: readonly string[];
}

/** The rollback journal exists until the database is in WAL mode. */
const FILES = ['kasir.db', 'kasir.db-wal', 'kasir.db-journal'];

const FIRST_CALLS = 15;
const CUTS_UNTIL_RELEASE = 20;

/** Cuts the power at random moments of a recording, and looks at each database that is left. */
export async function cutPower(
  calls: readonly DiskCall[],
  { cuts, random, folder }: { readonly cuts: number; readonly random: () => number; readonly folder: string },
): Promise<PowerLosses> {
  const moments = [
    // The file is made in the first of them.
    ...Array.from({ length: FIRST_CALLS }, (_, index) => index),
    ...Array.from({ length: cuts - FIRST_CALLS }, () => Math.floor(random() * (calls.length + 1))),
  ].sort((a, b) => a - b);
  const disk = new Disk();
  const violations: string[] = [];
  let done = 0;
  let torn = 0;
  let acknowledged = 0;
  for (const [at, moment] of moments.entries()) {
    if (at % CUTS_UNTIL_RELEASE === 0) await releaseDatabases();
    for (; done < moment; done += 1) {
      const call = calls[done];
      if (call !== undefined) disk.apply(call);
    }
    const acks = disk.seen('acks').toString('utf8').split('\n').slice(0, -1);
    acknowledged += acks.length;
    const left = join(folder, 'left');
    rmSync(left, { recursive: true, force: true });
    mkdirSync(left);
    let isTorn = false;
    for (const file of FILES.filter((name) => disk.has(name))) {
      const bytes = disk.afterPowerLoss(file, random);
      isTorn ||= !bytes.equals(disk.seen(file));
      writeFileSync(join(left, file), bytes);
    }
    if (isTorn) torn += 1;
    violations.push(...examine(join(left, 'kasir.db'), acks).map((what) => `cut after call ${moment}: ${what}`));
  }
  const merges = calls.filter(({ kind, file }) => kind === 'sync' && file === 'kasir.db').length;
  return { calls: calls.length, merges, cuts, torn, acknowledged, violations };
}

/** Before the schema is complete nothing was acknowledged. */
function examine(path: string, acks: readonly string[]): readonly string[] {
  const file = openConnection(path);
  try {
    const check = JSON.stringify(file.query('PRAGMA integrity_check').rows);
    if (check !== '[{"integrity_check":"ok"}]') return [`the database is damaged: ${check}`];
    if (acks.length === 0) return [];
    const rows = file.query('SELECT checkout_id, id FROM payments').rows;
    const there = new Set(rows.map((row) => `${String(row['checkout_id'])} ${String(row['id'])}`));
    const halves = file.query(`SELECT id FROM checkouts WHERE id NOT IN (SELECT checkout_id FROM payments)`).rows;
    return [
      ...acks.filter((ids) => !there.has(ids)).map((ids) => `lost: ${ids}`),
      ...halves.map((row) => `half of a unit: ${String(row['id'])}`),
    ];
  } catch (error) {
    return [`the database does not open: ${error instanceof Error ? error.message : 'unknown'}`];
  } finally {
    file.close();
  }
}
