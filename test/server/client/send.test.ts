import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClient, KasirProblem, KasirUnreachable, type KasirClientOptions } from '../../../server/client/index.ts';

type Reply = Response | Error | 'silence';

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Headers;
  readonly body: unknown;
}

const json = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
const problem = (code: string, status: number, headers: Record<string, string> = {}): Response =>
  json(status, { type: 'about:blank', title: code, status, code, detail: 'no', requestId: 'r1' }, headers);
const made = (): Response => json(201, { id: 'co_1' });

/** A client whose server gives these answers in turn, and what it was sent. */
function scripted(replies: readonly Reply[], over: Partial<KasirClientOptions> = {}) {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = (url, init = {}) => {
    assert.ok(typeof url === 'string');
    const reply = replies[Math.min(sent.length, replies.length - 1)];
    sent.push({ url, method: init.method, headers: new Headers(init.headers), body: init.body });
    if (reply instanceof Response) return Promise.resolve(reply.clone());
    if (reply instanceof Error) return Promise.reject(reply);
    return new Promise((_, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
    });
  };
  const kasir = createClient({ url: 'https://shop.example/pay/', apiKey: 'key', retries: 3, fetch, ...over });
  return { kasir, sent };
}
const order = { reference: 'o', amount: 1, currency: 'IDR', returnUrl: 'https://shop.example' } as const;

describe('how the client sends', () => {
  it('keeps the path of the address, and sends key, body and bearer', async () => {
    const { kasir, sent } = scripted([made()]);
    assert.equal((await kasir.checkouts.create(order, { idempotencyKey: 'try-1' })).id, 'co_1');
    const [request] = sent;
    assert.equal(request?.url, 'https://shop.example/pay/v1/checkouts');
    assert.equal(request.headers.get('authorization'), 'Bearer key');
    assert.equal(request.headers.get('idempotency-key'), 'try-1');
    assert.equal(request.body, JSON.stringify(order));
  });

  it('writes parameters into path and query, and nothing else', async () => {
    const { kasir, sent } = scripted([json(200, { data: [], nextCursor: null })]);
    await kasir.savedMethods.list('a/b ?');
    await kasir.checkouts.list({ reference: 'x&y', status: undefined, signal: new AbortController().signal });
    assert.deepEqual(
      sent.map(({ method, url, body, headers }) => [method, url.slice(24), body, headers.has('idempotency-key')]),
      [
        ['GET', '/v1/customers/a%2Fb%20%3F/saved-methods', undefined, false],
        ['GET', '/v1/checkouts?reference=x%26y', undefined, false],
      ],
    );
  });

  it('repeats a call without an answer, or with "not now", under the key of its first try', async () => {
    const replies: readonly Reply[] = [
      new TypeError('fetch failed'),
      problem('rate_limited', 429, { 'retry-after': '0' }),
      new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'retry-after': '0' } }),
      made(),
    ];
    const { kasir, sent } = scripted(replies);
    assert.equal((await kasir.checkouts.create(order)).id, 'co_1');
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    assert.equal(keys.length, 4);
    assert.equal(new Set(keys).size, 1);
    assert.match(keys[0] ?? '', /^[\w-]{36}$/);
  });

  it('waits as long as the server says, and not longer than it may', async () => {
    const { kasir, sent } = scripted([problem('storage_unavailable', 503, { 'retry-after': '1' }), made()]);
    const start = performance.now();
    await kasir.checkouts.create(order);
    // A timer may fire up to a millisecond early.
    assert.ok(performance.now() - start >= 998);
    assert.equal(sent.length, 2);

    const later = scripted([problem('rate_limited', 429, { 'retry-after': '31' })]);
    await assert.rejects(later.kasir.checkouts.create(order), (error: unknown) => {
      assert.ok(error instanceof KasirProblem);
      return error.code === 'rate_limited' && error.retryAfterSeconds === 31;
    });
    assert.equal(later.sent.length, 1);
  });

  it('does not repeat what was refused, or failed for good', async () => {
    for (const [code, status] of [
      ['invalid_request', 400],
      ['conflict', 409],
      ['internal', 500],
    ] as const) {
      const { kasir, sent } = scripted([problem(code, status)]);
      await assert.rejects(kasir.checkouts.create(order), { name: 'KasirProblem', code, status });
      assert.equal(sent.length, 1);
    }
  });

  it('gives up after its tries, and says under which key', async () => {
    const cause = new TypeError('fetch failed');
    const { kasir, sent } = scripted([cause], { retries: 1 });
    await assert.rejects(kasir.checkouts.create(order, { idempotencyKey: 'try-7' }), (error: unknown) => {
      assert.ok(error instanceof KasirUnreachable);
      assert.equal(error.cause, cause);
      return error.idempotencyKey === 'try-7';
    });
    assert.equal(sent.length, 2);
  });

  it('ends a try that takes too long', async () => {
    const { kasir, sent } = scripted(['silence', made()], { timeoutMs: 20 });
    assert.equal((await kasir.checkouts.create(order)).id, 'co_1');
    assert.equal(sent.length, 2);
    const silent = scripted(['silence'], { timeoutMs: 5, retries: 0 });
    await assert.rejects(silent.kasir.events.list(), { name: 'KasirUnreachable', message: /no answer within 5 ms/ });
  });

  it('ends with the reason of its signal: before, during a try, and while it waits', async () => {
    const reason = new Error('the customer left');
    const early = scripted([made()]);
    await assert.rejects(early.kasir.checkouts.get('co_1', { signal: AbortSignal.abort(reason) }), reason);
    assert.equal(early.sent.length, 0);
    for (const reply of ['silence', problem('rate_limited', 429, { 'retry-after': '30' })] as const) {
      const { kasir, sent } = scripted([reply]);
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 5);
      await assert.rejects(kasir.payments.list({ signal: controller.signal }), reason);
      assert.equal(sent.length, 1);
    }
  });

  it('takes an answer that is not the server’s for none', async () => {
    const redirect = new Response(null, { status: 308, headers: { location: 'https://elsewhere.example' } });
    for (const reply of [redirect, new Response('ok'), new Response('{}', { status: 404 })]) {
      const { kasir, sent } = scripted([reply]);
      await assert.rejects(kasir.checkouts.get('co_1'), { name: 'KasirUnreachable', message: /PUBLIC_URL/ });
      assert.equal(sent.length, 1);
    }
  });

  it('refuses an address that is none', () => {
    for (const url of ['', 'pay.shop.example', 'ftp://pay.shop.example', 'https://pay.shop.example/?a=1'])
      assert.throws(() => createClient({ url, apiKey: 'key' }), { name: 'TypeError', message: /address of the Kasir/ });
  });
});
