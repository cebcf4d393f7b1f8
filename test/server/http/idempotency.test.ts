import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { newReference, openServer, ORIGIN, type TestServer } from './a-server.ts';

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

  it('same key and body: the same bytes, made once', async () => {
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

  it('without a key each call stands for itself', async () => {
    const body = order();
    assert.equal((await server.api('/v1/checkouts', body)).status, 201);
    assert.equal((await server.api('/v1/checkouts', body)).status, 409);
  });

  it('other body, or the same one spelt otherwise: mismatch', async () => {
    const body = order();
    const key = newKey();
    await server.api('/v1/checkouts', body, { key });
    for (const other of [{ ...body, amount: 1 }, JSON.stringify(body, null, 1), {}]) {
      const reply = await server.api('/v1/checkouts', other, { key });
      assert.equal(reply.status, 422);
      assert.equal(reply.json['code'], 'idempotency_mismatch');
    }
  });

  it('a refusal that is final is kept, byte for byte', async () => {
    const key = newKey();
    const bad = { ...order(), amount: 0 };
    const first = await server.api('/v1/checkouts', bad, { key });
    assert.equal(first.status, 400);
    const again = await server.api('/v1/checkouts', bad, { key });
    assert.equal(again.text, first.text);
    assert.equal(again.headers['content-type'], 'application/problem+json');
  });

  it('is demanded where money moves, and named when it is missing', async () => {
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

  it('eight at the same moment: one payment, eight equal answers', async () => {
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
    // One key on two payments of one route is one key with two meanings.
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

  it('after a crash before anything was made: the reserved id is taken', async () => {
    const { store } = server.composed.domain;
    const body = JSON.stringify(order());
    const key = newKey();
    const resourceId = server.composed.domain.ids.next('co');
    const fingerprint = claimOf('POST', '/v1/checkouts', body);
    await store.transact((tx) =>
      tx.claimAnswer({
        scope: 'storefront createCheckout',
        key,
        fingerprint,
        resourceId,
        createdAt: server.clock.now(),
      }),
    );
    const reply = await server.api('/v1/checkouts', body, { key });
    assert.equal(reply.status, 201);
    assert.equal(reply.json['id'], resourceId);
    assert.equal((await server.api('/v1/checkouts', body, { key })).text, reply.text);
  });

  it('after a crash between the payment and its answer: nothing is sent again', async () => {
    const { store } = server.composed.domain;
    const { id: checkoutId, token } = await server.checkout();
    const key = newKey();
    const body = JSON.stringify({ channel: 'va_bca' });
    const first = await server.browser(token, '/v1/session/payments', body, { key });
    const scope = `${checkoutId} createSessionPayment`;
    const kept = await store.findAnswer(scope, key);
    assert.ok(kept);
    await store.transact(async (tx) => {
      await tx.dropAnswer(scope, key);
      const { status: _status, body: _body, ...claim } = kept;
      await tx.claimAnswer(claim);
    });
    const before = creates();
    const again = await server.browser(token, '/v1/session/payments', body, { key });
    assert.equal(again.status, 201);
    assert.equal(again.json['id'], first.json['id']);
    assert.equal(creates(), before);
  });

  it('a provider that could not be reached is not kept: the same key tries again', async () => {
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

  it('an unknown outcome is an answer, and kept', async () => {
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

  it('is forgotten after 30 days, and not before', async () => {
    const body = order();
    const key = newKey();
    const first = await server.api('/v1/checkouts', body, { key });
    server.clock.set(server.clock.now() + 30 * DAY - 1);
    assert.equal((await server.api('/v1/checkouts', body, { key })).text, first.text);
    server.clock.set(server.clock.now() + 1);
    assert.notEqual((await server.api('/v1/checkouts', body, { key })).text, first.text);
  });
});
