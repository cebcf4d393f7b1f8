import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { createCipher } from '../../../server/platform/crypto.ts';
import { API_KEY, newReference, openServer, ORIGIN, type TestServer } from './a-server.ts';

const order = () => ({ reference: newReference(), amount: 150_000, currency: 'IDR', returnUrl: `${ORIGIN}/done` });
const DAY = 24 * 3_600_000;

let keys = 0;
const newKey = (): string => `key-${(keys += 1)}`;

describe('Idempotency-Key', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  const creates = (): number => server.simulator.ledger().filter(({ kind }) => kind === 'create').length;
  const claimOf = (method: string, path: string, body: string): string =>
    createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');

  it('same key and body: processed once, and the same bytes are returned', async () => {
    const body = order();
    const key = newKey();
    const first = await server.api('/v1/checkouts', body, { key });
    assert.equal(first.status, 201);
    const again = await server.api('/v1/checkouts', body, { key });
    assert.equal(again.status, 201);
    assert.equal(again.text, first.text);
    assert.equal(again.headers['idempotency-replayed'], 'true');
    assert.equal(first.headers['idempotency-replayed'], undefined);
    assert.equal(again.headers['content-type'], first.headers['content-type']);
  });

  it('without a key every request is independent', async () => {
    const body = order();
    assert.equal((await server.api('/v1/checkouts', body)).status, 201);
    assert.equal((await server.api('/v1/checkouts', body)).status, 409);
  });

  it('another body, or the same one to another route: mismatch', async () => {
    const body = order();
    const key = newKey();
    await server.api('/v1/checkouts', body, { key });
    for (const other of [{ ...body, amount: 1 }, {}, { ...body, metadata: {} }]) {
      const reply = await server.api('/v1/checkouts', other, { key });
      assert.equal(reply.status, 422);
      assert.equal(reply.json['code'], 'idempotency_mismatch');
    }
  });

  it('the same value written differently is the same: order of fields, white space, null (F21)', async () => {
    const body = { ...order(), customer: { name: 'Siti', email: 'siti@mail.example' } };
    const key = newKey();
    const first = await server.api('/v1/checkouts', body, { key });
    assert.equal(first.status, 201);
    const { reference, amount, ...rest } = body;
    for (const same of [
      JSON.stringify(body, null, 2),
      { ...rest, customer: { email: 'siti@mail.example', name: 'Siti' }, amount, reference },
      { ...body, description: null, customer: { ...body.customer, phone: null } },
    ]) {
      const reply = await server.api('/v1/checkouts', same, { key });
      assert.equal(reply.text, first.text);
      assert.equal(reply.headers['idempotency-replayed'], 'true');
    }
  });

  it('a missing body counts as an empty one (F21)', async () => {
    const { id } = await server.checkout();
    const key = newKey();
    const first = await server.call(`/v1/checkouts/${id}/token`, { method: 'POST', bearer: API_KEY, key });
    const again = await server.api(`/v1/checkouts/${id}/token`, {}, { key });
    assert.equal(first.status, 200);
    assert.equal(again.text, first.text);
  });

  it('a validation error is not stored, but its key is reserved: the same body is processed again, another is a mismatch (S2)', async () => {
    const key = newKey();
    const bad = { ...order(), amount: 0 };
    const first = await server.api('/v1/checkouts', bad, { key });
    assert.equal(first.status, 400);
    const again = await server.api('/v1/checkouts', bad, { key });
    assert.equal(again.status, 400);
    assert.equal(again.headers['idempotency-replayed'], undefined);
    assert.equal((await server.api('/v1/checkouts', { ...bad, amount: 5_000 }, { key })).status, 422);
    const kept = await server.composed.domain.store.findIdempotencyRecord('storefront createCheckout', key);
    assert.equal(kept?.body, undefined);
    assert.match(kept?.fingerprint ?? '', /^v1\.[0-9a-f]{8}\./);
  });

  it('a state_conflict is evaluated again with the same key (F3)', async () => {
    const { token } = await server.checkout();
    const made = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: newKey() });
    const key = newKey();
    const path = `/v1/payments/${String(made.json['id'])}/refunds`;
    const early = await server.api(path, {}, { key });
    assert.equal(early.status, 409);
    const { merchantReference } = (await server.composed.domain.store.findPayment(String(made.json['id']))) ?? {};
    const there = server.simulator.payments().find((payment) => payment.reference === merchantReference);
    assert.ok(there);
    await server.simulator.perform(there.id, 'pay');
    await server.api(`/v1/payments/${String(made.json['id'])}/inquire`, {});
    const repeat = await server.api(path, {}, { key });
    assert.notEqual(repeat.json['detail'], early.json['detail'], 'it is looked at as it is now');
  });

  it('a request that was not processed is not reserved: 404, 415, invalid JSON (S2)', async () => {
    const { store } = server.composed.domain;
    for (const [path, body, headers, status, route] of [
      ['/v1/payments/pay_x/inquire', '{}', {}, 404, 'inquirePayment'],
      ['/v1/checkouts', '{"a":', {}, 400, 'createCheckout'],
      ['/v1/checkouts', '{}', { 'content-type': 'text/plain' }, 415, 'createCheckout'],
    ] as const) {
      const key = newKey();
      const reply = await server.call(path, { method: 'POST', body, bearer: API_KEY, key, headers });
      assert.equal(reply.status, status, reply.text);
      assert.equal(await store.findIdempotencyRecord(`storefront ${route}`, key), undefined);
    }
  });

  it('after a change a repeat returns the current view in the same form, with the same client token (F4)', async () => {
    const body = order();
    const key = body.reference;
    const first = await server.api('/v1/checkouts', body, { key });
    await server.api(`/v1/checkouts/${String(first.json['id'])}/cancel`, {});
    const again = await server.api('/v1/checkouts', body, { key });
    assert.equal(again.status, 201);
    assert.equal(again.headers['idempotency-replayed'], 'true');
    assert.deepEqual(Object.keys(again.json), Object.keys(first.json));
    assert.equal(again.json['id'], first.json['id']);
    assert.equal(again.json['status'], 'canceled');
    assert.equal(again.json['clientToken'], first.json['clientToken']);
  });

  it('a payment that was canceled since is returned as canceled (F4)', async () => {
    const { token } = await server.checkout();
    const key = newKey();
    const first = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key });
    await server.browser(token, `/v1/session/payments/${String(first.json['id'])}/cancel`, {});
    const again = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key });
    assert.equal(again.json['id'], first.json['id']);
    assert.equal(again.json['status'], 'canceled');
  });

  it('an expired client token is replaced by a new one (F4)', async () => {
    const body = order();
    const key = newKey();
    const first = await server.api('/v1/checkouts', body, { key });
    server.clock.set(server.clock.now() + 31 * 60_000);
    const again = await server.api('/v1/checkouts', body, { key });
    assert.equal(again.json['id'], first.json['id']);
    assert.notEqual(again.json['clientToken'], first.json['clientToken']);
    assert.ok(Date.parse(String(again.json['clientTokenExpiresAt'])) > server.clock.now());
  });

  it('a response above 64 KiB is not stored, and a repeat finds what was created (S2)', async () => {
    const items = Array.from({ length: 90 }, () => ({ name: '€'.repeat(226), quantity: 1, unitAmount: 1_000 }));
    const { store } = server.composed.domain;
    const body = { ...order(), amount: 90_000, items };
    const key = newKey();
    const first = await server.api('/v1/checkouts', body, { key });
    assert.equal(first.status, 201, first.text.slice(0, 300));
    assert.ok(Buffer.byteLength(first.text) > 64 * 1024, String(Buffer.byteLength(first.text)));
    const kept = await store.findIdempotencyRecord('storefront createCheckout', key);
    assert.deepEqual([kept?.resourceId, kept?.body], [first.json['id'], undefined]);
    assert.equal((await server.api('/v1/checkouts', body, { key })).json['id'], first.json['id']);
  });

  it('is compared in the format it was stored in: bytes before the upgrade, under rotated and removed keys (S5)', async () => {
    const { store } = server.composed.domain;
    const { id } = await server.checkout();
    const path = `/v1/checkouts/${id}/token`;
    const kept = {
      status: 200,
      body: JSON.stringify({ clientToken: 't', clientTokenExpiresAt: '2099-01-01T00:00:00.000Z' }),
    };
    const keep = async (key: string, fingerprint: string): Promise<void> =>
      store.transact(async (tx) => {
        const scope = 'storefront renewToken';
        await tx.claimIdempotencyKey({ scope, key, fingerprint, resourceId: '', createdAt: server.clock.now() });
        await tx.saveIdempotentResponse(scope, key, kept);
      }, 'new');
    await keep('old', claimOf('POST', path, '{ }'));
    assert.equal((await server.api(path, '{ }', { key: 'old' })).text, kept.body);
    assert.equal((await server.api(path, '{}', { key: 'old' })).status, 422, 'of bytes: as it was then');
    const current = createCipher([Buffer.alloc(32, 7)]);
    await keep('current', current.fingerprint(`POST ${path}\n{}`, 'request'));
    assert.equal((await server.api(path, '{}', { key: 'current' })).text, kept.body);
    assert.equal((await server.api(path, '{"a":1}', { key: 'current' })).status, 422);
    const removed = createCipher([Buffer.alloc(32, 8)]);
    await keep('removed', removed.fingerprint(`POST ${path}\n{}`, 'request'));
    assert.equal(
      (await server.api(path, '{}', { key: 'removed' })).text,
      kept.body,
      'no key to compare with: a repeat',
    );
  });

  it('is required where money moves, and named if it is missing', async () => {
    const { token } = await server.checkout();
    const before = await server.state();
    for (const reply of [
      await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }),
      await server.api('/v1/charges', {}),
      await server.api('/v1/payments/pay_x/capture', {}),
      await server.api('/v1/payments/pay_x/refunds', {}),
    ]) {
      assert.equal(reply.status, 400);
      assert.equal((reply.json['errors'] as readonly { path: string }[])[0]?.path, 'Idempotency-Key');
    }
    assert.equal(await server.state(), before);
  });

  it('has 1 to 255 printable characters', async () => {
    for (const key of ['', 'x'.repeat(256), 'é', 'a\tb']) {
      const reply = await server.api('/v1/checkouts', order(), {
        key: '',
        headers: { 'idempotency-key': Buffer.from(key).toString('latin1') },
      });
      assert.equal(reply.status, 400, JSON.stringify(key));
    }
    assert.equal((await server.api('/v1/checkouts', order(), { key: 'x'.repeat(255) })).status, 201);
    assert.equal((await server.api('/v1/checkouts', order(), { key: 'with spaces, and ~!@#' })).status, 201);
  });

  it('eight concurrent requests: one payment, eight equal responses', async () => {
    const { token } = await server.checkout();
    const key = newKey();
    const before = creates();
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key })),
    );
    assert.deepEqual(new Set(replies.map((reply) => reply.status)), new Set([201]));
    assert.equal(new Set(replies.map((reply) => reply.text)).size, 1);
    assert.equal(creates() - before, 1);
  });

  it('another body while the first still runs: mismatch', async () => {
    const { token } = await server.checkout();
    const key = newKey();
    const [first, other] = await Promise.all([
      server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key }),
      server.browser(token, '/v1/session/payments', { channel: 'qris' }, { key }),
    ]);
    assert.deepEqual(new Set([first.status, other.status]), new Set([201, 422]));
  });

  it('belongs to its caller and its route', async () => {
    const one = await server.checkout();
    const two = await server.checkout();
    const key = newKey();
    const first = await server.browser(one.token, '/v1/session/payments', { channel: 'va_bca' }, { key });
    const second = await server.browser(two.token, '/v1/session/payments', { channel: 'va_bca' }, { key });
    assert.equal(second.status, 201);
    assert.notEqual(second.json['id'], first.json['id']);
    assert.equal((await server.api('/v1/checkouts', order(), { key })).status, 201);
    // One key for two payments of the same route is a mismatch.
    const inquired = await server.api(`/v1/payments/${String(first.json['id'])}/inquire`, {}, { key });
    assert.equal(inquired.status, 200);
    const otherPayment = await server.api(`/v1/payments/${String(second.json['id'])}/inquire`, {}, { key });
    assert.equal(otherPayment.status, 422);
  });

  it('is shared by all keys of the storefront', async () => {
    const body = order();
    const key = newKey();
    const first = await server.api('/v1/checkouts', body, { key });
    const again = await server.api('/v1/checkouts', body, { key, bearer: 'older-api-key-still-good' });
    assert.equal(again.text, first.text);
  });

  it('after a crash before anything was created: the reserved id is used', async () => {
    const { store } = server.composed.domain;
    const body = JSON.stringify(order());
    const key = newKey();
    const resourceId = server.composed.domain.idGenerator.next('co');
    const fingerprint = claimOf('POST', '/v1/checkouts', body);
    await store.transact(
      (tx) =>
        tx.claimIdempotencyKey({
          scope: 'storefront createCheckout',
          key,
          fingerprint,
          resourceId,
          createdAt: server.clock.now(),
        }),
      'new',
    );
    const reply = await server.api('/v1/checkouts', body, { key });
    assert.equal(reply.status, 201);
    assert.equal(reply.json['id'], resourceId);
    assert.equal((await server.api('/v1/checkouts', body, { key })).text, reply.text);
  });

  it('after a crash between the payment and its response: nothing is sent again', async () => {
    const { store } = server.composed.domain;
    const { id: checkoutId, token } = await server.checkout();
    const key = newKey();
    const body = JSON.stringify({ channel: 'va_bca' });
    const first = await server.browser(token, '/v1/session/payments', body, { key });
    const scope = `${checkoutId} createSessionPayment`;
    const kept = await store.findIdempotencyRecord(scope, key);
    assert.ok(kept);
    await store.transact(async (tx) => {
      await tx.dropExpiredIdempotencyRecord(scope, key, kept.createdAt);
      const { status: _status, body: _body, ...claim } = kept;
      await tx.claimIdempotencyKey(claim);
    }, 'new');
    const before = creates();
    const again = await server.browser(token, '/v1/session/payments', body, { key });
    assert.equal(again.status, 201);
    assert.equal(again.json['id'], first.json['id']);
    assert.equal(creates(), before);
  });

  it('an unreachable provider is not stored as the response: the same key tries again', async () => {
    const { token } = await server.checkout();
    const key = newKey();
    server.simulator.fail({ operation: 'create', kind: 'refuse' });
    const first = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key });
    assert.equal(first.status, 503);
    assert.equal(first.json['code'], 'provider_unavailable');
    const again = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key });
    assert.equal(again.status, 201);
    assert.equal(again.json['status'], 'requires_action');
  });

  it('an unknown outcome is stored as the response', async () => {
    const { token } = await server.checkout();
    const key = newKey();
    server.simulator.fail({ operation: 'create', kind: 'reset_after_commit' });
    const first = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key });
    assert.equal(first.status, 201);
    assert.equal(first.json['status'], 'unknown');
    const before = creates();
    const again = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key });
    assert.equal(again.text, first.text);
    assert.equal(creates(), before);
  });

  it('is deleted after 30 days, and not before', async () => {
    const body = order();
    const key = newKey();
    const first = await server.api('/v1/checkouts', body, { key });
    server.clock.set(server.clock.now() + 30 * DAY - 1);
    assert.equal((await server.api('/v1/checkouts', body, { key })).json['id'], first.json['id']);
    server.clock.set(server.clock.now() + 1);
    assert.notEqual((await server.api('/v1/checkouts', body, { key })).json['id'], first.json['id']);
  });
});

it('a payment retried under ever new keys writes within a limit; stored responses are still returned (S2)', async (t) => {
  const server = await openServer();
  t.after(() => server.close());
  const { token } = await server.checkout();
  const post = (key: string, body: object) => server.browser(token, '/v1/session/payments', body, { key });
  const first = await post('budget', { channel: 'va_bca' });
  const junk = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`m${index}`, 1]));
  const statuses: number[] = [];
  for (let index = 0; index < 120; index += 1)
    statuses.push(
      (await post(newKey(), index % 2 === 0 ? { channel: 'va_bca' } : { channel: 'qris', ...junk })).status,
    );
  assert.equal(statuses.at(-1), 429);
  const written = statuses.filter((status) => status !== 429).length;
  assert.ok(written < 120 && written > 60, String(written));
  assert.equal((await post('budget', { channel: 'va_bca' })).text, first.text);
  assert.equal((await server.browser(token, '/v1/session')).status, 200);
});
