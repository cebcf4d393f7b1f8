import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { JsonFault, parseStrictJson } from '../../../server/http/strict-json.ts';
import { SUBJECTS } from '../../support/subjects.ts';
import { API_KEY, openServer, type TestServer } from './a-server.ts';

/* The volumes are those of the table of threats, scaled down to seconds; each test prints how many it sent. */

const AMOUNT = 150_000;

async function withServer(
  over: Parameters<typeof openServer>[0],
  run: (server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await openServer(over);
  try {
    await run(server);
  } finally {
    await server.close();
  }
}

/** What money depends on: statuses of checkouts and payments, events for the shop, calls of the provider. */
async function moneyState({ composed, simulator }: TestServer): Promise<string> {
  const { store } = composed.domain;
  const [checkouts, payments, events] = await Promise.all([
    store.listCheckouts({}, { limit: 100 }),
    store.listPayments({}, { limit: 100 }),
    store.listEvents({ limit: 100 }),
  ]);
  return JSON.stringify([
    checkouts.data.map(({ id, status }) => [id, status]),
    payments.data.map(({ id, status, review }) => [id, status, review]),
    events.data.length,
    simulator.ledger().length,
  ]);
}

describe('volumes', () => {
  it('of bodies that name an amount: the provider receives only the checkout’s (threat 1)', (t) =>
    withServer({ environment: { KASIR_TRUSTED_PROXIES: '1' } }, async (server) => {
      const BODIES = 600;
      const PER_CHECKOUT = 20;
      const names = [
        'amount',
        'currency',
        'price',
        'Amount',
        'AMOUNT',
        'amount ',
        'fields',
        'money',
        'checkout',
        'amt',
      ];
      const values = [1, 0, -1, AMOUNT - 1, '1', { amount: 1 }, [1], true, 'USD', { currency: 'USD', value: 1 }];
      let token = '';
      let refused = 0;
      for (let index = 0; index < BODIES; index += 1) {
        if (index % PER_CHECKOUT === 0) ({ token } = await server.checkout({ amount: AMOUNT }));
        const name = names[index % names.length] ?? '';
        const value = values[Math.floor(index / names.length) % values.length];
        const isPlain = index % 8 === 7;
        const extra = index % 3 === 0 ? { fields: { [name]: value } } : { [name]: value };
        const inner = isPlain ? {} : extra;
        const reply = await server.browser(
          token,
          '/v1/session/payments',
          { channel: 'va_bca', ...inner },
          {
            key: `amount-${index}`,
            headers: { 'x-forwarded-for': `203.0.${index >> 6}.${index & 63}` },
          },
        );
        assert.ok([201, 400, 409, 422].includes(reply.status), reply.text);
        if (isPlain) assert.equal(reply.status, 201, reply.text);
        else if (index % 3 !== 0 && name !== 'fields') assert.equal(reply.status, 400, reply.text);
        if (reply.status === 400) refused += 1;
      }
      const calls = server.simulator.ledger();
      assert.ok(calls.length > 0);
      for (const { money } of calls) assert.equal(money?.amount, AMOUNT);
      t.diagnostic(`${BODIES} bodies, ${refused} refused, ${calls.length} calls of the right amount`);
    }));

  for (const subject of SUBJECTS) {
    it(`of notifications of ${subject.id} with one byte changed: none is accepted (threat 8)`, (t) =>
      withServer({ subject }, async (server) => {
        const ROUNDS = 250;
        const { token } = await server.checkout();
        const { channel } = subject.samples.virtual_account;
        const { json, text } = await server.browser(token, '/v1/session/payments', { channel }, { key: 'k' });
        const payment = await server.composed.domain.store.findPayment(String(json['id']));
        assert.ok(payment, text);
        const claim = subject.genuineClaim(payment);
        const path = new URL(claim.url).pathname;
        const headers = Object.fromEntries(claim.headers);
        const body = Buffer.from(await claim.text());
        const before = await moneyState(server);
        const answers = new Map<number, number>();
        for (let round = 0; round < ROUNDS; round += 1) {
          const changed = Buffer.from(body);
          const at = (round * 7919) % body.length;
          changed[at] = (changed[at] ?? 0) ^ (1 << (round % 7));
          const reply = await server.call(path, { method: 'POST', headers, body: changed });
          answers.set(reply.status, (answers.get(reply.status) ?? 0) + 1);
          assert.ok(reply.status < 500, reply.text);
        }
        assert.equal(await moneyState(server), before);
        t.diagnostic(`${ROUNDS} changed notifications: ${[...answers].map((pair) => pair.join(' × ')).join(', ')}`);
      }));
  }

  it('of unauthenticated notifications: no inquiry, nothing is stored (threat 11)', (t) =>
    withServer({}, async (server) => {
      const FLOOD = 1_000;
      const AT_ONCE = 50;
      await server.checkout();
      const before = [await moneyState(server), await server.composed.domain.store.nextJobAt()];
      for (let sent = 0; sent < FLOOD; sent += AT_ONCE) {
        const replies = await Promise.all(
          Array.from({ length: AT_ONCE }, (_, index) =>
            server.call(`/v1/notifications/${SUBJECTS[0]?.id}`, {
              method: 'POST',
              headers: { 'x-callback-token': `guess-${sent + index}` },
              body: { event: 'payment.capture', data: { payment_id: `py-${sent + index}` } },
            }),
          ),
        );
        for (const { status } of replies) assert.equal(status, 401);
      }
      assert.deepEqual([await moneyState(server), await server.composed.domain.store.nextJobAt()], before);
      t.diagnostic(`${FLOOD} forged notifications, ${AT_ONCE} at a time, 0 inquiries`);
    }));

  it('of member names: none reaches a prototype (threat 27)', (t: TestContext) => {
    const NAMES = 20_000;
    const parts = ['__proto__', 'constructor', 'prototype', 'toString', '__defineGetter__', 'a', '.', '\\u005f', ' '];
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    const name = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 3 }).map((list) => list.join(''));
    let refused = 0;
    fc.assert(
      fc.property(name, name, (one, two) => {
        try {
          const value = parseStrictJson(`{"${one}":{"${two}":{"polluted":1}},"x":[{"${two}":1}]}`);
          assert.equal(Object.getPrototypeOf(value), Object.prototype);
        } catch (error) {
          if (!(error instanceof JsonFault)) throw error;
          refused += 1;
        }
        assert.equal(Reflect.get({}, 'polluted'), undefined);
      }),
      { numRuns: NAMES },
    );
    assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), before);
    t.diagnostic(`${NAMES} pairs of names, ${refused} refused`);
  });

  it('of streams: four for a checkout, the rest is refused at once (threat 31)', (t) =>
    withServer({}, async (server) => {
      const STREAMS = 300;
      const { token } = await server.checkout();
      const stop = new AbortController();
      const open = (): Promise<Response> =>
        fetch(`${server.url}/v1/session/events`, {
          headers: { authorization: `Bearer ${token}` },
          signal: stop.signal,
        });
      const kept = await Promise.all([open(), open(), open(), open()]);
      assert.deepEqual(new Set(kept.map(({ status }) => status)), new Set([200]));
      for (let index = 0; index < STREAMS; index += 1) {
        const refused = await open();
        assert.equal(refused.status, 429);
        assert.ok(refused.headers.get('retry-after'));
        await refused.text();
      }
      assert.equal((await server.call('/v1/checkouts', { bearer: API_KEY })).status, 200);
      stop.abort();
      t.diagnostic(`${STREAMS} streams too many, ${kept.length} kept`);
    }));
});
