import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { request } from 'undici';
import { openServer, ORIGIN, type Call, type TestServer } from './a-server.ts';

describe('the session as a form', () => {
  let server: TestServer;
  let token: string;
  before(async () => {
    server = await openServer();
    ({ token } = await server.checkout());
  });
  after(() => server.close());

  const post = (form: Record<string, string> | string, over: Call = {}) =>
    server.call('/v1/session', {
      method: 'POST',
      body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
      ...over,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, ...over.headers },
    });

  it('answers like GET, to a request that needs no preflight', async () => {
    for (const type of ['', ';charset=UTF-8', '; charset=utf-8', ';charset=utf8']) {
      const reply = await post({ token }, { headers: { 'content-type': `application/x-www-form-urlencoded${type}` } });
      assert.equal(reply.status, 200, reply.text);
      assert.equal(reply.headers['access-control-allow-origin'], ORIGIN);
      assert.equal(reply.headers['cache-control'], 'no-store');
      const got = await server.browser(token, '/v1/session');
      assert.deepEqual({ ...Object(reply.json), now: '' }, { ...Object(got.json), now: '' });
    }
  });

  it('is compressed for a client that accepts that', async () => {
    const plain = await post({ token }, { headers: { 'accept-encoding': 'identity' } });
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.match(String(plain.headers['vary']), /Accept-Encoding/);
    const compressed = await request(`${server.url}/v1/session`, {
      method: 'POST',
      body: new URLSearchParams({ token }).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'accept-encoding': 'gzip, deflate, br, zstd',
        origin: ORIGIN,
      },
    });
    assert.equal(compressed.headers['content-encoding'], 'gzip');
    assert.equal(compressed.headers['content-type'], plain.headers['content-type']);
    const bytes = Buffer.from(await compressed.body.arrayBuffer());
    assert.equal(Number(compressed.headers['content-length']), bytes.length);
    assert.ok(bytes.length < plain.text.length / 2, `${bytes.length} of ${plain.text.length}`);
    const session: unknown = JSON.parse(gunzipSync(bytes).toString());
    assert.deepEqual({ ...Object(session), now: '' }, { ...Object(plain.json), now: '' });
  });

  it('uses the device like GET', async () => {
    for (const device of ['mobile', 'desktop']) {
      const reply = await post({ token, device, os: 'android' });
      const got = await server.browser(token, `/v1/session?device=${device}&os=android`);
      assert.deepEqual(reply.json['channels'], got.json['channels']);
    }
  });

  it('accepts any name of an operating system (F9)', async () => {
    for (const os of ['', 'x'.repeat(41), 'ios\u0007', 'a\nb', '🍊'.repeat(5_000)]) {
      assert.equal((await post({ token, device: 'mobile', os })).status, 200, os.slice(0, 10));
      const query = new URLSearchParams({ device: 'mobile', os: os.slice(0, 100) }).toString();
      assert.equal((await server.browser(token, `/v1/session?${query}`)).status, 200, os.slice(0, 10));
      const paid = await server.browser(
        token,
        '/v1/session/payments',
        { channel: 'va_bca', device: { kind: 'mobile', os } },
        { key: `os ${os.length}` },
      );
      assert.equal(paid.status, 201, paid.text);
      const kept = await server.composed.domain.store.findPayment(String(paid.json['id']));
      assert.ok((kept?.device?.os ?? '').length <= 80);
    }
  });

  it('fails like GET: 401 for an invalid token, 401 with the reason for an expired one, 403 for other origins', async () => {
    for (const bad of ['', 'x', 'a.b.c', `${token}x`, 'x'.repeat(9_000)]) {
      const reply = await post({ token: bad });
      assert.equal(reply.status, 401, bad.slice(0, 20));
      assert.equal(reply.json['code'], 'unauthorized');
      assert.equal(reply.headers['access-control-allow-origin'], ORIGIN);
    }
    assert.equal((await post({ device: 'mobile' })).status, 401);
    // This route ignores the header.
    assert.equal((await post({}, { bearer: token })).status, 401);
    for (const origin of ['https://evil.example', 'null']) {
      const reply = await post({ token }, { headers: { origin } });
      assert.equal(reply.status, 403);
      assert.equal(reply.headers['access-control-allow-origin'], undefined);
    }
    const other = await openServer();
    try {
      const ended = await other.checkout();
      other.clock.set(other.clock.now() + 31 * 60_000);
      const reply = await other.call('/v1/session', {
        method: 'POST',
        body: `token=${ended.token}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      assert.equal(reply.status, 401);
      assert.equal(reply.json['reason'], 'token_expired');
    } finally {
      await other.close();
    }
  });

  it('accepts its own fields only, each once, and no JSON', async () => {
    for (const body of [`token=${token}&token=${token}`, `token=${token}&x=1`, `token=${token}&device=fridge`])
      assert.equal((await post(body)).status, 400, body);
    assert.equal(
      (await post(JSON.stringify({ token }), { headers: { 'content-type': 'application/json' } })).status,
      415,
    );
    assert.equal((await post({ token }, { headers: { 'content-type': 'text/plain' } })).status, 415);
    assert.equal((await post('x'.repeat(70_000))).status, 413);
  });

  it('stores nothing, also under an Idempotency-Key, and never logs the token', async () => {
    const before = await server.state();
    const first = await post({ token }, { key: 'k-1' });
    const second = await post({ token, device: 'mobile' }, { key: 'k-1' });
    assert.equal(first.status, 200);
    assert.equal(second.status, 200);
    assert.equal(second.headers['idempotency-replayed'], undefined);
    assert.equal(await server.state(), before);
    assert.ok(!server.log.join('').includes(token));
  });
});
