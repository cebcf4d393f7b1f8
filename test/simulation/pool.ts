import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CrashPoint, Fault } from './catalogue.ts';
import type { Focus } from './focus.ts';

/** A seed whose schedule is directed. */
export interface DirectedSeed {
  readonly seed: number;
  readonly focus: Focus;
}

export interface Batch {
  readonly seeds: readonly (number | DirectedSeed)[];
  /** Also of schedules that broke no rule. */
  readonly keepTimelines: boolean;
}

export interface SeedResult {
  readonly seed: number;
  readonly violations: readonly string[];
  /** The same for the same timeline. */
  readonly digest: string;
  readonly steps: number;
  readonly hits: readonly (readonly [Fault | CrashPoint, number])[];
  /** Empty unless a rule was broken or it was asked for. */
  readonly timeline: readonly string[];
}

export interface BatchResult {
  readonly results: readonly SeedResult[];
}

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

export interface PoolOptions {
  readonly seeds: Iterable<number | DirectedSeed>;
  readonly processes?: number;
  readonly keepTimelines?: boolean;
  /** How many a process runs between two messages. Default 20. */
  readonly batchSize?: number;
  /** Another program than the usual one: the same with a bug in it. */
  readonly program?: { readonly worker: string; readonly preload: string } | undefined;
  /** Called with each result; `false` ends the run. */
  readonly onResult: (result: SeedResult) => boolean | void;
}

/** Runs schedules in processes of their own, in batches, and hands over each result as it comes. */
export async function runSchedules({
  seeds,
  processes = 2,
  keepTimelines = false,
  batchSize = 20,
  program,
  onResult,
}: PoolOptions): Promise<void> {
  const iterator: Iterator<number | DirectedSeed, unknown> = seeds[Symbol.iterator]();
  let isEnded = false;
  const nextBatch = (): Batch => {
    const batch: (number | DirectedSeed)[] = [];
    while (!isEnded && batch.length < batchSize) {
      const next = iterator.next();
      if (next.done === true) break;
      batch.push(next.value);
    }
    return { seeds: batch, keepTimelines };
  };
  await Promise.all(
    Array.from({ length: processes }, () =>
      employ(program, nextBatch, (result) => {
        if (onResult(result) === false) isEnded = true;
      }),
    ),
  );
}

function employ(
  program: PoolOptions['program'],
  nextBatch: () => Batch,
  onResult: (result: SeedResult) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let child: ChildProcess | undefined;
    const send = (): void => {
      const batch = nextBatch();
      if (batch.seeds.length > 0) {
        child ??= start();
        child.send(batch);
      } else if (child === undefined) resolve();
      else child.kill();
    };
    const start = (): ChildProcess => {
      const started = fork(program?.worker ?? WORKER, {
        execArgv: ['--import', program === undefined ? 'tsx' : pathToFileURL(program.preload).href],
      });
      started.on('message', ({ results }: BatchResult) => {
        for (const result of results) onResult(result);
        send();
      });
      started.on('error', reject);
      started.on('exit', (code, signal) => {
        if (code === 0 || signal === 'SIGTERM') resolve();
        else reject(new Error(`a process of the simulation ended with ${code ?? signal}`));
      });
      return started;
    };
    send();
  });
}
