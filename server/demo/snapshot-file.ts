import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { FAULT_KINDS, OPERATIONS } from '../providers/simulation/simulator.ts';
import type { SimulatorSnapshot } from '../providers/simulation/snapshot.ts';

/** Where a simulator's snapshot is kept. */
export interface SnapshotFile {
  /** `undefined` where there is none, or none that this version can read. */
  read(): SimulatorSnapshot | undefined;
  /** Replaces the file, unless it holds the same already. */
  write(snapshot: SimulatorSnapshot): void;
}

export interface SnapshotFileOptions {
  readonly path: string;
  /** Where earlier versions kept what this file holds; it is no longer read. */
  readonly journalPath: string;
  readonly log: { warn(facts: object, message: string): void };
}

/** To be raised whenever a simulator's records change their shape: an older snapshot is then not read. */
const FORMAT = 1;

const faultSchema = z.object({
  operation: z.enum(OPERATIONS),
  kind: z.enum(FAULT_KINDS),
  times: z.number().optional(),
  status: z.number().optional(),
  code: z.string().optional(),
  delayMs: z.number().optional(),
});

/** The envelope; the records inside are known to the simulator alone. */
const fileSchema = z.object({
  format: z.literal(FORMAT),
  snapshot: z.object({
    silent: z.boolean(),
    records: z.record(z.string(), z.unknown()),
    faults: z.array(z.object({ fault: faultSchema, timesLeft: z.number() })),
    planned: z.array(z.object({ dueAt: z.number(), task: z.unknown() })),
    deliveries: z.array(
      z.object({
        id: z.string(),
        notification: z.unknown(),
        dueAt: z.number(),
        firstTriedAt: z.number().optional(),
        answers: z.array(z.number()),
        state: z.enum(['waiting', 'sending', 'accepted', 'exhausted']),
      }),
    ),
  }),
});

/**
 * A snapshot as `node:v8` serializes it, because records refer to one another. The file is written beside and renamed,
 * so a process that dies leaves either the old snapshot or the new one. It is not flushed to the disk: it has to
 * survive the process, not the machine.
 */
export function openSnapshotFile({ path, journalPath, log }: SnapshotFileOptions): SnapshotFile {
  let written: Buffer | undefined;
  return {
    read() {
      if (existsSync(path)) {
        const bytes = readFileSync(path);
        const snapshot = parse(bytes);
        if (snapshot === undefined) log.warn({ path }, 'simulator snapshot cannot be read: the simulator starts empty');
        else written = bytes;
        return snapshot;
      }
      if (existsSync(journalPath)) {
        log.warn(
          { path: journalPath },
          'simulator journal of an earlier version is not read: the simulator starts empty',
        );
      }
      return undefined;
    },
    write(snapshot) {
      const bytes = serialize({ format: FORMAT, snapshot });
      if (written?.equals(bytes) === true) return;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.tmp`, bytes, { mode: 0o600 });
      renameSync(`${path}.tmp`, path);
      written = bytes;
    },
  };
}

function parse(bytes: Buffer): SimulatorSnapshot | undefined {
  try {
    return fileSchema.safeParse(deserialize(bytes)).data?.snapshot;
  } catch {
    return undefined;
  }
}
