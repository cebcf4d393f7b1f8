import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Simulator } from '../providers/simulation/simulator.ts';
import type { SimulatorRuntime } from '../providers/simulation/setup.ts';
import { simulatedProviders } from '../providers/simulators.ts';
import type { DemoEnvironment } from './demo-settings.ts';
import { persistentSimulator } from './persistent-simulator.ts';
import { openSnapshotFile, type SnapshotFileOptions } from './snapshot-file.ts';

export interface SimulatorsSettings
  extends Pick<SimulatorRuntime, 'clock' | 'secret'>, Pick<SnapshotFileOptions, 'log'> {
  /** The BFF as browsers, and its own gateways, reach it. */
  readonly bffUrl: string;
  /** The BFF as this process reaches it: where notifications go. */
  readonly bffFromHere: string;
  readonly dataDirectory: string;
}

const NOTIFICATION_TIMEOUT_MS = 30_000;

const simulatorUrl = (bffUrl: string, id: string): string => `${bffUrl}/simulators/${id}`;

/**
 * The part of the environment that makes the server use the simulators, all of them, and no real provider. Of what is
 * `given`, only the variables that choose offers are taken over.
 */
export function simulatorsEnvironment(
  { bffUrl, secret }: Pick<SimulatorsSettings, 'bffUrl' | 'secret'>,
  given: DemoEnvironment,
): Readonly<Record<string, string>> {
  const parts = simulatedProviders.flatMap(({ id, environment, choices }) => [
    ...Object.entries(environment({ baseUrl: simulatorUrl(bffUrl, id), secret })),
    ...choices.flatMap((name): [string, string][] => (given[name] === undefined ? [] : [[name, given[name]]])),
  ]);
  return Object.fromEntries([['KASIR_PROVIDERS', simulatedProviders.map(({ id }) => id).join(',')], ...parts]);
}

/**
 * The same as an environment file: with it a `kasir serve` of one's own uses the simulators of this demo, whose
 * notifications go to the demo.
 */
export const simulatorsFile = (variables: Readonly<Record<string, string>>): string =>
  [
    '# The simulators of this demo, for a "kasir serve" of your own. Good for nothing else.',
    ...Object.entries(variables).map(([name, value]) => `${name}='${value}'`),
    '',
  ].join('\n');

/** A simulator of every provider, each as it was when the demo ended. */
export const startSimulators = ({
  bffUrl,
  bffFromHere,
  dataDirectory,
  clock,
  secret,
  log,
}: SimulatorsSettings): readonly Simulator[] =>
  simulatedProviders.map(({ id, simulate }) => {
    const simulator = simulate({
      clock,
      uuid: () => randomUUID(),
      deliver: (request) => fetch(request, { signal: AbortSignal.timeout(NOTIFICATION_TIMEOUT_MS) }),
      baseUrl: simulatorUrl(bffUrl, id),
      webhookUrl: `${bffFromHere}/v1/notifications/${id}`,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      secret,
    });
    const file = openSnapshotFile({
      path: join(dataDirectory, `simulator-${id}.snapshot`),
      journalPath: join(dataDirectory, `simulator-${id}.ndjson`),
      log,
    });
    return persistentSimulator(simulator, file, () => clock.now());
  });
