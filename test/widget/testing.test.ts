import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { sessionViewSchema } from '../../shared/api/views.ts';
import { CHANNEL_CODES } from '../../shared/channel.ts';
import { FAILURE_CODES } from '../../shared/payment-status.ts';
import { createFakeBff, INSTRUCTIONS, type FakeBffOptions, type InstalledFakeBff } from '../../widget/testing/index.ts';

const AUTHORIZED = { authorization: 'Bearer token-1' };
let fake: InstalledFakeBff | undefined;
afterEach(() => fake?.remove());

const create = (options: FakeBffOptions = {}): InstalledFakeBff => {
  fake = createFakeBff(options);
  return fake;
};

/** What a widget reads, as the real BFF would have to say it. */
async function readSession({ address }: InstalledFakeBff) {
  const response = await fetch(`${address}/v1/session`, { headers: AUTHORIZED });
  return sessionViewSchema.parse(await response.json());
}

/** Each lets the payment, or the checkout, be in one more state. */
const MOVES: Readonly<Record<string, (bff: InstalledFakeBff) => unknown>> = {
  pay: (bff) => bff.pay(),
  authorize: (bff) => bff.authorize(),
  process: (bff) => bff.process(),
  expire: (bff) => bff.expire(),
  payLate: (bff) => bff.payLate(),
  payTwice: (bff) => bff.payTwice(),
  payOtherAmount: (bff) => bff.payOtherAmount(),
  loseOutcome: (bff) => bff.loseOutcome(),
  refund: (bff) => bff.refund(1_000),
  reverse: (bff) => bff.reverse(),
  'endCheckout expired': (bff) => bff.endCheckout('expired'),
  'endCheckout canceled': (bff) => bff.endCheckout('canceled'),
  ...Object.fromEntries(FAILURE_CODES.map((code) => [`fail ${code}`, (bff: InstalledFakeBff) => bff.fail(code)])),
};

describe('@kasir/widget/testing', () => {
  for (const [name, move] of Object.entries(MOVES))
    test(`after ${name} the session is one that the BFF could answer, and open streams have heard of it`, async () => {
      const bff = create({ payment: { channel: 'qris' } });
      const stream = await fetch(`${bff.address}/v1/session/events`, { headers: AUTHORIZED });
      move(bff);
      bff.streams.end();
      await readSession(bff);
      const events = await stream.text();
      for (const state of [bff.payment, bff.checkout]) assert.ok(events.includes(JSON.stringify(state)), events);
    });

  test('every channel of the catalogue has a payment with its instruction', async () => {
    for (const channel of CHANNEL_CODES) {
      const bff = create({ channels: [channel], payment: { channel } });
      assert.equal((await readSession(bff)).payment?.channel, channel);
      bff.remove();
    }
  });

  test('every kind of instruction is one that the BFF could answer', async () => {
    for (const instruction of Object.values(INSTRUCTIONS)) {
      const bff = create({ payment: { instruction } });
      assert.deepEqual((await readSession(bff)).payment?.instruction, instruction);
      bff.remove();
    }
  });

  test('requests to other addresses are left alone, and to its own after remove()', async () => {
    const real = globalThis.fetch;
    const bff = create();
    const other = createFakeBff({ checkout: { amount: 5_000 } });
    assert.equal((await readSession(other)).checkout.amount, 5_000);
    assert.equal((await readSession(bff)).checkout.amount, 149_000);
    assert.equal(await (await fetch('data:,hello')).text(), 'hello');
    other.remove();
    await assert.rejects(readSession(other));
    bff.remove();
    assert.equal(globalThis.fetch, real);
  });

  test('a session can be read by a form with the token, as browsers do without a preflight', async () => {
    const { address } = create();
    const body = new URLSearchParams({ token: 'token-1', device: 'mobile' });
    const response = await fetch(`${address}/v1/session`, { method: 'POST', body });
    sessionViewSchema.parse(await response.json());
  });

  test('offline, a lost token and a wrong one-time password are as the BFF has them', async () => {
    const bff = create({ otp: '123456', payment: { channel: 'direct_debit_bri' } });
    bff.goOffline();
    await assert.rejects(readSession(bff), TypeError);
    bff.goOnline();
    await readSession(bff);
    const confirm = async (otp: string) =>
      fetch(`${bff.address}/v1/session/payments/${bff.payment?.id}/confirm`, {
        method: 'POST',
        headers: { ...AUTHORIZED, 'content-type': 'application/json' },
        body: JSON.stringify({ otp }),
      });
    assert.equal((await confirm('000000')).status, 400);
    assert.equal((await confirm('123456')).status, 200);
    bff.endToken();
    const refused = await fetch(`${bff.address}/v1/session`, { headers: AUTHORIZED });
    assert.equal(refused.status, 401);
    assert.match(await refused.text(), /"token_expired"/);
  });

  test('a payment that nobody has made yet has the amount of the order', () => {
    const { amount, currency } = create({ checkout: { amount: 5_000, currency: 'PHP' } }).pay();
    assert.deepEqual({ amount, currency }, { amount: 5_000, currency: 'PHP' });
  });

  test('an order that has ended is not paid any more', async () => {
    const bff = create();
    bff.endCheckout('expired');
    const response = await fetch(`${bff.address}/v1/session/payments`, {
      method: 'POST',
      headers: { ...AUTHORIZED, 'content-type': 'application/json', 'idempotency-key': 'a' },
      body: JSON.stringify({ channel: 'qris' }),
    });
    assert.equal(response.status, 409);
    assert.match(await response.text(), /"state_conflict"/);
    assert.equal(bff.payment, undefined);
  });

  test('answers come as late as a test wants them', async () => {
    const answer = readSession(create({ delayMs: 100 }));
    assert.equal(await Promise.race([answer, new Promise((resolve) => setImmediate(resolve, 'not yet'))]), 'not yet');
    await answer;
  });
});
