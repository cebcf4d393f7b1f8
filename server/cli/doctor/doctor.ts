import { readConfig } from '../../config/config.ts';
import { environment, EXIT_CONFIG } from '../../main.ts';
import { createCensor } from '../../platform/redact.ts';
import { providers } from '../../providers/registry.ts';
import { CommandFailed } from '../command-failed.ts';
import { EXIT_FAILURE, EXIT_USAGE } from '../exit-codes.ts';
import type { Options } from '../options.ts';
import { printResult } from '../print-result.ts';
import { reportWaiting } from '../progress.ts';
import { examine } from './examine.ts';
import { examineApart, isExaminingProcess, sendToParent, type Examined } from './examination-process.ts';
import { render } from './render.ts';
import type { CheckResult } from './run-checks.ts';
import { unreadable } from './unreadable.ts';

/**
 * Examines the environment of `kasir serve`, whether or not the server runs. Changes nothing and moves no money. Exits
 * with 1 where a check has failed, and with 78 where the configuration cannot be read.
 */
export async function doctor({ page, json }: Options): Promise<void> {
  if (typeof page === 'string' && !URL.canParse(page))
    throw new CommandFailed('--page must be the URL of a page of the shop', EXIT_USAGE);
  if (isExaminingProcess()) return examineHere(typeof page === 'string' ? page : undefined);
  const stopReporting = reportWaiting(() => 'waiting for answers');
  const { canRead, results } = (await examineApart()) ?? (await nothingRead());
  stopReporting();
  const isOk = results.every(({ status }) => status !== 'fail');
  printResult(json === true, { ok: isOk, checks: results }, render(results, process.stdout.columns));
  process.exitCode = canRead ? (isOk ? 0 : EXIT_FAILURE) : EXIT_CONFIG;
}

/** In the process that may hang. What it sends has no secrets in it. */
async function examineHere(page: string | undefined): Promise<void> {
  const read = readConfig(environment);
  const censor = createCensor(read.ok ? read.config.secrets.map((secret) => secret.reveal()) : []);
  const ended = ({ id, status, message, fix }: CheckResult): Promise<void> =>
    sendToParent({ id, status, message: censor(message), ...(fix === undefined ? {} : { fix: censor(fix) }) });
  if (read.ok)
    await examine(read.config, { page, begun: (ids) => sendToParent({ ids: [...ids], canRead: true }), ended });
  else {
    const results = await unreadable(read.faults, environment, providerIds());
    await sendToParent({ ids: results.map(({ id }) => id), canRead: false });
    for (const result of results) await ended(result);
  }
  // What hangs would keep the process alive.
  process.exit(0);
}

const providerIds = (): readonly string[] => providers.map(({ id }) => id);

/** Reading the environment alone took too long, which only its files can do. */
async function nothingRead(): Promise<Examined> {
  const variable = Object.keys(environment).find((name) => name.endsWith('_FILE')) ?? 'a …_FILE variable';
  const faults = [{ variable, message: 'names a file that cannot be read: it does not answer' }];
  return { canRead: false, results: await unreadable(faults, environment, providerIds()) };
}
