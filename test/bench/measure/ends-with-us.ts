import type { ChildProcess } from 'node:child_process';

const living = new Set<ChildProcess>();
let isWatching = false;

/** The child is killed when this process ends, in whatever way but SIGKILL. */
export function endsWithUs(child: ChildProcess): void {
  living.add(child);
  child.once('exit', () => living.delete(child));
  if (isWatching) return;
  isWatching = true;
  process.once('exit', () => {
    for (const each of living) each.kill('SIGKILL');
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
}
