import { join } from 'node:path';
import { z } from 'zod';
import { openConnection } from '../../server/store/connection.ts';
import { figure, type Figure } from './figure.ts';
import { closedLoop } from './load/closed-loop.ts';
import { beyond, heldRate } from './load/held-rate.ts';
import { latencyFigure } from './load/latency-figure.ts';
import { failureText, perSecond, type LoadResult } from './load/load-result.ts';
import { notificationRequest } from './load/requests.ts';
import { openShop } from './load/shop.ts';
import { untilSteady } from './load/until-steady.ts';
import { OUTSIDE_CORE, SERVER_CORE } from './measure/cores.ts';
import { sharesText, withCpu } from './measure/cpu-shares.ts';
import { CALLBACK_TOKEN } from './measure/measured-server.ts';
import { rateOf, sideBySide } from './measure/side-by-side.ts';
import { withStage, type Stage } from './measure/stage.ts';

const CALLERS = 64;
/** So many are notified of in turn: no two notifications about one payment arrive together. */
const PAYMENTS = 1_500;
const ROUNDS = 3;
const ROUND_SECONDS = 1.2;
const FORGED_SECONDS = 2.5;
const HELD = 2_000;
const HELD_SECONDS = 4;

const stubCounts = z.object({ inquiries: z.number() });

/** `POST /v1/notifications/xendit`: verified, stored, answered. */
export async function measureNotifications(): Promise<readonly Figure[]> {
  const forged = await withStage(forgedOnes);
  return [...(await withStage(genuineOnes)), ...forged];
}

async function genuineOnes({ folder, child, server: serve }: Stage): Promise<readonly Figure[]> {
  const stub = await child('stubs/provider.ts', [], OUTSIDE_CORE);
  const floor = await child('floors/notifications.ts', [join(folder, 'floor.db'), CALLBACK_TOKEN], SERVER_CORE);
  const server = await serve({ providerPort: stub.port, databaseUrl: `file:${join(folder, 'kasir.db')}` });
  const payments = await openShop(server.port).preparePayments(PAYMENTS);
  const notify = inTurn(payments);
  const notifyFloor = inTurn(payments);
  const saturate = (port: number, next: () => string): Promise<LoadResult> =>
    closedLoop({ port, callers: CALLERS, seconds: ROUND_SECONDS, next, expected: 200 });

  await untilSteady(() => saturate(floor.port, notifyFloor));
  await untilSteady(() => saturate(server.port, notify));
  const { floor: bare, product } = await sideBySide(
    {
      floor: { usage: floor.usage, saturate: () => saturate(floor.port, notifyFloor) },
      product: { freeze: server.freeze, usage: server.usage, saturate: () => saturate(server.port, notify) },
    },
    [stub.usage],
    ROUNDS,
  );
  const capacity = rateOf(product);
  const held =
    capacity < HELD
      ? beyond(capacity)
      : await heldRate({ port: server.port, perSecond: HELD, seconds: HELD_SECONDS, next: notify, expected: 200 });
  const of = `${CALLERS} callers, about ${PAYMENTS} payments in turn; ${failureText(product.load)}; ${sharesText(product.cpu)}`;
  return [
    figure({
      name: 'notifications',
      value: capacity,
      unit: '/s',
      floor: rateOf(bare),
      target: { least: 0.5, aim: 0.65, ofFloor: true },
      of,
    }),
    figure({
      name: 'notifications, CPU',
      value: product.microseconds,
      unit: 'µs',
      floor: bare.microseconds,
      of: `of the server, each; the floor: ${sharesText(bare.cpu)}`,
    }),
    latencyFigure(held, {
      name: 'notifications at 2,000/s, p99',
      part: 0.99,
      most: 20,
      of: `held for ${HELD_SECONDS} s, Poisson`,
    }),
  ];
}

/** On a server without payments, where nothing but a forgery could cause an inquiry. */
async function forgedOnes({ folder, child, server: serve }: Stage): Promise<readonly Figure[]> {
  const stub = await child('stubs/provider.ts', [], OUTSIDE_CORE);
  const file = join(folder, 'kasir.db');
  const server = await serve({ providerPort: stub.port, databaseUrl: `file:${file}` });
  const forgery = notificationRequest('pay_01ARZ3NDEKTSV4RRFFQ69G5FAV', 0, 'a token that is not ours');
  const load = (seconds: number): Promise<LoadResult> =>
    closedLoop({ port: server.port, callers: CALLERS, seconds, next: () => forgery, expected: 401 });
  const rowsBefore = countRows(file);
  await load(1);
  const { result, cpu } = await withCpu(server.usage, [stub.usage], () => load(FORGED_SECONDS));
  const { inquiries } = stubCounts.parse(await stub.tell('/stub'));
  const rows = countRows(file) - rowsBefore;
  return [
    figure({
      name: 'forged notifications refused',
      value: perSecond(result),
      unit: '/s',
      target: { least: 15_000 },
      of: `${CALLERS} callers, ${FORGED_SECONDS} s; ${failureText(result)}; ${sharesText(cpu)}`,
    }),
    figure({
      name: 'caused by forged notifications',
      value: inquiries + rows,
      unit: '',
      target: { most: 0 },
      of: `${inquiries} inquiries, ${rows} rows`,
    }),
  ];
}

/** The next notification of the next payment, for ever. */
function inTurn(payments: readonly string[]): () => string {
  let count = 0;
  return () => {
    const payment = payments[count % payments.length] ?? '';
    count += 1;
    return notificationRequest(payment, count);
  };
}

/** The rows that a notification may add. */
function countRows(file: string): number {
  const connection = openConnection(file);
  const count = (table: string): number => Number(connection.first(`SELECT count(*) AS n FROM ${table}`)?.['n']);
  const rows = ['notifications', 'payment_history', 'events', 'jobs'].reduce((sum, table) => sum + count(table), 0);
  connection.close();
  return rows;
}
