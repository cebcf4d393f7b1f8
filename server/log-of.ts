import type { Config } from './config.ts';
import type { Log } from './payments/ports.ts';
import { createLog } from './platform/log.ts';

/** The log that a configuration asks for. No secret of its own, of the environment's or of a provider's gets into it. */
export const logOf = (config: Config): Log =>
  createLog({
    level: config.logLevel,
    secretNames: config.providers.flatMap(({ provider }) => provider.secretNames),
    secrets: config.secrets.map((secret) => secret.reveal()),
  });
