import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openServer, type TestServer } from './a-server.ts';

describe('the history of a payment', () => {
  let server: TestServer;
  let id: string;
  before(async () => {
    server = await openServer();
    const { token } = await server.checkout();
    const made = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'pay-1' });
    id = String(made.json['id']);
    const { store } = server.composed.domain;
    for (let count = 0; count < 130; count += 1)
      await store.transact(
        (tx) =>
          tx.appendHistory(id, {
            at: server.clock.now(),
            source: 'notification',
            said: `entry ${count}`,
            from: 'requires_action',
            to: 'requires_action',
          }),
        'new',
      );
  });
  after(() => server.close());

  const statusTexts = (entries: unknown): string[] => (entries as { said: string }[]).map(({ said }) => said);

  it('is in the payment’s own view: the newest 100, oldest first; and in no list (D7)', async () => {
    const view = await server.api(`/v1/payments/${id}`);
    const said = statusTexts(view.json['history']);
    assert.equal(said.length, 100);
    assert.deepEqual([said[0], said.at(-1)], ['entry 30', 'entry 129']);
    const list = await server.api('/v1/payments');
    const [item] = list.json['data'] as Record<string, unknown>[];
    assert.equal(item?.['id'], id);
    assert.ok(!Object.hasOwn(item, 'history'));
  });

  it('continues at the cursor, newest first, with the number of inquiries (D7)', async () => {
    const first = await server.api(`/v1/payments/${id}/history?limit=100`);
    assert.equal(first.status, 200, first.text);
    assert.equal(statusTexts(first.json['data'])[0], 'entry 129');
    assert.equal(typeof (first.json['inquiries'] as { count: number }).count, 'number');
    const rest = await server.api(`/v1/payments/${id}/history?cursor=${String(first.json['nextCursor'])}&limit=100`);
    assert.equal(statusTexts(rest.json['data'])[0], 'entry 29');
    assert.equal(rest.json['nextCursor'], null);
    assert.equal((await server.api(`/v1/payments/${id}/history?cursor=nonsense`)).status, 400);
    assert.equal((await server.api('/v1/payments/pay_x/history')).status, 404);
  });
});
