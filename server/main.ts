import { readConfig, type Config } from './config/config.ts';
import { environmentSource } from './config/environment-source.ts';
import type { ConfigFault } from './config/fault.ts';
import { needsRestart } from './config/needs-restart.ts';
import { createKasir, type Kasir } from './create-kasir.ts';
import { listen, type Listener } from './http/listen.ts';
import { VERSION } from './http/version.ts';
import type { Log } from './payments/ports/ports.ts';
import { limitHeapGrowth } from './platform/limit-heap-growth.ts';
import { logOf } from './platform/log-of-config.ts';
import type { Secret } from './platform/secret.ts';
import { WrongEncryptionKeys } from './store/key-canary.ts';

const source = environmentSource(process.env);

/** The environment of this process, with the variables of `--env-file`; also for the other commands. */
export const { environment } = source;

/** Fills in what the environment does not set. @throws {EnvironmentFileFault} */
export const useEnvironmentFile = (path: string): void => source.useFile(path);

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

const withoutRepeats = (secrets: readonly Secret[]): readonly Secret[] => [
  ...new Map(secrets.map((secret) => [secret.reveal(), secret])).values(),
];

/** `kasir serve`: runs until SIGTERM or SIGINT. */
export async function serve(): Promise<void> {
  const result = readConfig(environment);
  if (!result.ok) {
    printFaults(result.faults);
    process.exitCode = EXIT_CONFIG;
    return;
  }
  limitHeapGrowth();
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
  const backOffice = await listenForOperators(server, config, log);
  if (!server.hasWidget) log.warn({}, 'no widget build found: /kasir.js is not served');
  if (config.webhook === undefined) log.warn({}, 'KASIR_WEBHOOK_URL is not set: events are stored but not sent');
  await server.start();

  const reload = (): void => {
    try {
      const variables = source.readAgain();
      const next = readConfig(variables);
      if (!next.ok) {
        log.error({ faults: next.faults }, 'secrets not reloaded: the configuration is invalid');
        return;
      }
      // Those that are replaced stay redacted: requests that began with them may still log.
      secrets = withoutRepeats([...next.config.secrets, ...secrets]);
      server.reload(next.config);
      log.info({}, 'secrets reloaded from their files');
      const unread = needsRestart(environment, variables);
      if (unread.length > 0) log.warn({ variables: unread }, 'only secrets are reloaded: these need a restart');
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
    await Promise.all([listener.close(REQUESTS_GRACE_MS), backOffice?.close(REQUESTS_GRACE_MS)]);
    await server.stop();
    log.info({}, 'stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
}

/** The back office has a listener of its own, which need not be reachable from where customers are. */
async function listenForOperators(server: Kasir, config: Config, log: Log): Promise<Listener | undefined> {
  if (server.backOffice === undefined || config.backOffice === undefined) return undefined;
  const { port, host } = config.backOffice;
  const listener = await listen(server.backOffice, {
    port,
    host,
    setBy: 'KASIR_ADMIN_PORT',
    hostSetBy: 'KASIR_ADMIN_HOST',
  });
  log.info({ port: listener.port, host }, 'back office listening');
  return listener;
}
