import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openServer, type Json, type TestServer } from './a-server.ts';

const environment = {
  KASIR_WEBHOOK_URL: 'https://shop.example/hooks',
  KASIR_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
  KASIR_WEBHOOK_EVENTS: 'checkout.canceled,payment.canceled,payment.requires_action',
};

describe('the event log shows the delivery status of each event (F7)', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer({ environment });
  });
  after(() => server.close());

  const deliveries = async (): Promise<Record<string, Json>> => {
    const { json } = await server.api('/v1/events');
    return Object.fromEntries([...(json['data'] ?? [])].map(({ type, delivery }) => [String(type), delivery ?? json]));
  };

  it('waiting, held, refused, exhausted, delivered', async () => {
    const { id, token } = await server.checkout();
    await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k1' });
    await server.api(`/v1/checkouts/${id}/cancel`, {});
    const now = new Date(server.clock.now()).toISOString();
    assert.deepEqual(await deliveries(), {
      'payment.requires_action': { status: 'waiting', attempts: 0, nextAt: now },
      'payment.canceled': { status: 'held', attempts: 0 },
      'checkout.canceled': { status: 'held', attempts: 0 },
    });

    const { store } = server.composed.domain;
    const [first, second, third] = (await store.listEvents({ limit: 3 })).data;
    assert.ok(first && second && third);
    const at = server.clock.now();
    await store.transact(async (tx) => {
      await tx.updateEvent(first.id, {
        deliveryAttempts: 1,
        retryAt: at + 5_000,
        refusedSince: at - 30_000,
        lastResponse: { at, status: 422 },
      });
      await tx.updateEvent(second.id, {
        deliveryAttempts: 10,
        deliveryExhausted: true,
        lastResponse: { at, error: 'ECONNREFUSED' },
      });
      await tx.updateEvent(third.id, { deliveryAttempts: 1, deliveredAt: at, lastResponse: { at, status: 204 } });
    }, 'new');
    assert.deepEqual(await deliveries(), {
      'payment.requires_action': {
        status: 'refused',
        attempts: 1,
        lastAnswer: { at: now, status: 422 },
        nextAt: new Date(at + 5_000).toISOString(),
      },
      'payment.canceled': { status: 'exhausted', attempts: 10, lastAnswer: { at: now, error: 'ECONNREFUSED' } },
      'checkout.canceled': {
        status: 'delivered',
        attempts: 1,
        lastAnswer: { at: now, status: 204 },
        deliveredAt: now,
      },
    });
    server.clock.set(at + 60_000);
    const again = await server.api(`/v1/events/${second.id}/redeliver`, {});
    assert.deepEqual(again.json['delivery'], {
      status: 'waiting',
      attempts: 0,
      lastAnswer: { at: now, error: 'ECONNREFUSED' },
      nextAt: new Date(at + 60_000).toISOString(),
    });
  });

  for (const [why, without] of Object.entries({
    'no webhook URL': {},
    'an event type that is not chosen': { ...environment, KASIR_WEBHOOK_EVENTS: 'checkout.paid' },
  }))
    it(`off: ${why}`, async () => {
      const other = await openServer({ environment: without });
      const { id } = await other.checkout();
      await other.api(`/v1/checkouts/${id}/cancel`, {});
      const { json } = await other.api('/v1/events');
      assert.deepEqual(json['data']?.[0]?.['delivery'], { status: 'off', attempts: 0 });
      // Whatever the next start has: it was settled when the event came, and no job looks at it again.
      const { store } = other.composed.domain;
      assert.deepEqual(await store.undeliveredOf(id), []);
      assert.equal(
        (await store.jobQueues()).some(({ lane }) => lane === 'storefront'),
        false,
      );
      await other.close();
    });
});
