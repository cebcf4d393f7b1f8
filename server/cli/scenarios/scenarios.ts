import { readConfig, type Config } from '../../config/config.ts';
import type { ConfiguredProvider } from '../../config/chosen-providers.ts';
import { environment, EXIT_CONFIG, printFaults } from '../../main.ts';
import { systemClock } from '../../platform/clock.ts';
import { createIdGenerator } from '../../platform/ids.ts';
import { silentLog } from '../../platform/silent-log.ts';
import { createCensor } from '../../platform/redact.ts';
import { providerHttp } from '../../providers/http.ts';
import { CommandFailed } from '../command-failed.ts';
import { EXIT_FAILURE, EXIT_USAGE } from '../exit-codes.ts';
import type { Options } from '../options.ts';
import { progress } from '../progress.ts';
import { openInbox } from './inbox.ts';
import { play } from './play.ts';
import { renderSheet, type Sheet } from './render-sheet.ts';
import { simulatorControl } from './simulator-control.ts';
import { stageOf } from './stage.ts';

/**
 * Plays a provider's test scenarios at the configured base URL, a sandbox or our simulator, and prints the sheet. Creates
 * payments there, and nothing in the storage. Exits with 1 where a scenario has failed.
 *
 * @throws {CommandFailed} for a provider that is not configured, or whose settings are those of its production
 */
export async function scenarios({ provider, only, json }: Options): Promise<void> {
  const read = readConfig(environment);
  if (!read.ok) {
    printFaults(read.faults);
    process.exitCode = EXIT_CONFIG;
    return;
  }
  const sheet = await playSheet(read.config, String(provider), typeof only === 'string' ? only : '', progress());
  const censor = createCensor(read.config.secrets.map((secret) => secret.reveal()));
  process.stdout.write(
    censor(json === true ? `${JSON.stringify(sheet, null, 2)}\n` : renderSheet(sheet, process.stdout.columns)),
  );
  if (sheet.scenarios.some(({ status }) => status === 'fail')) process.exitCode = EXIT_FAILURE;
}

/**
 * @param only the beginning of the ids to be played; empty: all
 * @param report called with a line after each scenario
 */
export async function playSheet(
  config: Config,
  id: string,
  only: string,
  report: (line: string) => void,
): Promise<Sheet> {
  const configured = configuredProvider(config, id);
  const diagnostics = await configured.diagnostics?.();
  const chosen = (diagnostics?.scenarios ?? []).filter((scenario) => scenario.id.startsWith(only));
  if (diagnostics === undefined || chosen.length === 0)
    throw new CommandFailed(
      `there are no scenarios of ${id}${only === '' ? '' : ` that begin with "${only}"`}`,
      EXIT_USAGE,
    );
  if (diagnostics.environment === 'production')
    throw new CommandFailed(
      `${id} is configured for production, where scenarios would move money: set ${variablesOf(configured)} to those of its sandbox`,
      EXIT_FAILURE,
    );
  const http = providerHttp();
  const io = {
    fetch: http.fetch,
    clock: systemClock,
    idGenerator: createIdGenerator(systemClock),
    log: silentLog,
  };
  const [inbox, control] = await Promise.all([
    openInbox(config, configured, diagnostics.notification.place),
    simulatorControl(id, configured.baseUrl),
  ]);
  const gateway = configured.connect(io);
  try {
    const results = await play(
      chosen,
      (signal) => stageOf({ gateway, io, inbox, control, publicUrl: config.publicUrl }, signal),
      (result) => report(`${result.id}: ${result.status}`),
    );
    return { provider: id, environment: control === undefined ? 'sandbox' : 'simulator', scenarios: results };
  } finally {
    await Promise.all([inbox.close(), http.close()]);
  }
}

function configuredProvider({ providers }: Config, id: string): ConfiguredProvider {
  const found = providers.find(({ provider }) => provider.id === id);
  if (found !== undefined) return found;
  const known = providers.map(({ provider }) => provider.id).join(', ');
  throw new CommandFailed(`KASIR_PROVIDERS does not name "${id}"; it names ${known}`, EXIT_USAGE);
}

const variablesOf = ({ provider }: ConfiguredProvider): string =>
  [...provider.secretVariables.slice(0, 1), ...provider.variables.filter((name) => name.endsWith('_BASE_URL'))].join(
    ' and ',
  );
