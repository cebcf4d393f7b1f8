import assert from 'node:assert/strict';
import { it } from 'node:test';
import { request } from 'undici';
import { openServer } from './a-server.ts';

it('a repeated Idempotency-Key header is refused: joined, both would be a third key (F21)', async () => {
  const server = await openServer();
  try {
    const { token } = await server.checkout();
    for (const keys of [
      ['twice', 'twice'],
      ['one', 'other'],
    ]) {
      const reply = await request(`${server.url}/v1/session/payments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': keys },
        body: '{"channel":"va_bca"}',
      });
      assert.equal(reply.statusCode, 400);
      assert.match(await reply.body.text(), /"path":"Idempotency-Key","message":"must be given once"/);
    }
    assert.deepEqual((await server.composed.domain.store.listPayments({}, { limit: 10 })).data, []);
    const comma = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'one, other' });
    assert.equal(comma.status, 201, comma.text);
  } finally {
    await server.close();
  }
});
