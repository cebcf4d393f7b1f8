import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ROUTES } from '../../../shared/api/routes.ts';
import { API_KEY, openServer, ORIGIN, type TestServer } from './a-server.ts';

const ALLOWED = [ORIGIN, 'http://localhost:3000'];

const REFUSED = [
  'null',
  'https://evil.example',
  'https://evil-shop.example',
  'https://shop.example.evil.example',
  'https://evilshop.example',
  'https://shop.example.',
  'https://shop.example:443',
  'https://shop.example:8443',
  'https://shop.example/',
  'https://shop.example/path',
  'https://shop.example@evil.example',
  'https://user@shop.example',
  'https://SHOP.example',
  'HTTPS://shop.example',
  'http://shop.example',
  'ftp://shop.example',
  'https://sub.shop.example',
  'https://www.shop.example',
  'https://shop.exampl',
  'https://shop.examples',
  'https://shop_example',
  'https://shop.example https://evil.example',
  'https://evil.example, https://shop.example',
  'https://shop.example,https://evil.example',
  'https://shop%2eexample',
  'https://shop.example%00.evil.example',
  'https://shop.example#',
  'https://shop.example?',
  'https://[::1]',
  'https://127.0.0.1',
  'http://localhost',
  'http://localhost:3001',
  'http://localhost:30000',
  'http://localhost.evil.example:3000',
  'http://127.0.0.1:3000',
  'https://localhost:3000',
  'file://',
  'chrome-extension://abcdefgh',
  'about:blank',
  'data:text/html,x',
  '*',
  'shop.example',
];

describe('pages of other origins', () => {
  let server: TestServer;
  let token: string;
  before(async () => {
    server = await openServer();
    ({ token } = await server.checkout());
  });
  after(() => server.close());

  it('are tested with at least 40 origins', () => assert.ok(REFUSED.length >= 40));

  for (const origin of REFUSED) {
    it(`${origin} gets no readable response, and nothing is done`, async () => {
      const before = await server.state();
      const calls = [
        server.call('/v1/session', { bearer: token, headers: { origin } }),
        server.call('/v1/session/payments', {
          method: 'POST',
          bearer: token,
          key: `cors ${origin}`,
          body: { channel: 'va_bca' },
          headers: { origin },
        }),
        server.call('/v1/session/events', { bearer: token, headers: { origin } }),
        server.call('/v1/session/payments', {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST' },
        }),
      ];
      for (const reply of await Promise.all(calls)) {
        assert.equal(reply.status, 403);
        assert.equal(reply.json['code'], 'forbidden');
        assert.equal(reply.headers['access-control-allow-origin'], undefined);
        assert.match(String(reply.headers['vary']), /Origin/);
      }
      assert.equal(await server.state(), before);
    });
  }

  for (const origin of ALLOWED) {
    it(`${origin} is allowed by its own name, without credentials`, async () => {
      const reply = await server.call('/v1/session', { bearer: token, headers: { origin } });
      assert.equal(reply.status, 200);
      assert.equal(reply.headers['access-control-allow-origin'], origin);
      assert.equal(reply.headers['access-control-allow-credentials'], undefined);
      assert.match(String(reply.headers['vary']), /Origin/);
    });
  }

  it('an allowed page can read why it was refused', async () => {
    const reply = await server.call('/v1/session', { headers: { origin: ORIGIN } });
    assert.equal(reply.status, 401);
    assert.equal(reply.headers['access-control-allow-origin'], ORIGIN);
  });

  it('a preflight is valid for ten minutes, for every browser route', async () => {
    for (const [name, [method, path]] of Object.entries(ROUTES)) {
      if (!path.startsWith('/v1/session')) continue;
      const reply = await server.call(path.replace(':id', 'pay_x'), { method: 'OPTIONS', headers: { origin: ORIGIN } });
      assert.equal(reply.status, 204, name);
      assert.equal(reply.headers['access-control-max-age'], '600');
      assert.equal(reply.headers['access-control-allow-origin'], ORIGIN);
      assert.ok(String(reply.headers['access-control-allow-methods']).split(', ').includes(method), name);
      assert.match(
        String(reply.headers['access-control-allow-headers']),
        /Authorization.*Content-Type.*Idempotency-Key/,
      );
    }
  });

  it('allows the headers of tracing tools, and ignores them (F18)', async () => {
    const added = ['traceparent', 'tracestate', 'baggage', 'sentry-trace', 'x-request-id', 'x-datadog-trace-id', 'b3'];
    const preflight = await server.call('/v1/session/payments', {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': added.join(','),
      },
    });
    const allowed = String(preflight.headers['access-control-allow-headers']).toLowerCase().split(', ');
    for (const name of added) assert.ok(allowed.includes(name), name);
    const traced = Object.fromEntries(added.map((name) => [name, 'made-up-by-a-tool']));
    const reply = await server.call('/v1/session', { bearer: token, headers: { origin: ORIGIN, ...traced } });
    assert.equal(reply.status, 200);
    assert.notEqual(reply.headers['x-request-id'], 'made-up-by-a-tool');
    assert.ok(!server.log.join('').includes('made-up-by-a-tool'));
  });

  it('a request without an Origin header is not from a page', async () => {
    const reply = await server.call('/v1/session', { bearer: token });
    assert.equal(reply.status, 200);
    assert.equal(reply.headers['access-control-allow-origin'], undefined);
  });

  it('the storefront API allows no page of any origin', async () => {
    for (const [name, [method, path]] of Object.entries(ROUTES)) {
      if (path.startsWith('/v1/session') || path.startsWith('/v1/return') || path.startsWith('/v1/notif')) continue;
      const address = path.replace(/:\w+/, 'x');
      const reply = await server.call(address, { method, bearer: API_KEY, headers: { origin: ORIGIN } });
      assert.equal(reply.headers['access-control-allow-origin'], undefined, name);
      const preflight = await server.call(address, { method: 'OPTIONS', headers: { origin: ORIGIN } });
      assert.equal(preflight.status, 405, name);
      assert.equal(preflight.headers['access-control-allow-origin'], undefined, name);
    }
  });

  it('another spelling of a path is not found', async () => {
    for (const path of [
      '/V1/session',
      '/v1/Session',
      '/v1/session/',
      '/v1//session',
      '/v1/%73ession',
      '//v1/session',
    ]) {
      const reply = await server.call(path, { bearer: token, headers: { origin: 'https://evil.example' } });
      assert.equal(reply.status, 404, path);
    }
  });
});
