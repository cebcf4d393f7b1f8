import type { Log } from '../payments/ports/ports.ts';

export interface HeldBackLog {
  /** Keeps its `info` lines until the release; warnings and errors are written at once. */
  readonly log: Log;
  /** Writes what was kept. What comes later is written at once. */
  release(): void;
}

export function holdBackInfo(log: Log): HeldBackLog {
  let kept: (() => void)[] | undefined = [];
  return {
    log: {
      ...log,
      info(facts, message) {
        if (kept === undefined) log.info(facts, message);
        else kept.push(() => log.info(facts, message));
      },
    },
    release() {
      for (const write of kept ?? []) write();
      kept = undefined;
    },
  };
}
