/* A process that runs schedules: everything in it follows virtual time and the seed. Its first import sees to that. */
import { time } from './runtime/installed.ts';
import { makeTemplate } from './installation.ts';
import { runSchedule } from './run-schedule.ts';
import type { Batch, BatchResult } from './pool.ts';

await makeTemplate();

/** What nobody waited for has failed: a fault of the schedule that runs at the moment. */
const unhandled: string[] = [];
process.on(
  'unhandledRejection',
  (reason) => void unhandled.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
);

process.on('disconnect', () => process.exit());
process.on('message', (batch: Batch) => void runBatch(batch));

async function runBatch({ seeds, keepTimelines }: Batch): Promise<void> {
  const results: BatchResult['results'][number][] = [];
  for (const one of seeds) {
    const { seed, focus } = typeof one === 'number' ? { seed: one, focus: undefined } : one;
    const { violations, timeline, digest, hits, steps } = await runSchedule(time, seed, focus);
    const all = [...violations, ...unhandled.splice(0).map((error) => `no unhandled rejection: ${error}`)];
    results.push({
      seed,
      violations: all,
      digest,
      steps,
      hits: [...hits],
      timeline: all.length > 0 || keepTimelines ? timeline : [],
    });
  }
  process.send?.({ results } satisfies BatchResult);
}
