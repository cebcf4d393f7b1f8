import { isPostgresUrl } from '../../../store/is-postgres-url.ts';
import type { GeneralCheck } from '../check.ts';
import { fail, pass, skip, warn } from '../finding.ts';

/** Signatures carry the time; receivers of events allow five minutes, and providers do not say what they allow. */
const FAR_MS = 60_000;
const OFF_MS = 10_000;

/**
 * Compares this machine's clock with those of everybody who has answered the other checks.
 *
 * @param others resolves when they have ended
 */
export const checkClock =
  (others: () => Promise<unknown>): GeneralCheck =>
  ({ clocks, config }) =>
  async () => {
    await others();
    const readings = clocks.all().toSorted((a, b) => Math.abs(b.aheadMs) - Math.abs(a.aheadMs));
    const [worst] = readings;
    if (worst === undefined) return skip('no other machine has answered with its time');
    const agrees = readings.at(-1);
    const said = readings.map(({ source, aheadMs }) => `${source} ${inWords(aheadMs)}`).join(', ');
    const message = `compared with this machine's clock: ${said}`;
    if (Math.abs(worst.aheadMs) < OFF_MS) return pass(message);
    const isTheirs = agrees !== undefined && Math.abs(agrees.aheadMs) < OFF_MS;
    const database = isPostgresUrl(config.databaseUrl.reveal()) ? ' and on that of PostgreSQL' : '';
    const fix = isTheirs
      ? `find out whose clock is wrong, ours or that of ${worst.source}, and switch on time synchronisation (NTP) there`
      : `switch on time synchronisation (NTP) on this machine${database}`;
    return Math.abs(worst.aheadMs) >= FAR_MS && !isTheirs ? fail(message, fix) : warn(message, fix);
  };

function inWords(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  if (seconds <= 1) return 'is the same';
  return `is ${seconds} s ${aheadMs > 0 ? 'ahead' : 'behind'}`;
}
