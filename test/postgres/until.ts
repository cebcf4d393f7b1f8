import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 25;

/** Waits until it is so. Returns after how many milliseconds. @throws {Error} when it is not so in time */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<number> {
  const startedAt = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedAt > withinMs) throw new Error(`not within ${withinMs} ms: ${String(isSo)}`);
    await sleep(PAUSE_MS);
  }
  return performance.now() - startedAt;
}
