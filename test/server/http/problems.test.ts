import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PROBLEMS } from '../../../shared/problem.ts';
import { problemOf } from '../../../server/http/problem.ts';
import { NotDelivered, OutcomeUnknown, Rejected, StorageUnavailable } from '../../../server/payments/ports/ports.ts';
import { DomainError } from '../../../server/payments/core/domain-error.ts';
import { openServer, type TestServer } from './a-server.ts';

describe('problem documents', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  for (const [what, method, path, status, code] of [
    ['an unknown address', 'GET', '/v1/nothing', 404, 'not_found'],
    ['an unknown address of the browser API', 'GET', '/v1/session/nothing', 404, 'not_found'],
    ['the root', 'GET', '/', 404, 'not_found'],
    ['a broken escape', 'GET', '/v1/payments/%E0%A4%A', 401, 'unauthorized'],
    ['another method', 'PUT', '/v1/checkouts', 405, 'method_not_allowed'],
    ['another method of a session', 'DELETE', '/v1/session', 405, 'method_not_allowed'],
    ['another method of a notification', 'GET', '/v1/notifications/any', 405, 'method_not_allowed'],
    ['another method of health', 'POST', '/healthz', 405, 'method_not_allowed'],
    ['no key', 'GET', '/v1/checkouts', 401, 'unauthorized'],
    ['an unknown provider', 'POST', '/v1/notifications/nobody', 404, 'not_found'],
  ] as const) {
    it(`${what}: ${status} ${code}`, async () => {
      const reply = await server.call(path, { method });
      assert.equal(reply.status, status, reply.text);
      assert.equal(reply.headers['content-type'], 'application/problem+json');
      const { type, title, detail, requestId, ...rest } = reply.json as object as Record<string, unknown>;
      assert.deepEqual(rest, { status, code });
      assert.equal(type, `https://pay.example/docs#${code}`);
      assert.ok(typeof title === 'string' && title.length > 0);
      assert.ok(typeof detail === 'string' && detail.length > 0);
      assert.equal(requestId, reply.headers['x-request-id']);
    });
  }

  it('405 lists the allowed methods', async () => {
    const reply = await server.call('/v1/checkouts', { method: 'PUT' });
    assert.deepEqual(String(reply.headers['allow']).split(', ').toSorted(), ['GET', 'POST']);
  });

  it('a conflict names the checkout that has the reference', async () => {
    const order = { reference: 'taken', amount: 1_000, currency: 'IDR', returnUrl: 'https://shop.example/' };
    const first = await server.api('/v1/checkouts', order);
    const second = await server.api('/v1/checkouts', order);
    assert.equal(second.status, 409);
    assert.equal(second.json['code'], 'conflict');
    assert.equal(second.json['checkoutId'], first.json['id']);
  });

  it('an unknown id is not found', async () => {
    for (const path of [
      '/v1/checkouts/co_x',
      '/v1/payments/pay_x',
      '/v1/customers/%E0/saved-methods',
      '/v1/payments/%',
    ]) {
      const reply = await server.api(path);
      assert.equal(reply.status, 404);
      assert.equal(reply.json['code'], 'not_found');
    }
    for (const path of [
      '/v1/checkouts/co_x/token',
      '/v1/checkouts/co_x/cancel',
      '/v1/payments/pay_x/inquire',
      '/v1/events/evt_x/redeliver',
    ]) {
      assert.equal((await server.api(path, {})).status, 404, path);
    }
    const gone = await server.api('/v1/saved-methods/tok_x', undefined, { method: 'DELETE' });
    assert.equal(gone.status, 404);
  });

  it('every response forbids caching, content sniffing, frames and referrers', async () => {
    const { token } = await server.checkout();
    for (const reply of [
      await server.call('/healthz'),
      await server.call('/v1/nothing'),
      await server.api('/v1/checkouts'),
      await server.api('/v1/checkouts', {}),
      await server.browser(token, '/v1/session'),
      await server.call('/v1/return/pay_x'),
      await server.call('/docs'),
    ]) {
      assert.equal(reply.headers['cache-control'], 'no-store');
      assert.equal(reply.headers['x-content-type-options'], 'nosniff');
      assert.equal(reply.headers['referrer-policy'], 'no-referrer');
      assert.equal(reply.headers['x-frame-options'], 'DENY');
      assert.match(String(reply.headers['content-security-policy']), /frame-ancestors 'none'/);
      assert.match(String(reply.headers['strict-transport-security']), /max-age=\d{8}/);
    }
  });

  it('unavailable storage is 503 with Retry-After, and never a false success', async (t) => {
    const { store } = server.composed.domain;
    t.mock.method(store, 'transact', () => Promise.reject(new StorageUnavailable('disk full')));
    t.mock.method(store, 'check', () => Promise.reject(new StorageUnavailable('disk full')));
    const reply = await server.api('/v1/checkouts', {
      reference: 'x',
      amount: 1,
      currency: 'IDR',
      returnUrl: 'https://shop.example/',
    });
    assert.equal(reply.status, 503);
    assert.equal(reply.json['code'], 'storage_unavailable');
    assert.ok(Number(reply.headers['retry-after']) > 0);
    assert.equal((await server.call('/readyz')).status, 503);
    assert.equal((await server.call('/healthz')).status, 200);
  });

  it('an internal error reveals no cause, and is logged with the request id', async (t) => {
    const { store } = server.composed.domain;
    t.mock.method(store, 'listCheckouts', () => Promise.reject(new Error('SELECT secret FROM table')));
    const reply = await server.api('/v1/checkouts');
    assert.equal(reply.status, 500);
    assert.equal(reply.json['code'], 'internal');
    assert.doesNotMatch(reply.text, /SELECT|secret|at /);
    const requestId = String(reply.json['requestId']);
    assert.ok(server.log.some((line) => line.includes(requestId) && line.includes('"level":"error"')));
  });
});

describe('the table of problems', () => {
  const of = (error: unknown) => problemOf(error, 'r-1', 'https://pay.example/docs');

  it('has a problem for each kind of failure', () => {
    const cases: readonly (readonly [unknown, number, string])[] = [
      [new DomainError('state_conflict', 'no'), 409, 'state_conflict'],
      [new Rejected({ code: 'card_declined', providerCode: 'X1' }, 'their words'), 402, 'provider_rejected'],
      [new NotDelivered('refused'), 503, 'provider_unavailable'],
      [new OutcomeUnknown('reset'), 503, 'provider_unavailable'],
      [new StorageUnavailable('full'), 503, 'storage_unavailable'],
      [new TypeError('x is not a function'), 500, 'internal'],
      ['a string', 500, 'internal'],
      [undefined, 500, 'internal'],
    ];
    for (const [error, status, code] of cases) {
      const { problem } = of(error);
      assert.equal(problem.status, status);
      assert.equal(problem.code, code);
    }
  });

  it('gives the reason of a rejection in our words, not in the provider’s', () => {
    const { problem } = of(
      new DomainError('provider_rejected', 'no', {
        failure: { code: 'card_declined', providerCode: 'X1' },
        paymentId: 'pay_1',
      }),
    );
    assert.equal(problem.failure?.code, 'card_declined');
    assert.ok(problem.failure?.message);
    assert.equal(problem.paymentId, 'pay_1');
    assert.ok(!JSON.stringify(problem).includes('X1'));
  });

  it('gives Retry-After in whole seconds', () => {
    assert.equal(of(new DomainError('rate_limited', 'no', { retryAfterSeconds: 0.2 })).headers['Retry-After'], '1');
    assert.equal(of(new DomainError('rate_limited', 'no', { retryAfterSeconds: 58.37 })).headers['Retry-After'], '59');
  });

  it('has a status and a title for every code', () => {
    for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
      assert.ok(status >= 400 && status < 600, code);
      assert.ok(title.length > 0, code);
    }
  });
});
