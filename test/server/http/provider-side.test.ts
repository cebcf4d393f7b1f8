import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { withCheckout } from '../../../server/http/provider/customer-return.ts';
import { providers } from '../../../server/providers/registry.ts';
import { openServer, ORIGIN, SUBJECT, type TestServer } from './a-server.ts';

const jobAt = (server: TestServer): Promise<number | undefined> => server.composed.domain.store.nextJobAt();

describe('a provider’s notification', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  const address = `/v1/notifications/${SUBJECT.id}`;

  it('that is verified is stored and acknowledged in the provider’s own format', async () => {
    const { token } = await server.checkout();
    const { json } = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
    const payment = await server.composed.domain.store.findPayment(String(json['id']));
    assert.ok(payment);
    const claim = SUBJECT.genuineClaim(payment);
    const headers = Object.fromEntries(claim.headers);
    const body = await claim.text();
    const first = await server.call(address, { method: 'POST', headers, body });
    assert.equal(first.status, SUBJECT.provider.notification.accepted.status, first.text);
    assert.equal(first.text, SUBJECT.provider.notification.accepted.body);
    const again = await server.call(address, { method: 'POST', headers, body });
    assert.equal(again.status, first.status);
    const after = await server.composed.domain.store.findPayment(payment.id);
    assert.equal(after?.status, payment.status, 'a notice moves nothing by itself');
  });

  it('that is not verified is 401 and changes nothing', async () => {
    const before = await server.state();
    for (const headers of [{}, { 'x-callback-token': 'wrong' }] as Record<string, string>[]) {
      const reply = await server.call(address, {
        method: 'POST',
        headers,
        body: { event: 'payment.capture', data: {} },
      });
      assert.equal(reply.status, 401);
      assert.equal(reply.json['code'], 'unauthorized');
    }
    assert.equal(await server.state(), before);
  });

  it('of another content type is judged by its authentication only; too large or to an unknown provider, it is rejected', async () => {
    const { status } = await server.call(address, {
      method: 'POST',
      body: 'a=b',
      headers: { 'content-type': 'text/xml' },
    });
    assert.equal(status, 401);
    assert.equal((await server.call(address, { method: 'POST', body: Buffer.alloc(70_000) })).status, 413);
    assert.equal((await server.call('/v1/notifications/nobody', { method: 'POST', body: {} })).status, 404);
    assert.equal((await server.call('/v1/notifications/__proto__', { method: 'POST', body: {} })).status, 404);
    assert.equal((await server.call(address)).status, 405);
  });

  it('of a provider that is no longer configured is 503, so that it is sent again (D13)', async () => {
    const other = providers.find(({ id }) => id !== SUBJECT.id);
    const reply = await server.call(`/v1/notifications/${other?.id ?? ''}`, { method: 'POST', body: {} });
    assert.deepEqual([reply.status, reply.json['code']], [503, 'provider_unavailable']);
    assert.ok(Number(reply.headers['retry-after']) > 0);
  });
});

describe('the customer’s return', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  const pay = async (order: object = {}): Promise<{ checkoutId: string; paymentId: string; token: string }> => {
    const { id, token } = await server.checkout(order);
    const { json } = await server.browser(token, '/v1/session/payments', { channel: 'ewallet_dana' }, { key: 'k' });
    return { checkoutId: id, paymentId: String(json['id']), token };
  };

  it('redirects to the merchant’s page with the checkout id, and without a status', async () => {
    const { checkoutId, paymentId } = await pay({ returnUrl: `${ORIGIN}/orders/1?lang=id` });
    for (const method of ['GET', 'POST'] as const) {
      const reply = await server.call(`/v1/return/${paymentId}?status=paid&token=abc&returnUrl=https://evil.example`, {
        method,
        ...(method === 'POST'
          ? { body: 'status=paid', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
          : {}),
      });
      assert.equal(reply.status, 303);
      assert.equal(reply.headers['location'], `${ORIGIN}/orders/1?lang=id&kasir_checkout=${checkoutId}`);
      assert.equal(reply.headers['referrer-policy'], 'no-referrer');
    }
    assert.ok(!server.log.join('\n').includes('evil.example'));
  });

  it('causes an inquiry, and changes nothing by itself', async () => {
    const { paymentId, token } = await pay();
    const before = await server.browser(token, '/v1/session');
    await server.call(`/v1/return/${paymentId}?status=paid`);
    assert.equal(await jobAt(server), server.clock.now());
    assert.equal((await server.browser(token, '/v1/session')).text, before.text);
  });

  it('many times at once causes one inquiry', async (t) => {
    const { paymentId } = await pay();
    const transact = t.mock.method(server.composed.domain.store, 'transact');
    await Promise.all(Array.from({ length: 20 }, () => server.call(`/v1/return/${paymentId}`)));
    assert.equal(transact.mock.callCount(), 1);
  });

  it('of an unknown payment is a 404 page in HTML', async () => {
    for (const id of ['pay_01J00000000000000000000000', '__proto__', '%00', '..%2f..']) {
      const reply = await server.call(`/v1/return/${id}`);
      assert.equal(reply.status, 404, id);
      assert.match(String(reply.headers['content-type']), /^text\/html/);
    }
  });

  it('keeps the URL as the merchant wrote it', () => {
    assert.equal(withCheckout('https://shop.example/', 'co_1'), 'https://shop.example/?kasir_checkout=co_1');
    assert.equal(withCheckout('https://shop.example/?#', 'co_1'), 'https://shop.example/?kasir_checkout=co_1');
    assert.equal(
      withCheckout('https://shop.example/?a=b%20c+d&e&f=%E2%82%AC#x?y', 'co_1'),
      'https://shop.example/?a=b%20c+d&e&f=%E2%82%AC&kasir_checkout=co_1#x?y',
      'the merchant may have signed its query',
    );
    assert.equal(
      withCheckout('https://shop.example/a?b=c#d', 'co_1'),
      'https://shop.example/a?b=c&kasir_checkout=co_1#d',
    );
    assert.equal(
      withCheckout('https://shop.example/?kasir_checkout=co_2&kasir_checkout=co_3', 'co_1'),
      'https://shop.example/?kasir_checkout=co_1',
    );
  });
});
