import { setTimeout as sleep } from 'node:timers/promises';
import { emptyDatabase } from '../support/postgres.ts';
import { audit } from '../support/live/audit.ts';
import { freePort } from '../support/live/free-port.ts';
import { openOutsideWorld, type OutsideWorld } from '../support/live/outside-world.ts';
import { openPage, type Page } from '../support/live/page.ts';
import { retryingClient } from '../support/live/retrying-client.ts';
import { settleByInquiry } from '../support/live/settle-by-inquiry.ts';
import { seededRandom } from '../support/live/seeded-random.ts';
import { serverEnvironment } from '../support/live/server-environment.ts';
import { spawnServer, type ServerProcess } from '../support/live/server-process.ts';
import { shopOnce } from '../support/live/shopper.ts';
import { figureTable } from './figure-table.ts';
import { figure, type Figure } from './figure.ts';

const INSTANCES = 3;
const SHOPPERS = 12;
const KILL_EVERY_MS = 10_000;
const PATIENCE_MS = 30_000;
const SETTLE_MS = 90_000;
/** Within so long of the commit, each open page has to show it. */
const TOLD_WITHIN_MS = 5_000;

/**
 * Three servers on one PostgreSQL under load, one of them killed every ten seconds and started again. Throws where
 * anything was lost, charged twice, not delivered, or shown later than five seconds after its commit.
 */
export async function measureChaos(minutes: number): Promise<readonly Figure[]> {
  const databaseUrl = await emptyDatabase();
  const ports = await Promise.all(Array.from({ length: INSTANCES }, freePort));
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const targets = (): readonly string[] => urls;
  const world = await openOutsideWorld({ providers: ['xendit', 'bdpay'], instances: INSTANCES, targets });
  const client = retryingClient(targets);
  const random = seededRandom(1);
  const pages = new Map<string, Page>();
  const spawn = (instance: number): ServerProcess =>
    spawnServer({
      environment: {
        ...serverEnvironment(ports[instance] ?? 0, urls[instance] ?? ''),
        ...world.environment(instance),
        DATABASE_URL: databaseUrl,
        LOG_LEVEL: 'warn',
      },
    });
  const servers = ports.map((_, instance) => spawn(instance));
  try {
    await Promise.all(servers.map(({ started }) => started));
    const end = Date.now() + minutes * 60_000;
    let orders = 0;
    const errors: string[] = [];
    const shopping = Array.from({ length: SHOPPERS }, async () => {
      while (Date.now() < end) {
        orders += 1;
        const open = (checkoutId: string, clientToken: string): Page => {
          const page = openPage({ clientToken, address: `10.8.${orders % 250}.${1 + (orders % 249)}`, targets });
          pages.set(checkoutId, page);
          return page;
        };
        await shopOnce({ client, world, random, patienceMs: PATIENCE_MS, openPage: open }, `chaos-${orders}`).catch(
          (error: unknown) => errors.push(String(error)),
        );
      }
    });
    let kills = 0;
    for (await sleep(KILL_EVERY_MS); Date.now() < end; await sleep(KILL_EVERY_MS)) {
      const victim = kills % INSTANCES;
      servers[victim]?.kill('SIGKILL');
      await servers[victim]?.ended;
      kills += 1;
      servers[victim] = spawn(victim);
    }
    await Promise.all(shopping);
    await settleByInquiry(client, world, SETTLE_MS);
    const delays = delaysOf(world, pages);
    const slow = delays.filter((ms) => ms > TOLD_WITHIN_MS);
    const violations = [
      ...errors,
      ...(await audit(client, world, { isOver: false })),
      ...slow.map((ms) => `a page was told after ${ms} ms`),
    ];
    const quantile = (part: number): number => delays[Math.floor((delays.length - 1) * part)] ?? 0;
    const figures = [
      { name: 'servers killed', value: kills, unit: 'of 3', of: `one every ${KILL_EVERY_MS / 1000} s` },
      { name: 'orders', value: orders, unit: 'orders', of: `in ${minutes} minutes, 12 customers at a time` },
      {
        name: 'acknowledged',
        value: client.acknowledged.size,
        unit: 'creates',
        of: `none lost; ${client.repeats} tries were repeated`,
      },
      {
        name: 'charges',
        value: world.ledger().filter(({ kind }) => kind === 'charge').length,
        unit: 'charges',
        of: 'at the providers, no checkout twice',
      },
      {
        name: 'events',
        value: new Set(world.events.map(({ id }) => id)).size,
        unit: 'events',
        of: 'every one arrived, in order',
      },
      { name: 'page told, half', value: quantile(0.5), unit: 'ms', of: 'from the commit of the payment' },
      { name: 'page told, 99 %', value: quantile(0.99), unit: 'ms', of: 'the same' },
      { name: 'page told, slowest', value: quantile(1), unit: 'ms', of: `at most ${TOLD_WITHIN_MS} ms` },
    ].map(figure);
    if (violations.length > 0) throw new Error(`chaos:\n${figureTable(figures)}\n${violations.join('\n')}`);
    return figures;
  } finally {
    for (const server of servers) server.kill('SIGKILL');
    await Promise.all(servers.map(({ ended }) => ended));
    await world.close();
  }
}

/** From the commit of each payment until its page showed it, ascending. One that was left before it had to is not counted. */
function delaysOf(world: OutsideWorld, pages: ReadonlyMap<string, Page>): readonly number[] {
  const paidAt = new Map<string, number>();
  for (const { body } of world.events)
    if (body.type === 'checkout.paid') paidAt.set(body.data.checkout?.id ?? '', Date.parse(body.timestamp));
  return [...pages]
    .flatMap(([checkoutId, page]) => {
      const committedAt = paidAt.get(checkoutId);
      if (committedAt === undefined) return [];
      if (page.paidShownAt !== undefined) return [Math.max(0, page.paidShownAt - committedAt)];
      const wasThere = committedAt + TOLD_WITHIN_MS < (page.leftAt ?? Infinity);
      return wasThere ? [Infinity] : [];
    })
    .sort((a, b) => a - b);
}
