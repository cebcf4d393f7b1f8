import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { join } from 'node:path';
import Koa from 'koa';
import { readConfig, type Config } from '../config/config.ts';
import { createKasir, type Kasir } from '../create-kasir.ts';
import { demoAddresses, type Addresses } from './addresses.ts';
import { DEMO_KEYS_FILE, demoApiKey, demoPayoutKeys, openDemoKeys, type DemoKeys } from './demo-keys.ts';
import {
  loopbackOrigin,
  readDemoSettings,
  serverOverrides,
  type DemoEnvironment,
  type DemoSettings,
} from './demo-settings.ts';
import { refuseForeignPages } from './foreign-page.ts';
import { replaceFile } from './json-file.ts';
import { openOrderStore } from './shop/order-store.ts';
import { createShop, isShopPath } from './shop/shop.ts';
import { storefrontApi } from './shop/storefront-api.ts';
import { createSimulatorsPage } from './simulators/create-simulators-page.ts';
import { runSimulators } from './simulators/run-simulators.ts';
import { simulatorsEnvironment, simulatorsFile, startSimulators } from './start-simulators.ts';
import { mountWeb } from './web-handler.ts';
import { welcomeJson, welcomeText } from './welcome.ts';
import { listen, PortUnavailable, type Listener } from '../http/listen.ts';
import { VERSION } from '../http/version.ts';
import { logOf } from '../platform/log-of-config.ts';
import { environment, EXIT_CONFIG, printFaults } from '../main.ts';
import { clockStartingAt, systemClock } from '../platform/clock.ts';

const REQUESTS_GRACE_MS = 3_000;
/** In the data directory. */
const SIMULATORS_FILE = 'simulators.env';

const DEMO_OPERATORS = ['ana', 'budi'];

/**
 * `kasir demo`: the same server as `kasir serve`, with a simulator of every provider under `/simulators` and a shop at
 * `/`. Its keys are made once and kept in the data directory. Runs until it is told to stop.
 */
export async function runDemo({ isJson }: { readonly isJson: boolean }): Promise<void> {
  const settings = readDemoSettings(environment);
  const keys = await openDemoKeys(join(settings.dataDirectory, DEMO_KEYS_FILE));
  // The ports are opened first: all addresses depend on them.
  const front = await openListener(settings.port, settings.host);
  const { shopPort } = settings;
  const aside =
    shopPort === undefined ? undefined : await openListener(shopPort, settings.host, 'KASIR_DEMO_SHOP_PORT');
  const ports = { host: settings.host, port: front.port, shopPort: aside?.port };
  const addresses = demoAddresses(ports, environment['PUBLIC_URL']);

  const result = readConfig(serverEnvironment(environment, settings, keys, addresses, front.port));
  if (!result.ok) {
    printFaults(result.faults);
    process.exit(EXIT_CONFIG);
  }
  const { config } = result;
  await keys.save();
  const log = logOf(config);

  const { dataDirectory, startsAt } = settings;
  const clock = startsAt === undefined ? systemClock : clockStartingAt(startsAt);
  await replaceFile(
    join(dataDirectory, SIMULATORS_FILE),
    simulatorsFile(simulatorsEnvironment({ ...addresses, secret: keys.secret }, environment)),
  );
  const simulators = startSimulators({ ...addresses, dataDirectory, clock, secret: keys.secret, log });
  const server = await createKasir(config, { log, clock });
  const apiKey = revealed(config.apiKeys[0]);
  const shop = createShop({
    ...addresses,
    webhookSecret: revealed(config.webhook?.secrets[0]),
    api: storefrontApi(addresses.bffFromHere, apiKey, fetch),
    store: await openOrderStore(join(dataDirectory, 'shop.ndjson')),
    now: () => clock.now(),
    newId: () => BigInt(`0x${randomBytes(16).toString('hex')}`).toString(36),
    log,
  });
  const page = mountWeb('/simulators', createSimulatorsPage({ simulators, publicUrl: addresses.bffUrl }));

  const ofShop = shop.callback();
  const ofSimulators = new Koa().use(page).callback();
  const isForShop = aside ? (path: string): boolean => path.startsWith('/demo/') : isShopPath;
  const ownOrigins = new Set([...addresses.shopOrigins, new URL(addresses.bffUrl).origin]);
  const refuseForeignPage = refuseForeignPages(ownOrigins, settings.host);
  front.open((request, response) => {
    const path = pathOf(request);
    const isDemos = isForShop(path) || /^\/simulators(?:\/(?:act|fail))?$/.test(path);
    if (isDemos && refuseForeignPage(request, response)) return;
    if (/^\/simulators(?:[/.]|$)/.test(path)) void ofSimulators(request, response);
    else if (isForShop(path)) void ofShop(request, response);
    else server.handler(request, response);
  });
  aside?.open((request, response) => {
    if (!refuseForeignPage(request, response)) void ofShop(request, response);
  });
  const office = await listenForOperators(server, config, environment['KASIR_ADMIN_PORT'] === undefined);
  // Where a free port was asked for, this line tells which one, also at a log level that shows nothing else.
  const announcing = environment['LOG_LEVEL'] === undefined ? logOf({ ...config, logLevel: 'info' }) : log;
  announcing.info({ port: front.port, host: config.host, publicUrl: config.publicUrl, version: VERSION }, 'listening');
  await server.start();
  const stopSimulators = runSimulators(simulators);
  const payoutKeys = config.payoutKeys.map((key) => key.reveal());
  const backOffice = office && {
    url: loopbackOrigin('localhost', office.port),
    operators: (config.backOffice?.operators ?? []).map(({ name, secret }) => ({ name, secret: secret.reveal() })),
  };
  const eventsGoTo = config.webhook?.url === shopWebhook(addresses) ? undefined : config.webhook?.url;
  const facts = { addresses, apiKey, payoutKeys, backOffice, dataDirectory, hasWidget: server.hasWidget, eventsGoTo };
  process.stdout.write(isJson ? welcomeJson(facts) : welcomeText(facts));

  const stop = async (): Promise<void> => {
    stopSimulators();
    server.drain();
    await Promise.all([
      front.close(REQUESTS_GRACE_MS),
      aside?.close(REQUESTS_GRACE_MS),
      office?.close(REQUESTS_GRACE_MS),
    ]);
    await server.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

/** @param mayMove where its port is taken, another one does as well: nobody has chosen it */
async function listenForOperators(
  { backOffice: handler }: Kasir,
  { backOffice }: Config,
  mayMove: boolean,
): Promise<Listener | undefined> {
  if (handler === undefined || backOffice === undefined) return undefined;
  const { port, host } = backOffice;
  return listen(handler, { port, host, setBy: 'KASIR_ADMIN_PORT' }).catch((error: unknown) => {
    if (!mayMove || !(error instanceof PortUnavailable)) throw error;
    return listen(handler, { port: 0, host });
  });
}

interface DemoListener extends Listener {
  open(listener: RequestListener): void;
}

/** Opens the port. Requests that arrive before `open` is called wait for it. */
async function openListener(port: number, host: string, setBy = 'PORT'): Promise<DemoListener> {
  const waiting: Parameters<RequestListener>[] = [];
  let answer: RequestListener = (...visit) => void waiting.push(visit);
  const listener = await listen((request, response) => answer(request, response), { port, host, setBy });
  return {
    ...listener,
    open(ready) {
      answer = ready;
      for (const visit of waiting) ready(...visit);
    },
  };
}

const shopWebhook = ({ shopFromHere }: Addresses): string => `${shopFromHere}/webhooks/kasir`;

/** The environment as `kasir serve` would want it. What the operator sets takes precedence over the demo's choices. */
function serverEnvironment(
  environment: DemoEnvironment,
  settings: DemoSettings,
  { secret }: DemoKeys,
  addresses: Addresses,
  port: number,
): DemoEnvironment {
  const { bffUrl, shopOrigins } = addresses;
  const bytes = (name: string): string => Buffer.from(secret(name), 'hex').toString('base64');
  return {
    LOG_LEVEL: 'warn',
    KASIR_API_KEYS: demoApiKey(secret),
    KASIR_PAYOUT_KEYS: demoPayoutKeys(secret).join(','),
    // Two operators, so that one can approve the payouts of the other.
    KASIR_ADMIN_KEYS: DEMO_OPERATORS.map((name) => `${name}:${secret(`operator-${name}`).slice(0, 20)}`).join(','),
    KASIR_ADMIN_PORT: String(port === 65_535 ? 0 : port + 1),
    KASIR_TOKEN_SECRETS: secret('client-tokens'),
    KASIR_ENCRYPTION_KEYS: bytes('encryption'),
    KASIR_WEBHOOK_URL: shopWebhook(addresses),
    KASIR_WEBHOOK_SECRET: `whsec_${bytes('webhook')}`,
    ...simulatorsEnvironment({ bffUrl, secret: (name) => secret(name) }, environment),
    ...serverOverrides(environment),
    KASIR_ALLOWED_ORIGINS: [environment['KASIR_ALLOWED_ORIGINS'], ...shopOrigins].filter(Boolean).join(','),
    PORT: String(port),
    HOST: settings.host,
    PUBLIC_URL: bffUrl,
    DATABASE_URL: settings.databaseUrl,
  };
}

function revealed(secret: Config['apiKeys'][number] | undefined): string {
  if (secret === undefined) throw new Error('the demo has no key for that');
  return secret.reveal();
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/';
