import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openServer, type Reply, type TestServer } from './a-server.ts';

/* The route by which an operator ends a review. What each decision does is in test/scenarios/operator-resolves-review.test.ts. */

describe('POST /v1/payments/:id/resolve', () => {
  let server: TestServer;
  let id = '';
  before(async () => {
    server = await openServer();
    const { token } = await server.checkout({ reference: 'order-to-decide' });
    const made = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
    id = String(made.json['id']);
    await server.composed.domain.store.transact(
      (tx) =>
        tx.updatePayment(id, {
          status: 'processing',
          review: 'amount_differs',
          received: [{ transactionId: 'tx-1', amount: 149_000, at: server.clock.now() }],
        }),
      'new',
    );
  });
  after(() => server.close());

  const decide = (body: object, key?: string): Promise<Reply> =>
    server.api(`/v1/payments/${id}/resolve`, body, key === undefined ? {} : { key });

  it('requires an Idempotency-Key, one of the three decisions and a note (D6)', async () => {
    const paths: string[] = [];
    for (const [body, key] of [
      [{ decision: 'accept', note: 'x' }, undefined],
      [{ decision: 'keep', note: 'x' }, 'a'],
      [{ decision: 'accept' }, 'b'],
      [{ decision: 'accept', note: ' \u200b' }, 'e'],
      [{ decision: 'accept', note: 'x', amount: 1 }, 'c'],
    ] as const) {
      const reply = await decide(body, key);
      assert.deepEqual([reply.status, reply.json['code']], [400, 'invalid_request']);
      paths.push(String(reply.json['errors']?.[0]?.['path']));
    }
    assert.deepEqual(paths, ['Idempotency-Key', 'decision', 'note', 'note', 'amount']);
  });

  it('returns the payment, the same for the same key, and a second decision is a state_conflict (D6)', async () => {
    const shown = await server.api(`/v1/payments/${id}`);
    assert.deepEqual([shown.json['review'], shown.json['receivedAmount']], ['amount_differs', 149_000]);
    const first = await decide({ decision: 'accept', note: 'the till was wrong' }, 'once');
    assert.deepEqual([first.status, first.json['status'], first.json['review']], [200, 'succeeded', undefined]);
    assert.match(first.text, /the till was wrong \(decided by a key of the storefront\)/);
    const again = await decide({ decision: 'accept', note: 'the till was wrong' }, 'once');
    assert.deepEqual([again.status, again.text], [200, first.text]);
    const other = await decide({ decision: 'dismiss', note: 'x' }, 'other');
    assert.deepEqual([other.status, other.json['code']], [409, 'state_conflict']);
  });

  it('is not part of the browser API, and 404 for an unknown payment', async () => {
    const { token } = await server.checkout();
    const path = `/v1/payments/${id}/resolve`;
    const body = { decision: 'accept', note: 'x' };
    assert.equal((await server.call(path, { method: 'POST', body, bearer: token, key: 't' })).status, 401);
    assert.equal((await server.api('/v1/payments/pay_nobody/resolve', body, { key: 'n' })).status, 404);
  });
});
