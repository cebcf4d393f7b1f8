import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Bff, type BffOptions } from '../../../widget/session/bff.ts';
import { memberOf } from '../../../widget/session/member-of.ts';
import { PaymentCommands } from '../../../widget/session/payment-commands.ts';
import { BffError } from '../../../widget/session/problem.ts';
import { FakeBff } from '../../../widget/testing/fake-bff.ts';
import { problem } from '../../../widget/testing/problem-response.ts';
import { flushPromises } from '../support/virtual-timers.ts';
import { aPayment } from '../../../widget/testing/samples.ts';

const connect = (fake: FakeBff, more: Partial<BffOptions> = {}): Bff =>
  new Bff({
    baseUrl: 'https://bff.test/',
    token: 'token-1',
    device: { kind: 'mobile', os: 'android' },
    fetch: fake.fetch,
    retryDelayMs: () => 0,
    ...more,
  });

const rejectsWith = (promise: Promise<unknown>, code: string) =>
  assert.rejects(promise, (error) => error instanceof BffError && error.problem.code === code);

describe('the BFF as the widget calls it', () => {
  test('reads the session for this device as a form: nothing in it makes a browser ask first', async () => {
    const fake = new FakeBff();
    let request: Request | undefined;
    const fetch: typeof globalThis.fetch = (input, init) => {
      request = new Request(input, init);
      return fake.fetch(input, init);
    };
    const session = await connect(fake, { fetch, language: () => 'th' }).getSession();
    assert.equal(session.checkout.amount, 149_000);
    assert.deepEqual(fake.requests[0]?.body, { token: 'token-1', device: 'mobile', os: 'android' });
    assert.equal(fake.requests[0]?.query, '');
    const headers = Object.fromEntries(request?.headers ?? []);
    assert.deepEqual(headers, {
      'accept-language': 'th',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    });
  });

  test('goes on with a first try that was sent before', async () => {
    const fake = new FakeBff();
    const first = { status: 200, body: fake.session, retryAfterMs: undefined };
    await connect(fake).getSession(Promise.resolve(first));
    assert.equal(fake.requests.length, 0);
    const failures = [
      Promise.reject(new TypeError('Failed to fetch')),
      Promise.resolve({ ...first, status: 503 }),
      Promise.resolve({ status: 401, body: { reason: 'token_expired' }, retryAfterMs: undefined }),
    ];
    for (const failure of failures) {
      fake.requests.length = 0;
      await connect(fake, { renewToken: async () => 'token-1' }).getSession(failure);
      assert.equal(fake.requests.length, 1);
    }
  });

  test('sends the language of the texts', async () => {
    const fake = new FakeBff();
    await connect(fake, { language: () => 'en' }).getSession();
    assert.equal(fake.requests[0]?.language, 'en');
  });

  test('keeps the path of the base address', async () => {
    const fake = new FakeBff();
    await assert.rejects(connect(fake, { baseUrl: 'https://shop.test/pay/' }).getSession());
    assert.equal(fake.requests[0]?.path, '/pay/v1/session');
  });

  test('retries a read three times at most, whatever failed', async () => {
    const fake = new FakeBff();
    fake.answerNext(
      'POST',
      '/v1/session',
      'network',
      () => problem('internal'),
      () => problem('provider_unavailable'),
    );
    await connect(fake).getSession();
    assert.equal(fake.requests.length, 4);
    fake.answerNext('POST', '/v1/session', 'network', 'network', 'network', 'network');
    await rejectsWith(connect(fake).getSession(), 'unreachable');
    assert.equal(fake.seen('POST', '/v1/session').length, 8);
  });

  test('a network that comes back meanwhile is not a fault of the page (N7)', async () => {
    const fake = new FakeBff();
    fake.answerNext('POST', '/v1/session', 'network', 'network', 'network', 'network');
    fake.answerNext('GET', '/kasir.json', () => Response.json({}));
    assert.equal((await connect(fake).getSession()).checkout.amount, 149_000);
  });

  for (const token of ['<!doctype html>\n<title>Login</title>', '“token-1”', '{{ order.token }}'])
    test(`what cannot be a token is not reported as a lost connection: ${token.slice(0, 9)} (N7)`, async () => {
      const fake = new FakeBff();
      await rejectsWith(connect(fake, { token }).getSession(), 'misconfigured');
      assert.equal(fake.requests.length, 0);
      let renewed = 0;
      const renewToken = () => Promise.resolve((renewed += 1) === 1 ? token : 'token-1');
      const bff = connect(fake, { token: 'token-0', renewToken });
      await rejectsWith(bff.getSession(), 'misconfigured');
      await bff.getSession();
    });

  test('a renewToken that throws leaves the token ended', async () => {
    const renewToken = () => {
      throw new Error('the page is wrong');
    };
    await rejectsWith(connect(new FakeBff(), { token: 'token-0', renewToken }).getSession(), 'token_expired');
  });

  test('an API that cannot be read while the public files can is not set up for this page (N7)', async () => {
    const fake = new FakeBff();
    const fetch: typeof globalThis.fetch = async (input) => {
      if (new Request(input).url === 'https://bff.test/kasir.json') return Response.json({});
      throw new TypeError('Failed to fetch');
    };
    const bff = connect(fake, { baseUrl: 'https://bff.test', fetch });
    await rejectsWith(bff.getSession(), 'misconfigured');
    await rejectsWith(bff.getPayment('pay_1'), 'unreachable');
  });

  test('a readable refusal of the page’s origin says how to correct it (N7)', async () => {
    const fake = new FakeBff();
    fake.answerNext('POST', '/v1/session/payments', () => problem('forbidden'));
    await assert.rejects(new PaymentCommands(connect(fake)).create({ channel: 'va_bca' }, 'key-1'), (error) => {
      assert.ok(error instanceof BffError);
      const { code, status, detail, requestId } = error.problem;
      assert.equal(code, 'misconfigured');
      assert.equal(status, 403, 'a refusal, not an unknown outcome');
      assert.match(detail, /https:\/\/bff\.test answers.*KASIR_ALLOWED_ORIGINS/);
      assert.notEqual(requestId, '');
      return true;
    });
  });

  test('never retries what may change something', async () => {
    const fake = new FakeBff();
    fake.payment = aPayment();
    const commands = new PaymentCommands(connect(fake));
    const id = fake.payment.id;
    for (const [path, send] of [
      ['/v1/session/payments', () => commands.create({ channel: 'va_bca' }, 'key-1')],
      [`/v1/session/payments/${id}/cancel`, () => commands.cancel(id)],
      [`/v1/session/payments/${id}/confirm`, () => commands.confirm(id, '123456')],
      [`/v1/session/payments/${id}/resend-otp`, () => commands.resendOtp(id)],
    ] as const)
      for (const fault of ['network', () => problem('internal'), () => problem('rate_limited')] as const) {
        fake.requests.length = 0;
        fake.answerNext('POST', path, fault);
        await assert.rejects(send());
        assert.equal(fake.requests.length, 1, path);
      }
  });

  test('sends a payment request under its key, with the device and no amount', async () => {
    const fake = new FakeBff();
    await new PaymentCommands(connect(fake)).create(
      { channel: 'va_bca', fields: { phone: '0812' }, save: true },
      'key-1',
    );
    assert.equal(fake.requests[0]?.key, 'key-1');
    assert.deepEqual(fake.requests[0]?.body, {
      channel: 'va_bca',
      fields: { phone: '0812' },
      save: true,
      device: { kind: 'mobile', os: 'android' },
    });
  });

  test('passes on the problem document of a refusal', async () => {
    const fake = new FakeBff();
    fake.answerNext('POST', '/v1/session/payments', () =>
      problem('invalid_request', [{ path: 'fields.phone', message: 'x' }]),
    );
    await assert.rejects(new PaymentCommands(connect(fake)).create({ channel: 'va_bca' }, 'k'), (error) => {
      assert.ok(error instanceof BffError);
      assert.equal(error.problem.code, 'invalid_request');
      assert.deepEqual(error.problem.errors, [{ path: 'fields.phone', message: 'x' }]);
      return true;
    });
  });

  test('treats a page of a proxy as no answer', async () => {
    const fake = new FakeBff();
    fake.answerNext('POST', '/v1/session/payments', () => new Response('<h1>502</h1>', { status: 502 }));
    await rejectsWith(new PaymentCommands(connect(fake)).create({ channel: 'va_bca' }, 'k'), 'unreachable');
  });

  test('rejects an answer that it cannot parse', async () => {
    const fake = new FakeBff();
    fake.answerNext('POST', '/v1/session', () => Response.json({ status: 'paid' }));
    await rejectsWith(connect(fake).getSession(), 'unreadable');
  });

  test('renews an ended token once for all calls, and repeats them', async () => {
    const fake = new FakeBff();
    fake.payment = aPayment();
    fake.token = 'token-2';
    let renewals = 0;
    const bff = connect(fake, {
      renewToken: async () => {
        renewals += 1;
        return 'token-2';
      },
    });
    await Promise.all([
      bff.getSession(),
      bff.getPayment(fake.payment.id),
      new PaymentCommands(bff).create({ channel: 'qris' }, 'k'),
    ]);
    assert.equal(renewals, 1);
    await bff.getPayment(fake.payment.id);
    assert.equal(fake.requests.at(-1)?.authorization, 'Bearer token-2');
  });

  test('removes white space around a token and around the address (F16)', async () => {
    const fake = new FakeBff();
    const bff = connect(fake, { baseUrl: '\n  https://bff.test/\n', token: '\n  token-1\r\n' });
    await bff.getSession();
    fake.token = 'token-2';
    bff.token = ' token-2\n';
    await bff.getSession();
    fake.token = 'token-3';
    await connect(fake, { renewToken: async () => '\ttoken-3\n' }).getSession();
    assert.deepEqual(
      fake.requests.map(({ body }) => memberOf(body, 'token')),
      ['token-1', 'token-2', 'token-1', 'token-3'],
    );
  });

  test('reports that the token has ended: without renewal, when it fails, when the new token is refused too', async () => {
    const fake = new FakeBff();
    fake.token = 'token-9';
    await rejectsWith(connect(fake).getSession(), 'token_expired');
    await rejectsWith(
      connect(fake, { renewToken: () => Promise.reject(new Error('signed out')) }).getSession(),
      'token_expired',
    );
    await rejectsWith(connect(fake, { renewToken: async () => 'token-2' }).getSession(), 'token_expired');
    await rejectsWith(connect(fake).openEvents(undefined, new AbortController().signal), 'token_expired');
  });

  test('waits 20 s at most for the page to renew the token', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const fake = new FakeBff();
    fake.token = 'token-9';
    const refused = rejectsWith(
      connect(fake, { renewToken: () => new Promise(() => {}) }).getSession(),
      'token_expired',
    );
    await flushPromises();
    t.mock.timers.tick(20_000);
    await refused;
  });

  test('opens the event stream where it stopped', async () => {
    const fake = new FakeBff();
    fake.payment = aPayment();
    const seen: (string | null)[] = [];
    const bff = connect(fake, {
      fetch: (input, init) => {
        seen.push(new Headers(init?.headers).get('last-event-id'));
        return fake.fetch(input, init);
      },
    });
    await bff.openEvents(undefined, new AbortController().signal);
    await bff.openEvents('7-1', new AbortController().signal);
    assert.deepEqual(seen, [null, '7-1']);
  });
});
