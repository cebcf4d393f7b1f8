import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { forgeryLog } from '../../../server/http/provider/forgery-log.ts';
import { verifier } from '../../../server/providers/xendit/notifications.ts';
import { openServer, SUBJECT, type TestServer } from './a-server.ts';

const METRICS_TOKEN = 'token-of-whoever-reads-metrics';
const ADDRESS = `/v1/notifications/${SUBJECT.id}`;

describe('a forged notification', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await openServer({ environment: { KASIR_METRICS_TOKEN: METRICS_TOKEN } });
  });
  afterEach(() => server.close());

  const forge = (headers: Record<string, string> = {}) =>
    server.call(ADDRESS, { method: 'POST', body: { event: 'payment.capture', data: {} }, headers });

  it('is answered like anything else that is refused', async () => {
    const forged = await forge();
    const other = await server.call('/v1/checkouts');
    assert.deepEqual([forged.status, other.status], [401, 401]);
    const names = ({ headers }: typeof forged): readonly string[] => Object.keys(headers).sort();
    assert.deepEqual(names(forged), names(other));
    const changing = new Set(['x-request-id', 'content-length', 'date']);
    for (const name of names(forged).filter((each) => !changing.has(each)))
      assert.equal(forged.headers[name], other.headers[name], name);
    assert.equal(forged.json['requestId'], forged.headers['x-request-id']);
    for (const member of ['type', 'title', 'status', 'code'])
      assert.equal(forged.json[member], other.json[member], member);
    assert.deepEqual(Object.keys(forged.json), Object.keys(other.json));
  });

  it('is refused before Koa: it throws nothing and is verified once', async (t) => {
    const gateway = server.composed.domain.providerRouter.gateway(SUBJECT.id);
    let verifications = 0;
    t.mock.method(server.composed.domain.providerRouter, 'gateway', () => ({
      ...gateway,
      verify: () => {
        verifications += 1;
        return undefined;
      },
    }));
    const { status } = await forge();
    assert.deepEqual([status, verifications], [401, 1]);
  });

  it('is counted, by provider and as a request', async () => {
    await forge();
    await forge();
    const { text } = await server.call('/metrics', { bearer: METRICS_TOKEN });
    assert.match(
      text,
      new RegExp(`^kasir_notifications_total\\{provider="${SUBJECT.id}",outcome="unverified"\\} 2$`, 'm'),
    );
    assert.match(
      text,
      /^kasir_http_request_duration_seconds_count\{method="POST",route="\/v1\/notifications\/:provider",status="401"\} 2$/m,
    );
  });
});

describe('the log of forged notifications', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('has a line for each of a few, and one for the rest of a flood', () => {
    const lines: string[] = [];
    const add = (facts: object, message: string): void => void lines.push(`${message} ${JSON.stringify(facts)}`);
    const log = forgeryLog({ debug: add, info: add, warn: add, error: add });
    for (let sent = 0; sent < 15_000; sent += 1) log({ sent });
    mock.timers.tick(1_000);
    assert.equal(lines.length, 21);
    assert.match(lines.at(-1) ?? '', /\{"count":14980\}/);
    log({ sent: 'later' });
    mock.timers.tick(1_000);
    assert.equal(lines.length, 22);
  });
});

describe('the token of a notification', () => {
  const accepts = (token: string, given: string): boolean =>
    verifier([token, 'another'])({
      body: Buffer.alloc(0),
      contentType: '',
      headers: { 'x-callback-token': given },
    }) !== undefined;

  it('is the whole text', () => {
    assert.ok(accepts('a token', 'a token'));
    for (const given of ['', 'a toke', 'a token ', 'a tokené', 'a token😀', `a token${'x'.repeat(1_000)}`, 'A token'])
      assert.ok(!accepts('a token', given), given);
  });
});
