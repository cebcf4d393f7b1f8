import type { Log } from '../../payments/ports/ports.ts';

/** So many refused forgeries are logged one by one in a second. */
const LINES_A_SECOND = 20;
const SECOND_MS = 1_000;

/**
 * Logs refused forgeries as other requests are logged. Those of a flood are counted in one line each second: anybody can
 * send thousands, which would fill the disk.
 */
export function forgeryLog(log: Log): (facts: object) => void {
  let lines = 0;
  let uncounted = 0;
  let isCounting = false;
  const endSecond = (): void => {
    isCounting = false;
    lines = 0;
    if (uncounted > 0) log.warn({ count: uncounted }, 'more forged notifications were refused than are logged');
    uncounted = 0;
  };
  return (facts) => {
    if (!isCounting) {
      isCounting = true;
      setTimeout(endSecond, SECOND_MS).unref();
    }
    lines += 1;
    if (lines <= LINES_A_SECOND) log.info(facts, 'request');
    else uncounted += 1;
  };
}
