import { join } from 'node:path';
import type { Environment } from '../config/fault.ts';
import { isLoopbackHost } from '../config/loopback.ts';
import { withFiles, type ReadSecretFile } from '../config/secret-files.ts';
import { DEMO_KEYS_FILE, demoApiKey, demoPayoutKeys, openDemoKeys } from '../demo/demo-keys.ts';
import { EXIT_CONFIG } from '../main.ts';
import { CommandFailed } from './command-failed.ts';

/** What a key may do: everything of the storefront's server, or payouts. */
export type KeyKind = 'api' | 'payout';

const VARIABLES = {
  api: ['KASIR_API_KEY', 'KASIR_API_KEYS'],
  payout: ['KASIR_PAYOUT_KEY', 'KASIR_PAYOUT_KEYS'],
} as const;

/**
 * The key that a command sends: `KASIR_API_KEY` or the first of `KASIR_API_KEYS`, each also as a file; for payouts
 * `KASIR_PAYOUT_KEY` or the first of `KASIR_PAYOUT_KEYS`. Without either, that of a demo in `KASIR_DEMO_DATA` (`./data`),
 * where the server is on this machine.
 *
 * @throws {CommandFailed} without a key
 */
export async function serverKey(
  environment: Environment,
  kind: KeyKind,
  server: URL,
  readFile: ReadSecretFile,
): Promise<string> {
  const variables = VARIABLES[kind];
  const { environment: filled, faults } = withFiles(environment, { secret: variables }, readFile);
  const fault = faults[0];
  if (fault !== undefined) throw new CommandFailed(`${fault.variable} ${fault.message}`, EXIT_CONFIG);
  const given = variables.map((name) => filled[name]?.split(',')[0]?.trim()).find((key) => key !== undefined);
  const key = given ?? (isLoopbackHost(server.hostname) ? await keyOfDemo(filled, kind) : undefined);
  if (key !== undefined && key !== '') return key;
  throw new CommandFailed(`${variables[1]} is required: a key of the server at ${server.origin}`, EXIT_CONFIG);
}

/** `undefined` where no demo has run. */
async function keyOfDemo(environment: Environment, kind: KeyKind): Promise<string | undefined> {
  const keys = await openDemoKeys(join(environment['KASIR_DEMO_DATA'] ?? './data', DEMO_KEYS_FILE));
  if (keys.isNew) return undefined;
  return kind === 'api' ? demoApiKey(keys.secret) : demoPayoutKeys(keys.secret)[0];
}
