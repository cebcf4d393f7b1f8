import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openServer, SUBJECT, type TestServer } from './a-server.ts';

const TOKEN = 'token-for-the-metrics-page';

describe('a provider that cannot be reached', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer({ environment: { KASIR_METRICS_TOKEN: TOKEN } });
  });
  after(() => server.close());

  const seen = async (): Promise<{
    readonly status: number;
    readonly text: string;
    readonly up: string | undefined;
  }> => {
    const { status, text } = await server.call('/readyz');
    const metrics = await server.call('/metrics', { bearer: TOKEN });
    return { status, text, up: /^kasir_provider_up\{provider="\w+"\} (\d)$/m.exec(metrics.text)?.[1] };
  };

  it('shows in /readyz and /metrics for a short time, and does not affect readiness', async () => {
    assert.deepEqual(await seen(), { status: 200, text: 'ready\n', up: '1' });
    server.simulator.fail({ operation: 'create', kind: 'refuse' });
    const { token } = await server.checkout();
    const reply = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k1' });
    assert.equal(reply.status, 503);
    assert.deepEqual(await seen(), { status: 200, text: `ready\n${SUBJECT.id} unreachable\n`, up: '0' });
    const session = await server.browser(token, '/v1/session');
    assert.ok(session.text.includes('"va_bca"'), 'the only seller of a channel stays offered');
    server.clock.set(server.clock.now() + 30_000);
    assert.deepEqual(await seen(), { status: 200, text: 'ready\n', up: '1' });
  });

  it('is one that surely was not reached: an unknown outcome does not count', async () => {
    server.simulator.fail({ operation: 'create', kind: 'timeout_before' });
    const { token } = await server.checkout();
    const reply = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k2' });
    assert.deepEqual([reply.status, reply.json['status']], [201, 'unknown']);
    assert.equal((await seen()).text, 'ready\n');
  });
});
