import type { Config } from '../config/config.ts';
import type { Log } from '../payments/ports/ports.ts';
import type { Secret } from './secret.ts';
import { madeFrom } from './made-from.ts';
import { createLog } from './log.ts';

/** The log that a configuration asks for. No secret of its own, of the environment's or of a provider's gets into it. */
export const logOf = (config: Config, secrets = (): readonly Secret[] => config.secrets): Log =>
  createLog({
    level: config.logLevel,
    secretNames: config.providers.flatMap(({ provider }) => provider.secretNames),
    secrets: madeFrom(secrets, (all) => all.map((secret) => secret.reveal())),
  });
