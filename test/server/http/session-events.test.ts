import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { eventStreams, STREAM_DEFAULTS } from '../../../server/http/browser/event-streams.ts';
import { memoryStreamSlots } from '../../../server/http/browser/memory-stream-slots.ts';
import { STREAM_LIMITS } from '../../../server/http/browser/stream-slots.ts';
import { DomainError } from '../../../server/payments/core/domain-error.ts';
import { openServer, ORIGIN, type TestServer } from './a-server.ts';

interface SentEvent {
  readonly event: string;
  readonly id: string;
  readonly data: Record<string, unknown>;
}

class Reader {
  readonly events: SentEvent[] = [];
  readonly #response: IncomingMessage;
  #text = '';
  readonly #updates = new EventEmitter();

  constructor(response: IncomingMessage) {
    this.#response = response;
    response.setEncoding('utf8').on('data', (chunk: string) => this.#take(chunk));
    response.on('close', () => this.#updates.emit('update'));
    response.on('error', () => undefined);
  }

  get headers() {
    return this.#response.headers;
  }
  get status() {
    return this.#response.statusCode;
  }
  get ended() {
    return this.#response.closed || this.#response.complete;
  }

  #take(chunk: string): void {
    this.#text += chunk;
    const blocks = this.#text.split('\n\n');
    this.#text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = new Map(
        block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      const data = lines.get('data');
      if (data === undefined) continue;
      this.events.push({
        event: lines.get('event') ?? '',
        id: lines.get('id') ?? '',
        data: JSON.parse(data) as Record<string, unknown>,
      });
    }
    this.#updates.emit('update');
  }

  async until(what: (events: readonly SentEvent[]) => boolean): Promise<void> {
    while (!what(this.events) && !this.ended) await once(this.#updates, 'update');
    assert.ok(what(this.events), JSON.stringify(this.events));
  }

  async end(): Promise<void> {
    while (!this.ended) await once(this.#updates, 'update');
  }

  leave(): void {
    this.#response.destroy();
  }
}

describe('the event stream', () => {
  let server: TestServer;
  let readers: Reader[] = [];
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());
  afterEach(() => {
    readers.forEach((reader) => reader.leave());
    readers = [];
  });

  const follow = (token: string, headers: Record<string, string> = {}): Promise<Reader> =>
    new Promise((resolve, reject) => {
      httpRequest(`${server.url}/v1/session/events`, {
        headers: { authorization: `Bearer ${token}`, origin: ORIGIN, ...headers },
        agent: false,
      })
        .on('response', (response) => {
          const reader = new Reader(response);
          readers.push(reader);
          resolve(reader);
        })
        .on('error', reject)
        .end();
    });

  it('sends the current state on connect', async () => {
    const { id, token } = await server.checkout();
    const payment = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
    const reader = await follow(token);
    assert.equal(reader.status, 200);
    assert.match(String(reader.headers['content-type']), /^text\/event-stream/);
    assert.equal(reader.headers['cache-control'], 'no-store');
    assert.equal(reader.headers['access-control-allow-origin'], ORIGIN);
    await reader.until((events) => events.length >= 2);
    const [first, second] = reader.events;
    assert.equal(first?.event, 'payment');
    assert.deepEqual(first?.data, payment.json);
    assert.equal(second?.event, 'checkout');
    assert.equal(second?.data['id'], id);
    assert.match(String(first?.id), /^\d+-\d+$/);
  });

  it('sends each change once, also the end of the payment that was shown', async () => {
    const { token } = await server.checkout();
    const reader = await follow(token);
    await reader.until((events) => events.length === 1);
    const { json } = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
    const statuses = (): unknown[] =>
      reader.events.filter(({ event }) => event === 'payment').map(({ data }) => data['status']);
    await reader.until(() => statuses().includes('requires_action'));
    await server.browser(token, `/v1/session/payments/${String(json['id'])}/cancel`, {});
    await reader.until(() => statuses().includes('canceled'));
    const texts = reader.events.map(({ event, data }) => event + JSON.stringify(data));
    assert.equal(new Set(texts).size, texts.length, 'the same was sent twice');
  });

  it('continues for a client that reconnects', async () => {
    const { token } = await server.checkout();
    const reader = await follow(token, { 'last-event-id': '3-1775019600000' });
    await reader.until((events) => events.some(({ event }) => event === 'checkout'));
  });

  it('sends nothing about other checkouts', async () => {
    const one = await server.checkout();
    const two = await server.checkout();
    const reader = await follow(one.token);
    await reader.until((events) => events.length === 1);
    await server.browser(two.token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
    await server.api(`/v1/checkouts/${two.id}/cancel`, {});
    await server.browser(one.token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
    await reader.until((events) => events.some(({ event }) => event === 'payment'));
    assert.ok(!JSON.stringify(reader.events).includes(two.id));
  });

  it('is limited to four per checkout; one that closes frees its place', async () => {
    const { token } = await server.checkout();
    const open = [];
    for (let count = 0; count < 4; count += 1) open.push(await follow(token));
    assert.deepEqual(
      open.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    const fifth = await server.browser(token, '/v1/session/events');
    assert.equal(fifth.status, 429);
    assert.equal(fifth.json['code'], 'rate_limited');
    assert.ok(Number(fifth.headers['retry-after']) > 0);
    open[0]?.leave();
    for (let tries = 0; ; tries += 1) {
      const again = await follow(token);
      if (again.status === 200) break;
      assert.ok(tries < 200, 'the place of a reader that left is never given away');
      again.leave();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });

  it('refuses HEAD', async () => {
    const { token } = await server.checkout();
    assert.equal((await server.call('/v1/session/events', { method: 'HEAD', bearer: token })).status, 405);
  });

  it('ends when the server shuts down', async () => {
    const own = await openServer();
    const { token } = await own.checkout();
    const { server: previous } = { server };
    server = own;
    const reader = await follow(token);
    server = previous;
    await reader.until((events) => events.length === 1);
    own.composed.drain();
    await reader.end();
    assert.equal((await own.call('/readyz')).status, 503);
    assert.equal((await own.call('/readyz')).text, 'draining\n');
    assert.equal((await own.call('/healthz')).status, 200);
    await own.close();
  });
});

/** As much of a response as a stream uses. */
class FakeResponse extends EventEmitter {
  written = '';
  writableLength = 0;
  destroyed = false;
  ended = false;
  cork(): void {}
  uncork(): void {}
  writeHead(): this {
    return this;
  }
  flushHeaders(): void {}
  write(text: string): boolean {
    this.written += text;
    return true;
  }
  end(): void {
    this.ended = true;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

describe('the lifetime of streams', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setInterval', 'setTimeout', 'Date'] }));
  afterEach(() => mock.timers.reset());

  const newStreams = (slots = memoryStreamSlots()) =>
    eventStreams(slots, () => undefined, { ...STREAM_DEFAULTS, now: Date.now });

  const open = async (
    over: { lifeMs?: number; address?: string; checkoutId?: string } = {},
    streams = newStreams(),
  ) => {
    const response = new FakeResponse();
    let closed = 0;
    const stream = await streams.open(
      response as EventEmitter as ServerResponse,
      { checkoutId: 'co_1', address: '203.0.113.1', lifeMs: 1_800_000, ...over },
      () => (closed += 1),
    );
    return { response, stream, streams, closed: () => closed };
  };

  it('a comment every 15 seconds keeps them alive', async () => {
    const { response } = await open();
    const comments = (): number => response.written.split(': still here').length - 1;
    mock.timers.tick(14_999);
    assert.equal(comments(), 0);
    mock.timers.tick(1);
    assert.equal(comments(), 1);
    mock.timers.tick(60_000);
    assert.equal(comments(), 5);
  });

  it('they end after 15 minutes', async () => {
    const { response, closed, streams } = await open();
    mock.timers.tick(15 * 60_000 - 1);
    assert.equal(response.ended, false);
    mock.timers.tick(1);
    assert.equal(response.ended, true);
    assert.equal(closed(), 1);
    assert.equal(streams.size, 0);
  });

  it('they end with their token, if that is sooner', async () => {
    const { response } = await open({ lifeMs: 90_000 });
    mock.timers.tick(89_999);
    assert.equal(response.ended, false);
    mock.timers.tick(1);
    assert.equal(response.ended, true);
  });

  it('a client that does not read is disconnected', async () => {
    const { response, stream, closed } = await open();
    response.writableLength = STREAM_DEFAULTS.maxUnsentBytes + 1;
    stream.send({ name: 'payment', id: '1-1', data: '{}' });
    assert.equal(response.destroyed, true);
    assert.equal(closed(), 1);
    const written = response.written;
    stream.send({ name: 'payment', id: '1-2', data: '{}' });
    assert.equal(response.written, written);
  });

  it('a client that disconnects before its stream begins takes no place', async () => {
    const streams = newStreams();
    const response = new FakeResponse();
    response.destroyed = true;
    await streams.open(
      response as EventEmitter as ServerResponse,
      { checkoutId: 'co_1', address: 'a', lifeMs: 1_000 },
      () => undefined,
    );
    assert.equal(streams.size, 0);
  });

  it('streams are limited per client address, across checkouts', async () => {
    const streams = newStreams(memoryStreamSlots({ ...STREAM_LIMITS, perAddress: 3 }));
    for (const checkoutId of ['co_1', 'co_2', 'co_3']) await open({ checkoutId }, streams);
    await assert.rejects(
      () => open({ checkoutId: 'co_4' }, streams),
      (error) => error instanceof DomainError && error.code === 'rate_limited',
    );
    await open({ checkoutId: 'co_4', address: '203.0.113.2' }, streams);
    assert.equal(streams.size, 4);
    streams.closeAll();
    assert.equal(streams.size, 0);
  });
});
