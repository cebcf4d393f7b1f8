import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isProbeAnswer, PROBE_ANSWER_HEADER, PROBE_HEADER, signProbe } from '../../../server/http/probe-signature.ts';
import { API_KEY, OLD_API_KEY, openServer, SUBJECT, type TestServer } from './a-server.ts';

let server: TestServer;
before(async () => {
  server = await openServer();
});
after(() => server.close());

const NONCE = '0123456789abcdef'.repeat(2);
const path = `/v1/notifications/${SUBJECT.id}`;

const probe = (signature: string) =>
  server.call(path, {
    method: 'POST',
    body: 'a=b+c',
    headers: { 'content-type': 'text/plain', [PROBE_HEADER]: signature },
  });

describe('a probe of kasir doctor', () => {
  it('is answered with what arrived, proven by any of the keys, and changes nothing', async () => {
    const before = await server.state();
    for (const key of [API_KEY, OLD_API_KEY]) {
      const { status, headers, json, text } = await probe(signProbe(key, NONCE, server.clock.now()));
      assert.equal(status, 200);
      assert.ok(isProbeAnswer(String(headers[PROBE_ANSWER_HEADER]), key, NONCE, text));
      assert.deepEqual([json['path'], json['bytes'], json['contentType']], [path, 5, 'text/plain']);
    }
    assert.equal(await server.state(), before);
  });

  it('is a notification like any other where it is old or signed with another key', async () => {
    const now = server.clock.now();
    const [, at, nonce, signature] = signProbe(API_KEY, NONCE, now).split('.');
    for (const other of [
      signProbe('the-key-of-somebody-else', NONCE, now),
      signProbe(API_KEY, NONCE, now - 301_000),
      ['v1', at, nonce?.replace('0', '1'), signature].join('.'),
      '',
    ])
      assert.equal((await probe(other)).status, 401, other);
  });

  it('can be a stream of two parts', async () => {
    const { headers, text } = await server.call('/v1/session/events', {
      headers: { accept: 'text/event-stream', [PROBE_HEADER]: signProbe(API_KEY, NONCE, server.clock.now()) },
    });
    assert.match(String(headers['content-type']), /^text\/event-stream/);
    assert.equal(text, ': first\n\n: second\n\n');
  });
});
