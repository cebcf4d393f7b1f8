import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import Koa from 'koa';
import { request } from 'undici';
import { servePage } from '../../../server/admin/page/serve-page.ts';
import type { State } from '../../../server/http/context.ts';
import { listen } from '../../../server/http/listen.ts';
import { configOf, goodEnvironment, openServer } from '../http/a-server.ts';
import { ANA, BUDI, cookieOf, openBackOffice, type BackOffice } from './a-back-office.ts';

const MINUTE_MS = 60_000;

const pass = ({ server: { clock } }: BackOffice, ms: number): void => clock.set(clock.now() + ms);

describe('access to the back office', () => {
  let office: BackOffice;
  before(async () => {
    office = await openBackOffice();
  });
  after(() => office.close());

  it('there is none without operators or without a port', async () => {
    for (const environment of [{}, { KASIR_ADMIN_KEYS: `${ANA.name}:${ANA.secret}` }, { KASIR_ADMIN_PORT: '0' }]) {
      const server = await openServer({ environment });
      assert.equal(server.composed.backOffice, undefined);
      await server.close();
    }
  });

  it('the API of storefronts has no route of it, and the other way round', async () => {
    assert.equal((await office.server.call('/api/session')).status, 404);
    assert.equal((await office.visit('/v1/payments')).status, 404);
  });

  it('an operator signs in with name and secret, and gets a cookie that no script and no other site can use', async () => {
    const reply = await office.signIn(ANA);
    assert.deepEqual([reply.status, reply.json['operator'], reply.json['idleMinutes']], [200, 'ana', 15]);
    const [cookie = ''] = [reply.headers['set-cookie'] ?? []].flat();
    assert.match(cookie, /^kasir-back-office=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=900$/);
    assert.ok(!cookie.includes(ANA.secret));
    const me = await office.visit('/api/session', { cookie: cookieOf(reply) });
    assert.equal(me.json['operator'], 'ana');
  });

  it('over https the cookie is Secure and bound to the host', async () => {
    const reply = await office.signIn(ANA, { origin: 'https://office.example', host: 'office.example' });
    const [cookie = ''] = [reply.headers['set-cookie'] ?? []].flat();
    assert.match(cookie, /^__Host-kasir-back-office=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=900$/);
    assert.equal((await office.visit('/api/attention', { cookie: cookieOf(reply) })).status, 200);
  });

  it('no secret is taken over http from another machine', async () => {
    const reply = await office.signIn(ANA, { origin: 'http://office.example', host: 'office.example' });
    assert.deepEqual([reply.status, reply.json['code']], [403, 'forbidden']);
    assert.match(reply.text, /https or on localhost/);
  });

  it('a wrong secret, the secret of somebody else and an unknown name are refused alike', async () => {
    const replies = await Promise.all(
      [
        { name: 'ana', secret: 'not-the-secret-of-ana' },
        { name: 'ana', secret: BUDI.secret },
        { name: 'nobody', secret: ANA.secret },
      ].map((who) => office.signIn(who)),
    );
    for (const reply of replies) {
      assert.equal(reply.status, 401);
      assert.equal(reply.json['detail'], 'The name or the secret is wrong.');
      assert.equal(reply.headers['set-cookie'], undefined);
    }
  });

  it('without a session nothing is answered but the page', async () => {
    for (const path of ['/api/attention', '/api/payments', '/api/payments/pay_1', '/api/payouts', '/api/insights'])
      assert.equal((await office.visit(path)).status, 401, path);
    assert.equal((await office.visit('/api/payments/pay_1/refund', { method: 'POST', body: {} })).status, 401);
    assert.equal((await office.visit('/api/session')).json['operator'], null);
  });

  it('a changed cookie is none', async () => {
    const { cookie } = await office.asOperator(ANA);
    const [payload = '', signature = ''] = cookie.replace('kasir-back-office=', '').split('~');
    const claimed: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...Object(claimed), operator: 'budi' })).toString('base64url');
    for (const value of [`${forged}~${signature}`, `${payload}~`, `${payload}~${signature}~`, 'x', '~'])
      assert.equal((await office.visit('/api/attention', { cookie: `kasir-back-office=${value}` })).status, 401, value);
  });

  it('what another page makes a browser send is refused, with cookie and all', async () => {
    const { cookie } = await office.asOperator(ANA);
    const send = (headers: Readonly<Record<string, string>>) =>
      office.visit('/api/session/end', { method: 'POST', body: {}, cookie, headers });
    for (const headers of [
      { origin: 'http://127.0.0.1:4000' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: office.origin, 'sec-fetch-site': 'same-site' },
      { origin: office.origin, 'sec-fetch-site': 'cross-site' },
      { origin: office.origin, 'sec-fetch-site': 'none' },
    ]) {
      const reply = await send(headers);
      assert.deepEqual([reply.status, reply.json['code']], [403, 'forbidden'], JSON.stringify(headers));
    }
    assert.equal((await office.visit('/api/attention', { cookie })).status, 200, 'the session lives');
    assert.equal((await send({ origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin' })).status, 200);
  });

  it('a form cannot send anything: only JSON is read', async () => {
    const { cookie } = await office.asOperator(ANA);
    const reply = await office.visit('/api/payments/pay_1/inquire', {
      method: 'POST',
      body: { note: 'x' },
      cookie,
      headers: { 'content-type': 'text/plain' },
    });
    assert.deepEqual([reply.status, reply.json['code']], [415, 'unsupported_media_type']);
  });

  it('a session ends after 15 minutes without a request, and after 12 hours in any case', async () => {
    const idle = await office.asOperator(ANA);
    pass(office, 14 * MINUTE_MS);
    const renewed = await idle.get('/api/attention');
    assert.equal(renewed.status, 200);
    pass(office, MINUTE_MS);
    assert.equal((await idle.get('/api/attention')).status, 401, 'idle since its cookie was written');
    let cookie = cookieOf(renewed);
    assert.equal((await office.visit('/api/attention', { cookie })).status, 200);
    for (let minutes = 25; minutes < 12 * 60; minutes += 10) {
      pass(office, 10 * MINUTE_MS);
      const reply = await office.visit('/api/attention', { cookie });
      assert.equal(reply.status, 200, `after ${minutes} minutes`);
      cookie = cookieOf(reply);
    }
    pass(office, 10 * MINUTE_MS);
    assert.equal((await office.visit('/api/attention', { cookie })).status, 401);
  });

  it('who signs out is signed out everywhere, also with a copy of the cookie', async () => {
    const { cookie } = await office.asOperator(BUDI);
    assert.equal((await office.visit('/api/session/end', { method: 'POST', body: {}, cookie })).status, 200);
    assert.equal((await office.visit('/api/attention', { cookie })).status, 401);
  });

  it('an operator who is removed or gets another secret is signed out', async () => {
    const other = await openBackOffice();
    try {
      const { cookie } = await other.asOperator(ANA);
      const { composed } = other.server;
      composed.reload(
        configOf({ ...goodEnvironment(), KASIR_ADMIN_KEYS: 'ana:another-secret-of-ana', KASIR_ADMIN_PORT: '0' }),
      );
      assert.equal((await other.visit('/api/attention', { cookie })).status, 401);
      assert.equal((await other.signIn(ANA)).status, 401);
      assert.equal((await other.signIn({ name: 'ana', secret: 'another-secret-of-ana' })).status, 200);
    } finally {
      await other.close();
    }
  });

  it('after ten failures from one address nobody signs in from there for a while', async () => {
    const other = await openBackOffice();
    try {
      const wrong = { name: 'ana', secret: 'not-the-secret-of-ana' };
      assert.equal((await other.signIn(ANA)).status, 200, 'a success does not count');
      for (let failures = 0; failures < 10; failures += 1) assert.equal((await other.signIn(wrong)).status, 401);
      const reply = await other.signIn(ANA);
      assert.deepEqual([reply.status, reply.json['code']], [429, 'rate_limited']);
      assert.ok(Number(reply.headers['retry-after']) > 0);
    } finally {
      await other.close();
    }
  });

  it('the page runs nothing but its own script, under Trusted Types, in no frame, and shares no window', async () => {
    const script = { path: '/back-office.js', contentType: 'text/javascript', integrity: '', etag: '"1"' } as const;
    const text = Buffer.from('');
    const built = servePage({ ...script, immutable: false, encodings: { identity: text, br: text, gzip: text } });
    const app = new Koa<State, object>();
    app.use(built);
    const listener = await listen(app.callback(), { port: 0, host: '127.0.0.1' });
    const { headers } = await request(`http://127.0.0.1:${listener.port}/`);
    await listener.close(0);
    assert.match(String(headers['content-security-policy']), /script-src 'self';.*require-trusted-types-for 'script'/);
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
  });

  it('no policy of any page allows anything inline or from elsewhere', async () => {
    for (const path of ['/', '/payments', '/payments/pay_01', '/payouts', '/insights']) {
      const { headers } = await office.visit(path);
      const policy = String(headers['content-security-policy']);
      // Where the page is not built it is a text, under the strictest policy of all.
      assert.match(policy, /default-src 'none'/, path);
      assert.match(policy, /frame-ancestors 'none'/, path);
      assert.doesNotMatch(policy, /unsafe|\*/, path);
    }
  });

  it('secrets and names that failed are not in the log', () => {
    const log = office.server.log.join('\n');
    for (const secret of [ANA.secret, BUDI.secret, 'not-the-secret-of-ana', 'nobody']) assert.ok(!log.includes(secret));
    assert.match(log, /"operator":"ana"/);
  });
});
