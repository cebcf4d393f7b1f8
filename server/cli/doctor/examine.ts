import type { Config } from '../../config/config.ts';
import type { Check, Examination } from './check.ts';
import { generalChecks, PROVIDER_CHECKS, providerCheckId } from './checks.ts';
import { checkPage } from './checks/page.ts';
import { clockReadings } from './clock-readings.ts';
import type { Finding } from './finding.ts';
import { httpClient } from './http-client.ts';
import { probePublicAddress, type PublicProbe } from './public-probe.ts';
import { runChecks, type CheckResult } from './run-checks.ts';

export interface ExaminationOptions {
  /** A page of the shop that embeds the widget. */
  readonly page?: string | undefined;
  /** For each check; the clock's waits for the others. */
  readonly deadlineMs?: number;
  /** Called with the ids of all checks before the first begins. */
  readonly begun?: (ids: readonly string[]) => Promise<void>;
  /** Called with each result. */
  readonly ended?: (result: CheckResult) => unknown;
}

/** All checks together have to end within 30 s, the start of the program included. */
const DEADLINE_MS = 16_000;
/** The clock is compared when the other checks have ended, or a tenth of the time before the end. */
const CLOCK_SHARE = 0.9;

/** Runs every check on a configuration. The results are in the order of the report. */
export async function examine(
  config: Config,
  { page, deadlineMs = DEADLINE_MS, begun, ended }: ExaminationOptions = {},
): Promise<readonly CheckResult[]> {
  const clocks = clockReadings();
  const http = httpClient(clocks);
  const over = new AbortController();
  const opened: (() => void)[] = [];
  let probe: Promise<PublicProbe> | undefined;
  const publicProbe = (): Promise<PublicProbe> =>
    (probe ??= probePublicAddress(config, http, over.signal, (close) => opened.push(close)));
  const examination: Examination = { config, http, clocks, publicProbe };

  const others: Promise<unknown>[] = [];
  const noted = ({ id, run }: Check): Check => ({
    id,
    run(signal) {
      const ended: Promise<Finding> = run(signal);
      others.push(ended.catch(() => undefined));
      return ended;
    },
  });
  const allOthers = async (): Promise<void> => {
    const timeUp = new Promise((resolve) => setTimeout(resolve, deadlineMs * CLOCK_SHARE).unref());
    // The other checks have begun by the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.race([Promise.all(others), timeUp]);
  };

  const general = Object.entries(generalChecks(allOthers)).map(([id, check]) => ({ id, run: check(examination) }));
  const ofProviders = config.providers.flatMap((provider) =>
    Object.entries(PROVIDER_CHECKS).map(([name, check]) => ({
      id: providerCheckId(provider.provider.id, name),
      run: check(provider, examination),
    })),
  );
  const ofPage = page === undefined ? [] : [{ id: 'page', run: checkPage(page, import.meta.url)(examination) }];
  const all = [...general, ...ofProviders, ...ofPage];
  await begun?.(all.map(({ id }) => id));
  try {
    return await runChecks(
      all.map((check) => (check.id === 'clock' ? check : noted(check))),
      deadlineMs,
      ended,
    );
  } finally {
    over.abort();
    for (const close of opened) close();
  }
}
