import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { openServer, SUBJECT, type TestServer } from '../http/a-server.ts';
import { barePayment } from '../store/samples.ts';

const TOKEN = 'token-for-the-metrics-page';

describe('metrics', () => {
  describe('without a token', () => {
    let server: TestServer;
    before(async () => {
      server = await openServer({
        environment: { HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:4000', KASIR_TRUSTED_PROXIES: '1' },
      });
    });
    after(() => server.close());

    it('are served to this machine', async () => {
      await server.call('/healthz');
      const reply = await server.call('/metrics');
      assert.equal(reply.status, 200);
      assert.match(String(reply.headers['content-type']), /^text\/plain/);
      assert.match(reply.text, /kasir_http_request_duration_seconds_count/);
    });

    it('show what waits for a person, by reason and with the age of the oldest', async () => {
      const { clock } = server;
      const { store } = server.composed.domain;
      const { id } = await server.checkout();
      await store.transact(
        async (tx) => {
          const payment = { ...barePayment(), checkoutId: id, status: 'unknown', unknownSince: clock.now() } as const;
          await tx.insertPayment(payment);
        },
        { of: 'checkout', id },
      );
      clock.set(clock.now() + 90_000);
      const { text } = await server.call('/metrics');
      assert.match(text, /^kasir_unresolved\{reason="unknown"\} 1$/m);
      assert.match(text, /^kasir_unresolved_oldest_seconds\{reason="unknown"\} 90$/m);
      assert.match(text, /^kasir_unresolved\{reason="paid_twice"\} 0$/m);
      assert.match(text, /^kasir_unresolved_oldest_seconds\{reason="payout_unknown"\} 0$/m);
    });

    it('are refused behind a proxy, whichever header it sets', async () => {
      for (const headers of [
        { 'x-forwarded-for': '127.0.0.1' },
        { 'x-forwarded-for': '::1' },
        { 'x-forwarded-for': '203.0.113.9' },
        { forwarded: 'for=127.0.0.1' },
        { via: '1.1 nginx' },
        { 'x-real-ip': '127.0.0.1' },
        { 'x-forwarded-proto': 'https' },
        { 'x-forwarded-host': 'localhost' },
      ] as Record<string, string>[]) {
        const reply = await server.call('/metrics', { headers });
        assert.equal(reply.status, 403, JSON.stringify(headers));
        assert.equal(reply.json['code'], 'forbidden');
      }
    });

    it('are refused for a Host that does not name this machine (S7)', async () => {
      for (const host of ['localhost', 'LOCALHOST:4000', '127.0.0.1:1', '127.8.9.10', '[::1]:4000'])
        assert.equal((await server.call('/metrics', { headers: { host } })).status, 200, host);
      for (const host of [
        'evil.example',
        'pay.example:4000',
        'localhost.evil.example',
        '127.0.0.1.evil.example',
        '10.0.0.1',
      ])
        assert.equal((await server.call('/metrics', { headers: { host } })).status, 403, host);
    });

    it('are refused behind a proxy whose header is hidden behind too many others (S6)', async () => {
      const junk = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`x-junk-${index}`, '1']));
      const reply = await server.call('/metrics', { headers: { ...junk, 'x-forwarded-for': '203.0.113.9' } });
      assert.equal(reply.status, 431);
      assert.equal(reply.json['code'], 'headers_too_large');
    });

    it('are refused to another machine', async (t) => {
      const outside = Object.values(networkInterfaces())
        .flat()
        .find((face) => face?.family === 'IPv4' && !face.internal);
      if (outside === undefined) return t.skip('this machine has no address but its loopback');
      const reply = await fetch(`http://${outside.address}:${server.port}/metrics`);
      assert.equal(reply.status, 403);
    });
  });

  it('are not served when PUBLIC_URL is https and there is no token (S7)', async () => {
    const server = await openServer();
    try {
      assert.equal((await server.call('/metrics', { headers: { host: 'localhost' } })).status, 403);
    } finally {
      await server.close();
    }
  });

  describe('with a token', () => {
    let server: TestServer;
    before(async () => {
      server = await openServer({
        environment: {
          KASIR_METRICS_TOKEN: TOKEN,
          KASIR_WEBHOOK_URL: 'https://shop.example/hooks',
          KASIR_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
        },
      });
    });
    after(() => server.close());

    it('are served to any client that sends it', async () => {
      assert.equal((await server.call('/metrics', { bearer: TOKEN })).status, 200);
      for (const bearer of [undefined, 'wrong', `${TOKEN}x`, 'api-key-of-the-storefront']) {
        const reply = await server.call('/metrics', bearer === undefined ? {} : { bearer });
        assert.equal(reply.status, 401);
      }
    });

    it('count requests by route and status, payments, notifications and calls, without personal data', async () => {
      const { id, token } = await server.checkout({
        customer: { reference: 'cust-1', name: 'Siti Aminah', phone: '081210002000' },
      });
      await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
      await server.api('/v1/customers/cust-1/saved-methods');
      await server.call(`/v1/notifications/${SUBJECT.id}`, { method: 'POST', body: {} });
      await server.call('/some/where/else');
      const { text } = await server.call('/metrics', { bearer: TOKEN });
      assert.match(
        text,
        /kasir_http_request_duration_seconds_count\{method="POST",route="\/v1\/session\/payments",status="201"\} 1/,
      );
      assert.match(text, /route="\/v1\/customers\/:reference\/saved-methods",status="200"/);
      assert.match(text, /route="none",status="404"/);
      assert.match(text, /kasir_payments_total\{channel="va_bca",status="requires_action"\} 1/);
      assert.match(text, new RegExp(`kasir_notifications_total\\{provider="${SUBJECT.id}",outcome="unverified"\\} 1`));
      assert.match(
        text,
        new RegExp(`kasir_provider_call_duration_seconds_count\\{provider="${SUBJECT.id}",outcome="20\\d"\\}`),
      );
      assert.match(text, /^kasir_open_payments\{status="requires_action"\} 1$/m);
      assert.match(text, /^kasir_undelivered_events 1$/m);
      assert.match(text, /^kasir_lock_wait_seconds_count\{lock="checkout"\} 1$/m);
      assert.match(text, /^kasir_lock_wait_seconds_count\{lock="answer"\} 1$/m);
      assert.match(text, /^kasir_commit_duration_seconds_count [1-9]/m);
      assert.match(text, /^kasir_build_info\{version="\d+\.\d+\.\d+"\} 1$/m);
      assert.match(text, /^nodejs_eventloop_lag_p99_seconds /m);
      for (const secret of [id, token, 'Siti', '8121000', 'cust-1', 'some/where'])
        assert.ok(!text.includes(secret), secret);
    });
  });
});
