import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, each, KasirProblem, type KasirClient, type NewCheckout } from '../../../server/client/index.ts';
import { API_KEY, newReference, openServer, ORIGIN, type TestServer } from '../http/a-server.ts';

const PAYOUT_KEY = 'payout-key-of-the-cashier';

describe('the client against a server', () => {
  let server: TestServer;
  let kasir: KasirClient;
  before(async () => {
    server = await openServer({ environment: { KASIR_PAYOUT_KEYS: PAYOUT_KEY } });
    kasir = createClient({ url: server.url, apiKey: API_KEY, payoutKey: PAYOUT_KEY });
  });
  after(() => server.close());

  const order = (over: Partial<NewCheckout> = {}): NewCheckout => ({
    reference: newReference(),
    amount: 150_000,
    currency: 'IDR',
    returnUrl: `${ORIGIN}/orders/1`,
    ...over,
  });
  const refusedAs = (code: string) => (error: unknown) => error instanceof KasirProblem && error.code === code;

  it('creates, reads, lists, renews and cancels a checkout', async () => {
    const made = await kasir.checkouts.create(order({ expand: ['session'] }));
    assert.ok(made.clientToken.length > 20 && made.session !== undefined && made.session.channels.length > 0);
    assert.equal((await kasir.checkouts.get(made.id)).reference, made.reference);
    assert.notEqual((await kasir.checkouts.renewToken(made.id)).clientToken, made.clientToken);
    const listed = await kasir.checkouts.list({ reference: made.reference });
    assert.deepEqual(
      listed.data.map(({ id }) => id),
      [made.id],
    );
    assert.equal((await kasir.checkouts.cancel(made.id)).status, 'canceled');
  });

  it('repeats with the same key what it did before', async () => {
    const options = { idempotencyKey: newReference() };
    const body = order();
    const first = await kasir.checkouts.create(body, options);
    assert.equal((await kasir.checkouts.create(body, options)).id, first.id);
    await assert.rejects(kasir.checkouts.create(order(), options), refusedAs('idempotency_mismatch'));
  });

  it('names what the server refuses', async () => {
    await assert.rejects(kasir.checkouts.create(order({ amount: 0.5 })), (error: unknown) => {
      assert.ok(error instanceof KasirProblem);
      assert.deepEqual([error.code, error.status, error.problem.errors?.[0]?.path], ['invalid_request', 400, 'amount']);
      assert.match(error.message, /^invalid_request: .*amount must be .* \[request [\w-]+\]$/);
      assert.match(error.idempotencyKey ?? '', /^[\w-]{36}$/);
      return true;
    });
    const first = await kasir.checkouts.create(order({ reference: 'taken' }));
    await assert.rejects(kasir.checkouts.create(order({ reference: 'taken', amount: 1_000 })), (error: unknown) => {
      assert.ok(error instanceof KasirProblem);
      return error.code === 'conflict' && error.problem.checkoutId === first.id;
    });
    const stranger = createClient({ url: server.url, apiKey: 'not-a-key-of-the-server', retries: 0 });
    await assert.rejects(stranger.checkouts.list(), refusedAs('unauthorized'));
    await assert.rejects(kasir.payments.get('pay_none'), refusedAs('not_found'));
  });

  it('pays, reads and refuses to move money twice', async () => {
    const made = await kasir.checkouts.create(order());
    const { json } = await server.browser(
      made.clientToken,
      '/v1/session/payments',
      { channel: 'va_bca' },
      { key: newReference() },
    );
    const id = String(json['id']);
    assert.equal((await kasir.payments.inquire(id)).status, 'requires_action');
    assert.equal((await kasir.payments.list({ checkoutId: made.id })).data[0]?.id, id);
    assert.ok((await kasir.payments.history(id)).inquiries.count >= 1);
    const key = { idempotencyKey: newReference() };
    await assert.rejects(kasir.payments.refund(id, { amount: 1_000 }, key), refusedAs('state_conflict'));
    await assert.rejects(kasir.payments.capture(id, {}, key), refusedAs('state_conflict'));
    await assert.rejects(
      kasir.payments.resolve(id, { decision: 'accept', note: 'why' }, key),
      refusedAs('state_conflict'),
    );
    assert.equal((await kasir.payments.cancel(id, { reason: 'sold out' })).status, 'canceled');
  });

  it('reads the event log page by page, and sends an event again', async () => {
    const ids: string[] = [];
    for await (const { id } of each((cursor) => kasir.events.list({ cursor, limit: 1 }))) ids.push(id);
    assert.ok(ids.length > 2);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal((await kasir.events.redeliver(ids[0] ?? '')).id, ids[0]);
  });

  it('keeps saved methods and payouts apart by their keys', async () => {
    assert.deepEqual((await kasir.savedMethods.list('customer/7 & more')).data, []);
    await assert.rejects(kasir.savedMethods.remove('tok_none'), refusedAs('not_found'));
    const charge = { reference: newReference(), amount: 1_000, currency: 'IDR', savedMethod: 'tok_none' } as const;
    await assert.rejects(kasir.charges.create(charge, { idempotencyKey: 'charge-1' }), refusedAs('invalid_request'));
    assert.deepEqual((await kasir.payouts.list()).data, []);
    await assert.rejects(kasir.payouts.get('po_none'), refusedAs('not_found'));
    const without = createClient({ url: server.url, apiKey: API_KEY });
    await assert.rejects(without.payouts.list(), { name: 'TypeError', message: /no payoutKey.*listPayouts/ });
  });
});
