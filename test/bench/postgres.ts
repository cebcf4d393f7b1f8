import { startPostgres } from '../support/postgres.ts';
import { figure, type Figure } from './figure.ts';
import { closedLoop } from './load/closed-loop.ts';
import { failureText, joined, perSecond, type LoadResult } from './load/load-result.ts';
import { paymentRequest } from './load/requests.ts';
import { eachOnce, openShop } from './load/shop.ts';
import { untilSteady } from './load/until-steady.ts';
import { CORES, OUTSIDE_CORE, pinThisProcess, SERVER_CORE } from './measure/cores.ts';
import { sharesText, withCpu, type CpuShares } from './measure/cpu-shares.ts';
import type { MeasuredServer } from './measure/measured-server.ts';
import type { ProcessUsage } from './measure/process-usage.ts';
import { watchPostgres, type PostgresWork } from './measure/postgres-work.ts';
import { rateOf, sideBySide } from './measure/side-by-side.ts';
import { withStage } from './measure/stage.ts';

const CALLERS = 64;
/** Of each slice. */
const WARM_UP = 1_200;
const ROUNDS = 2;
const ROUND_SECONDS = 2;
const INSTANCES = 3;
const RESERVE = 1.6;
/** Its own process, and the system's cache: a small machine's share. */
const SETTINGS = { shared_buffers: '256MB', max_wal_size: '2GB' };

/** Creating payments on PostgreSQL, which shares the cores with everything else. */
export async function measurePostgres(): Promise<readonly Figure[]> {
  // Before this process is kept on one core, so that PostgreSQL is not.
  const postgres = await startPostgres({ durable: true, settings: SETTINGS });
  const release = pinThisProcess();
  try {
    return await withStage(async ({ child, server: serve }) => {
      const stub = await child('stubs/provider.ts', [], OUTSIDE_CORE);
      const floorParameters = [await postgres.createDatabase(), `http://127.0.0.1:${stub.port}`];
      const floor = await child('floors/create-payment.ts', floorParameters, SERVER_CORE);
      const databaseUrl = await postgres.createDatabase();
      const start = (instance: number): Promise<MeasuredServer> =>
        serve({ providerPort: stub.port, databaseUrl, core: instance === 0 ? SERVER_CORE : undefined });

      const servers = [await start(0)];
      const shop = openShop(servers[0]?.port ?? 0);
      const chosen = async (count: number): Promise<() => string | undefined> =>
        eachOnce((await shop.prepare(Math.ceil(count))).map(shop.choose));
      const saturate = async (ports: readonly number[], next: () => string | undefined): Promise<LoadResult> => {
        const callers = Math.ceil(CALLERS / ports.length);
        const loads = ports.map((port) => closedLoop({ port, callers, seconds: ROUND_SECONDS, next, expected: 201 }));
        const all = await Promise.all(loads);
        // They ran at the same time.
        return { ...joined(all), seconds: Math.max(...all.map(({ seconds }) => seconds)) };
      };
      const portsOf = (some: readonly MeasuredServer[]): readonly number[] => some.map(({ port }) => port);

      const floorRequest = paymentRequest('a token of the floor', 'a key', 1);
      const saturateFloor = (): Promise<LoadResult> => saturate([floor.port], () => floorRequest);
      await untilSteady(saturateFloor);
      const warm = await untilSteady(async () => saturate(portsOf(servers), await chosen(WARM_UP)));
      const enough = perSecond(warm) * ROUND_SECONDS * RESERVE;
      const next = await chosen(enough * ROUNDS);
      const sides = {
        floor: { usage: floor.usage, saturate: saturateFloor },
        product: {
          usage: servers[0]?.usage ?? floor.usage,
          freeze: servers[0]?.freeze ?? (() => undefined),
          saturate: () => saturate(portsOf(servers), next),
        },
      };
      const { floor: bare, product } = await sideBySide(sides, [stub.usage], ROUNDS);
      const figures = [
        figure({
          name: 'create payment, PostgreSQL',
          value: rateOf(product),
          unit: '/s',
          floor: rateOf(bare),
          target: { least: 0.45, aim: 0.6, ofFloor: true },
          of: `${CALLERS} callers, 1 instance; ${failureText(product.load)}; ${sharesText(product.cpu, OTHERS)}`,
        }),
      ];
      const watch = await watchPostgres(databaseUrl);
      for (let instances = 1; instances <= INSTANCES; instances += 1) {
        if (servers.length < instances) servers.push(await start(servers.length));
        const more = await chosen(enough * instances);
        const before = await watch.work();
        const { result, serverMs, cpu } = await withCpu(
          () => sumOf(servers.map(({ usage }) => usage())),
          [stub.usage],
          () => saturate(portsOf(servers), more),
        );
        const each = shareOf(await watch.work(), before, result.count);
        if (instances === 1) figures.push(...costs((serverMs * 1_000) / result.count, each));
        else
          figures.push(
            figure({
              name: `create payment, PostgreSQL, ${instances} instances`,
              value: perSecond(result),
              unit: '/s',
              floor: rateOf(bare),
              of: `${CALLERS} callers; ${failureText(result)}; ${sharesText(cpu, OTHERS)}; limited by ${limitOf(cpu)}`,
            }),
          );
      }
      await watch.end();
      return figures;
    });
  } finally {
    release();
    await postgres.stop('fast');
  }
}

const OTHERS = 'PostgreSQL and others';

/** From this part of all cores on, there is no more CPU. */
const ALL_FULL = 0.9;

function limitOf({ server, outside, others }: CpuShares): string {
  if (server + outside + others >= ALL_FULL * CORES) return `the CPU: all ${CORES} cores of this machine are full`;
  return 'the wait for messages and commits: there is CPU left';
}

const shareOf = (after: PostgresWork, before: PostgresWork, count: number): PostgresWork => ({
  cpuMs: (after.cpuMs - before.cpuMs) / count,
  writes: (after.writes - before.writes) / count,
  walBytes: (after.walBytes - before.walBytes) / count,
});

/** What one payment costs, from which is estimated what a given number of them needs: `server/README.md`. */
function costs(serverMicroseconds: number, each: PostgresWork): readonly Figure[] {
  const row = (name: string, value: number, unit: string, of: string): Figure =>
    figure({ name: `create on PostgreSQL, ${name}`, value, unit, of });
  return [
    row('CPU of the server', serverMicroseconds, 'µs', 'of one instance, each; its jobs and events included'),
    row('CPU of the database', each.cpuMs * 1_000, 'µs', 'of all processes of PostgreSQL, each'),
    row('transactions', each.writes, '', 'that wrote something, each: at most so many waits for the disk'),
    row('write-ahead log', each.walBytes, 'B', 'each: what the disk, a replica and an archive take'),
  ];
}

const sumOf = (all: readonly ProcessUsage[]): ProcessUsage => ({
  cpuMs: all.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  rssMiB: all.reduce((sum, { rssMiB }) => sum + rssMiB, 0),
  descriptors: all.reduce((sum, { descriptors }) => sum + descriptors, 0),
});
