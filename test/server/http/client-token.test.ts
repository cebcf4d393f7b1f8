import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { clientTokens } from '../../../server/http/client-token.ts';
import { TokenExpired } from '../../../server/http/problem.ts';
import { DomainError } from '../../../server/payments/core/domain-error.ts';
import { Secret } from '../../../server/platform/secret.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { openServer, TOKEN_SECRET, type TestServer } from './a-server.ts';

const MINUTE = 60_000;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;

const unauthorized = (error: unknown): boolean => error instanceof DomainError && error.code === 'unauthorized';

describe('client tokens', () => {
  const clock = virtualClock();
  const tokens = clientTokens(
    [new Secret('the-first-of-two-secrets'), new Secret('the-second-of-two-secrets')],
    clock,
    randomUUID,
  );

  it('open the checkout they were made for, for 30 minutes', () => {
    const { token, expiresAt } = tokens.issue('co_1');
    assert.equal(expiresAt, Math.floor(clock.now() / 1000) * 1000 + 30 * MINUTE);
    assert.deepEqual(tokens.verify(token), { checkoutId: 'co_1', expiresAt });
  });

  it('contain their checkout and expiry, and no amount', () => {
    const { token } = tokens.issue('co_1');
    const [header, payload] = token.split('.').slice(0, 2).map(decode);
    assert.equal(header?.['alg'], 'HS256');
    assert.deepEqual(Object.keys(payload ?? {}).toSorted(), ['aud', 'exp', 'iat', 'jti', 'sub']);
  });

  it('have one encoding: another base64 text of the same bytes is rejected (S12)', () => {
    const { token } = tokens.issue('co_1');
    const last = token.at(-1) ?? '';
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const wanted = Buffer.from(token.split('.')[2] ?? '', 'base64url');
    const same = letters
      .split('')
      .filter(
        (letter) =>
          letter !== last && Buffer.from((token.slice(0, -1) + letter).split('.')[2] ?? '', 'base64url').equals(wanted),
      );
    assert.equal(same.length, 3);
    const others = [
      ...same.map((letter) => token.slice(0, -1) + letter),
      `${token}=`,
      `${token} `,
      `${token}\n`,
      token.replaceAll('-', '+'),
      token.replaceAll('_', '/'),
    ];
    for (const other of others) {
      if (other !== token) assert.throws(() => tokens.verify(other), unauthorized, other);
    }
    tokens.verify(token);
  });

  it('are never the same twice', () => {
    assert.notEqual(tokens.issue('co_1').token, tokens.issue('co_1').token);
  });

  it('expire to the second, and are reported as expired', () => {
    const clock = virtualClock();
    const own = clientTokens([new Secret('a-secret-of-some-length')], clock, randomUUID);
    const { token, expiresAt } = own.issue('co_1');
    clock.set(expiresAt - 1_000);
    own.verify(token);
    clock.set(expiresAt);
    assert.throws(() => own.verify(token), TokenExpired);
  });

  it('are signed by the first secret and verified by all', () => {
    const rotated = clientTokens(
      [new Secret('a-brand-new-secret-here'), new Secret('the-first-of-two-secrets')],
      clock,
      randomUUID,
    );
    const { token: older } = tokens.issue('co_1');
    assert.equal(rotated.verify(older).checkoutId, 'co_1');
    const { token: newer } = rotated.issue('co_1');
    assert.throws(() => tokens.verify(newer), unauthorized);
  });

  it('of another secret, algorithm, type or format are rejected', () => {
    const { token } = tokens.issue('co_1');
    const [header = '', payload = '', signature = ''] = token.split('.');
    const sign = (head: object, body: unknown, secret = 'the-first-of-two-secrets'): string => {
      const text = `${encode(head)}.${encode(body)}`;
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    };
    const claims = decode(payload);
    const kid = decode(header)['kid'];
    const attacks: Record<string, string> = {
      'alg none': `${encode({ alg: 'none', typ: 'JWT', kid })}.${payload}.`,
      'alg None': `${encode({ alg: 'None', typ: 'JWT', kid })}.${payload}.`,
      'alg none with the signature': `${encode({ alg: 'none', typ: 'JWT', kid })}.${payload}.${signature}`,
      'alg HS512': sign({ alg: 'HS512', typ: 'JWT', kid }, claims),
      'alg RS256': sign({ alg: 'RS256', typ: 'JWT', kid }, claims),
      'no kid': sign({ alg: 'HS256', typ: 'JWT' }, claims),
      'another kid': sign({ alg: 'HS256', typ: 'JWT', kid: 'ffffffffffff' }, claims),
      'a kid with a path': sign({ alg: 'HS256', typ: 'JWT', kid: '../../dev/null' }, claims, ''),
      'signed with the bare secret': sign({ alg: 'HS256', typ: 'JWT', kid }, claims),
      'a key in the header': sign({ alg: 'HS256', typ: 'JWT', kid, jwk: { kty: 'oct', k: 'AAAA' } }, claims, ''),
      'a critical extension': sign({ alg: 'HS256', typ: 'JWT', kid, crit: ['b64'], b64: false }, claims),
      'a cut signature': `${header}.${payload}.${signature.slice(0, -6)}`,
      'half a signature': `${header}.${payload}.${signature.slice(0, 20)}`,
      'no signature': `${header}.${payload}.`,
      'two parts': `${header}.${payload}`,
      'five parts': `${token}.x.y`,
      'another checkout': `${header}.${encode({ ...claims, sub: 'co_2' })}.${signature}`,
      'a longer life': `${header}.${encode({ ...claims, exp: 9_999_999_999 })}.${signature}`,
      'nothing at all': '',
      'no JSON': 'abc.def.ghi',
    };
    for (const [name, attack] of Object.entries(attacks))
      assert.throws(() => tokens.verify(attack), unauthorized, name);
  });

  it('with any single bit changed are rejected (threat 4)', (t) => {
    const { token } = tokens.issue('co_1');
    const ROUNDS = 5_000;
    let accepted = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const at = round % token.length;
      const code = token.charCodeAt(at) ^ (1 << (round % 7));
      const changed = token.slice(0, at) + String.fromCharCode(code) + token.slice(at + 1);
      try {
        tokens.verify(changed);
        accepted += 1;
      } catch {
        // As it should be.
      }
    }
    assert.equal(accepted, 0);
    t.diagnostic(`${ROUNDS} changed tokens, ${accepted} accepted`);
  });
});

describe('client token authentication', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  it('gives access to its own checkout only', async () => {
    const one = await server.checkout();
    const other = await server.checkout();
    const { json: payment } = await server.browser(
      one.token,
      '/v1/session/payments',
      { channel: 'va_bca' },
      { key: 'a' },
    );
    const id = String(payment['id']);
    assert.equal((await server.browser(one.token, `/v1/session/payments/${id}`)).status, 200);
    const before = await server.state();
    for (const [path, body] of [
      [`/v1/session/payments/${id}`, undefined],
      [`/v1/session/payments/${id}/confirm`, { otp: '123456' }],
      [`/v1/session/payments/${id}/resend-otp`, {}],
      [`/v1/session/payments/${id}/cancel`, {}],
    ] as const) {
      const theirs = await server.browser(other.token, path, body);
      const unknown = await server.browser(other.token, path.replace(id, 'pay_01J00000000000000000000000'), body);
      assert.equal(theirs.status, 404, path);
      const bare = ({ text }: { text: string }): string => text.replace(/"requestId":"[^"]+"/, '');
      assert.equal(bare(theirs), bare(unknown), `${path}: another's payment looks like none`);
    }
    assert.equal(await server.state(), before);
    const session = await server.browser(other.token, '/v1/session');
    assert.equal(session.json['payment'], undefined);
  });

  it('every browser route refuses a missing or wrong token, and an API key', async () => {
    for (const bearer of [undefined, 'nonsense', 'api-key-of-the-storefront', TOKEN_SECRET]) {
      for (const [path, body] of [
        ['/v1/session', undefined],
        ['/v1/session/payments', { channel: 'va_bca' }],
        ['/v1/session/payments/pay_x', undefined],
        ['/v1/session/payments/pay_x/confirm', { otp: '123456' }],
        ['/v1/session/payments/pay_x/resend-otp', {}],
        ['/v1/session/payments/pay_x/cancel', {}],
        ['/v1/session/events', undefined],
      ] as const) {
        const reply = await server.call(path, {
          method: body === undefined ? 'GET' : 'POST',
          ...(body === undefined ? {} : { body }),
          ...(bearer === undefined ? {} : { bearer }),
        });
        assert.equal(reply.status, 401, path);
        assert.equal(reply.json['code'], 'unauthorized');
        assert.equal(reply.json['reason'], undefined);
        assert.equal(reply.headers['www-authenticate'], 'Bearer');
      }
    }
  });

  it('a token in the query or in a cookie is not accepted', async () => {
    const { token } = await server.checkout();
    assert.equal((await server.call(`/v1/session?token=${token}`)).status, 401);
    assert.equal((await server.call('/v1/session', { headers: { cookie: `token=${token}` } })).status, 401);
  });

  it('gives no access to the storefront API', async () => {
    const { id, token } = await server.checkout();
    for (const [path, body] of [
      [`/v1/checkouts/${id}`, undefined],
      ['/v1/payments', undefined],
      ['/v1/events', undefined],
      [`/v1/checkouts/${id}/cancel`, {}],
      ['/v1/payments/pay_x/refunds', {}],
      ['/v1/payments/pay_x/capture', {}],
    ] as const) {
      assert.equal((await server.browser(token, path, body, { key: 'x' })).status, 401, path);
    }
  });

  it('expired: the problem says so, and a renewed token works', async () => {
    const { id, token } = await server.checkout();
    server.clock.set(server.clock.now() + 31 * MINUTE);
    const ended = await server.browser(token, '/v1/session');
    assert.equal(ended.status, 401);
    assert.equal(ended.json['code'], 'unauthorized');
    assert.equal(ended.json['reason'], 'token_expired');
    const fresh = await server.api(`/v1/checkouts/${id}/token`, {});
    assert.equal(fresh.status, 200);
    assert.equal((await server.browser(String(fresh.json['clientToken']), '/v1/session')).status, 200);
  });

  it('is never logged', async () => {
    const { token } = await server.checkout();
    await server.browser(token, '/v1/session?device=mobile');
    await server.call(`/v1/session?token=${token}`);
    assert.equal(server.log.filter((line) => line.includes(token)).length, 0);
  });
});
