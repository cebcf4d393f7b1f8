import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../../server/platform/clock.ts';
import { createCipher } from '../../server/platform/crypto.ts';
import { openStore } from '../../server/store/open-store.ts';
import { serverEnvironment } from '../support/live/server-environment.ts';
import { quietLog } from '../support/quiet-log.ts';
import { figure, type Figure } from './figure.ts';
import { closedLoop } from './load/closed-loop.ts';
import { getRequest, notificationRequest } from './load/requests.ts';
import { sendAll } from './load/send-all.ts';
import { eachOnce, openShop } from './load/shop.ts';
import { OUTSIDE_CORE } from './measure/cores.ts';
import { growDatabase, settleDatabase } from './measure/grow-database.ts';
import type { MeasuredServer } from './measure/measured-server.ts';
import { median } from './measure/quantile.ts';
import { withStage } from './measure/stage.ts';

const FEW = 1_000;
const ROUNDS = 4;
/** Of each operation in each round, one after another. */
const CALLS = 30;
const CLAIMS = 60;
const CLAIMED_AT_ONCE = 16;
const LEASE_MS = 60_000;
const ELEVEN_DAYS_MS = 11 * 24 * 3_600_000;

const eventsAnswer = z.object({ nextCursor: z.string().nullable() });

interface Operation {
  readonly name: string;
  readonly expected: number;
  readonly requests: readonly string[];
}

/** Each operation with few payments stored, and with many. */
export function measureGrowth(many: number): Promise<readonly Figure[]> {
  return withStage(async ({ folder, child, server: serve }) => {
    const stub = await child('stubs/provider.ts', [], OUTSIDE_CORE);
    const files = { few: join(folder, 'few.db'), many: join(folder, 'many.db') };
    const settings = (file: string) => ({ providerPort: stub.port, databaseUrl: `file:${file}` });
    const first = await serve(settings(files.few));
    await openShop(first.port).preparePayments(FEW);
    await first.end('SIGTERM');
    settleDatabase(files.few);
    growDatabase(files.few, files.many, Math.round(many / FEW));
    const bytes = (statSync(files.many).size - statSync(files.few).size) / (many - FEW);

    const servers = { few: await serve(settings(files.few)), many: await serve(settings(files.many)) };
    const operations = { few: await prepare(servers.few), many: await prepare(servers.many) };
    const times = operations.few.map(({ name }) => ({ name, few: [] as number[], many: [] as number[] }));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [index, each] of times.entries())
        for (const side of ['few', 'many'] as const) {
          const other = servers[side === 'few' ? 'many' : 'few'];
          other.freeze(true);
          each[side].push(...(await timesOf(servers[side], operations[side][index], round)));
          other.freeze(false);
        }
    for (const server of Object.values(servers)) await server.end('SIGTERM');
    times.push({ name: 'claim jobs', few: await claims(files.few), many: await claims(files.many) });

    const millions = many.toLocaleString('en-US');
    return [
      ...times.map(({ name, few: small, many: large }) =>
        figure({
          name: `${name}, ${millions} stored`,
          value: median(large),
          unit: 'ms',
          floor: median(small),
          target: { most: 1.5, ofFloor: true },
          of: `median of ${large.length} in ${ROUNDS} rounds, one caller; the floor: with ${FEW.toLocaleString('en-US')} stored`,
        }),
      ),
      figure({
        name: `start, ${millions} stored`,
        value: servers.many.readyInMs,
        unit: 'ms',
        floor: servers.few.readyInMs,
        target: { most: 2_000 },
        of: 'until /readyz answers 200',
      }),
      figure({
        name: 'bytes per payment',
        value: bytes,
        unit: 'B',
        of: 'in the SQLite file: checkout, payment, history, event, jobs, kept answers, indexes',
      }),
    ];
  });
}

async function prepare({ port }: MeasuredServer): Promise<readonly Operation[]> {
  const shop = openShop(port);
  const calls = ROUNDS * CALLS;
  const checkouts = await shop.prepare(calls);
  const payments = await shop.preparePayments(CALLS);
  const [page = ''] = await sendAll(port, [getRequest('/v1/events?limit=50')], 200);
  const cursor = eventsAnswer.parse(JSON.parse(page)).nextCursor ?? '';
  const repeated = (request: string): readonly string[] => Array.from({ length: calls }, () => request);
  return [
    { name: 'create payment', expected: 201, requests: checkouts.map(shop.choose) },
    {
      name: 'session',
      expected: 200,
      requests: checkouts.map(({ token }) => getRequest('/v1/session', token)),
    },
    {
      name: 'notification',
      expected: 200,
      requests: Array.from({ length: calls }, (_, index) =>
        notificationRequest(payments[index % payments.length] ?? '', index),
      ),
    },
    {
      name: 'list by reference',
      expected: 200,
      requests: repeated(getRequest(`/v1/checkouts?reference=${checkouts[0]?.reference ?? ''}`)),
    },
    {
      name: 'list by status',
      expected: 200,
      requests: repeated(getRequest('/v1/payments?status=requires_action&limit=20')),
    },
    {
      name: 'events after a cursor',
      expected: 200,
      requests: repeated(getRequest(`/v1/events?limit=20&cursor=${encodeURIComponent(cursor)}`)),
    },
  ];
}

async function timesOf(
  { port }: MeasuredServer,
  operation: Operation | undefined,
  round: number,
): Promise<readonly number[]> {
  if (operation === undefined) return [];
  const { name, expected, requests } = operation;
  const next = eachOnce(requests.slice(round * CALLS, (round + 1) * CALLS));
  const { latencies, failures } = await closedLoop({ port, callers: 1, seconds: Infinity, next, expected });
  if (failures.size > 0) throw new Error(`${name} was answered with ${[...failures.keys()].join(', ')}`);
  return latencies;
}

/** As the server's job runner does. Every job is due. */
async function claims(file: string): Promise<number[]> {
  const key = Buffer.from(serverEnvironment(0, '')['KASIR_ENCRYPTION_KEYS'] ?? '', 'base64');
  const store = await openStore({
    url: `file:${file}`,
    clock: systemClock,
    cipher: createCipher([key]),
    log: quietLog,
  });
  const times: number[] = [];
  for (let claim = 0; claim < CLAIMS; claim += 1) {
    const start = performance.now();
    await store.claimJobs(Date.now() + ELEVEN_DAYS_MS, CLAIMED_AT_ONCE, LEASE_MS);
    times.push(performance.now() - start);
  }
  await store.close();
  return times;
}
