import { readConfig } from './config/config.ts';
import type { ConfigFault, Environment } from './config/fault.ts';
import { createKasir } from './create-kasir.ts';
import { listen } from './http/listen.ts';
import { VERSION } from './http/version.ts';
import { logOf } from './platform/log-of-config.ts';
import { WrongEncryptionKeys } from './store/key-canary.ts';

/** The environment of this process, also for the other commands. */
export const environment: Environment = process.env;

/** As in sysexits.h: invalid configuration. */
export const EXIT_CONFIG = 78;

/** Until the load balancer has noticed that the server is not ready, requests keep coming. */
const DRAIN_MS = 1_000;
const REQUESTS_GRACE_MS = 15_000;
/** Then the process exits whatever is still running: everything that matters is stored. */
const FORCED_EXIT_MS = 19_000;

export const printFaults = (faults: readonly ConfigFault[]): void => {
  for (const { variable, message } of faults) process.stderr.write(`${variable} ${message}\n`);
};

/** `kasir serve`: runs until SIGTERM or SIGINT. */
export async function serve(): Promise<void> {
  const result = readConfig(environment);
  if (!result.ok) {
    printFaults(result.faults);
    process.exitCode = EXIT_CONFIG;
    return;
  }
  const { config } = result;
  // Also those from before a reload: a log line may still contain one.
  let secrets = config.secrets;
  const log = logOf(config, () => secrets);
  const fatal = (error: unknown): void => {
    log.error({ error }, 'fatal error: the server stops');
    process.exit(1);
  };
  process.on('uncaughtException', fatal).on('unhandledRejection', fatal);

  const server = await createKasir(config, { log }).catch((error: unknown) => {
    if (!(error instanceof WrongEncryptionKeys)) throw error;
    printFaults([{ variable: 'KASIR_ENCRYPTION_KEYS', message: error.message }]);
    process.exitCode = EXIT_CONFIG;
  });
  if (server === undefined) return;
  const listener = await listen(server.handler, config);
  log.info({ port: listener.port, host: config.host, publicUrl: config.publicUrl, version: VERSION }, 'listening');
  if (!server.hasWidget) log.warn({}, 'no widget build found: /kasir.js is not served');
  if (config.webhook === undefined) log.warn({}, 'KASIR_WEBHOOK_URL is not set: events are stored but not sent');
  await server.start();

  const reload = (): void => {
    try {
      const next = readConfig(environment);
      if (!next.ok) {
        log.error({ faults: next.faults }, 'secrets not reloaded: the configuration is invalid');
        return;
      }
      secrets = [...next.config.secrets, ...config.secrets];
      server.reload(next.config);
      log.info({}, 'secrets reloaded from their files');
    } catch (error) {
      log.error({ error }, 'secrets not reloaded');
    }
  };
  process.on('SIGHUP', reload);

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    log.info({ signal }, 'draining');
    setTimeout(() => process.exit(0), FORCED_EXIT_MS).unref();
    server.drain();
    await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
    await listener.close(REQUESTS_GRACE_MS);
    await server.stop();
    log.info({}, 'stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
}
