import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyDatabase } from '../support/postgres.ts';
import { INSTANCES, openCluster } from './cluster.ts';
import { figures, quantile } from './figures.ts';
import { inParallel } from './in-parallel.ts';
import { payAtProvider } from './pay-at-provider.ts';
import { openStream, type StreamClient } from './stream-client.ts';
import { until } from './until.ts';

const ORDERS = 30;
const STREAMS_PER_CHECKOUT = 4;
const OTPS_PER_CHECKOUT = 5;
const WITHIN_MS = 1_000;

test('what one server knows reaches the others', { timeout: 900_000 }, async (t) => {
  const cluster = await openCluster({ databaseUrl: await emptyDatabase() });
  t.after(() => cluster.close());
  const { world, call, servers } = cluster;
  const measured = figures();

  const stream = (server: number, token: string, address?: string): Promise<StreamClient> =>
    openStream(servers[server]?.url ?? '', token, address);

  await t.test('a payment is told by the stream of another server within a second (M8)', async () => {
    const delays = await inParallel(
      Array.from({ length: ORDERS }, (_, index) => index),
      4,
      async (index) => {
        const { token } = await cluster.checkout();
        const { id } = await cluster.pay(index % INSTANCES, token, { channel: 'va_bri' });
        // The stream is at one server; the cancellation is made at the next one.
        const customer = await stream((index + 1) % INSTANCES, token);
        await until(() => customer.events.some(({ name }) => name === 'payment'));
        const answer = await call((index + 2) % INSTANCES, `/v1/payments/${id}/cancel`, { body: {}, key: `c-${id}` });
        const answeredAt = performance.now();
        assert.equal(answer.status, 200, answer.text);
        await until(() => customer.events.some(({ data }) => data['status'] === 'canceled'));
        customer.leave();
        const told = customer.events.find(({ data }) => data['status'] === 'canceled');
        return Math.max(0, (told?.at ?? Infinity) - answeredAt);
      },
    );
    measured.add(
      `${ORDERS} changes at another server: told after its answer, median, ms`,
      Math.round(quantile(delays, 0.5)),
    );
    measured.add('… slowest, ms', Math.round(Math.max(...delays)));
    // Without announcements, streams are read again every two seconds: half of them would be later.
    assert.ok(quantile(delays, 0.8) < WITHIN_MS, delays.join(' '));
  });

  await t.test('jobs are run once: each payment that a customer pays is asked about and told once', async () => {
    const before = world.events.length;
    const ids = await inParallel(
      Array.from({ length: ORDERS }, (_, index) => index),
      6,
      async (index) => {
        const { token } = await cluster.checkout();
        const { id } = await cluster.pay(index % INSTANCES, token, { channel: 'va_bca' });
        await payAtProvider(world, id);
        return id;
      },
    );
    const paid = () => world.events.slice(before).filter(({ body }) => body.type === 'checkout.paid');
    await until(() => paid().length >= ORDERS);
    await sleep(300);
    assert.equal(paid().length, ORDERS);
    assert.equal(new Set(world.events.map(({ id }) => id)).size, world.events.length, 'an event was delivered twice');
    for (const id of ids) {
      const { body } = await call(0, `/v1/payments/${id}/history`);
      const entries = body['data'] as readonly { readonly to: string; readonly from: string }[];
      assert.equal(entries.filter(({ from, to }) => from !== 'succeeded' && to === 'succeeded').length, 1);
    }
    measured.add(`${ORDERS} payments, three runners: events delivered twice`, 0);
  });

  await t.test('open streams are counted over all servers (M13)', async () => {
    const { token } = await cluster.checkout();
    const streams: StreamClient[] = [];
    for (let index = 0; index <= STREAMS_PER_CHECKOUT; index += 1) streams.push(await stream(index % INSTANCES, token));
    assert.deepEqual(
      streams.map(({ status }) => status),
      [...Array.from({ length: STREAMS_PER_CHECKOUT }, () => 200), 429],
    );
    streams[0]?.leave();
    await until(async () => {
      const again = await stream(1, token);
      again.leave();
      return again.status === 200;
    });
    for (const each of streams) each.leave();
  });

  await t.test('requests are counted over all servers (M13)', async () => {
    const { token } = await cluster.checkout();
    const statuses: number[] = [];
    for (let index = 0; index <= OTPS_PER_CHECKOUT; index += 1) {
      const { status } = await call(index % INSTANCES, '/v1/session/payments', {
        bearer: token,
        body: { channel: 'ewallet_ovo', fields: { phone: `08121000200${index}` } },
        key: `ovo-${index}`,
      });
      statuses.push(status);
    }
    assert.deepEqual(statuses, [...Array.from({ length: OTPS_PER_CHECKOUT }, () => 201), 429]);
  });

  await t.test('the streams of a server that was killed no longer count, and its jobs go on elsewhere', async () => {
    const { token } = await cluster.checkout();
    const { id } = await cluster.pay(2, token, { channel: 'qris' });
    for (let index = 0; index < STREAMS_PER_CHECKOUT; index += 1) await stream(2, token);
    servers[2]?.kill('SIGKILL');
    await servers[2]?.ended;
    const killedAt = performance.now();
    await payAtProvider(world, id);
    let customer: StreamClient | undefined;
    await until(async () => {
      const next = await stream(0, token);
      if (next.status === 200) customer = next;
      else next.leave();
      return customer !== undefined;
    });
    measured.add('a server is killed: its streams no longer count after, ms', Math.round(performance.now() - killedAt));
    await until(() => isPaid(customer));
    measured.add('… and the customer is told by another one after, ms', Math.round(performance.now() - killedAt));
    customer?.leave();
    await cluster.start(2);
  });

  t.diagnostic(measured.table('Three servers, one PostgreSQL: across instances'));
});

const isPaid = (customer: StreamClient | undefined): boolean =>
  customer?.events.some(({ data }) => data['status'] === 'paid' || data['status'] === 'succeeded') === true;
