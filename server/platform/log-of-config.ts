import type { Config } from '../config/config.ts';
import type { Log } from '../payments/ports/ports.ts';
import type { Secret } from './secret.ts';
import { madeFrom } from './made-from.ts';
import { createLog } from './log.ts';

/** The log as configured. It never writes a secret of the configuration or of a provider. */
export const logOf = (config: Config, secrets = (): readonly Secret[] => config.secrets): Log =>
  createLog({
    level: config.logLevel,
    secretNames: config.providers.flatMap(({ provider }) => provider.secretNames),
    secrets: madeFrom(secrets, (all) => all.map((secret) => secret.reveal())),
  });
