import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openServer, SUBJECT, type TestServer } from './a-server.ts';

let server: TestServer;
before(async () => {
  server = await openServer();
});
after(() => server.close());

/** A verified notification about this payment, as the store keeps it. */
async function store(body: string, subject: string | undefined): Promise<void> {
  const { clock, store: storage } = server.composed.domain;
  server.clock.set(clock.now() + 1_000);
  const notification = { provider: SUBJECT.id, body: Buffer.from(body), subject, receivedAt: clock.now() };
  await storage.transact((tx) => tx.insertNotification(notification), 'new');
}

test('stored notifications are listed newest first, by provider and by what they are about', async () => {
  await store('{"one":1}', undefined);
  for (const body of ['{"two":2}', '{"three":3}']) await store(body, 'pay_unknown');
  const page = async (query: string) => {
    const { json } = await server.api(`/v1/notifications?${query}`);
    return { data: [...(json['data'] ?? [])], nextCursor: json['nextCursor'] };
  };
  const first = await page('limit=2');
  assert.deepEqual(
    first.data.map(({ subject, bytes, provider }) => [subject, Number(bytes) > 8, provider]),
    [
      ['pay_unknown', true, SUBJECT.id],
      ['pay_unknown', true, SUBJECT.id],
    ],
  );
  const second = await page(`limit=2&cursor=${String(first.nextCursor)}`);
  assert.equal(second.data.length, 1);
  assert.equal(second.nextCursor, null);
  const matchingNothing = await page('subject=none');
  assert.deepEqual(matchingNothing.data, second.data);
  assert.equal((await page(`subject=pay_unknown&provider=${SUBJECT.id}`)).data.length, 2);
  assert.equal((await page('provider=nobody')).data.length, 0);
  assert.equal((await server.api('/v1/notifications?cursor=bm90')).status, 400);
});

test('a notification that matched nothing is matched when it is replayed, and causes an inquiry alone', async () => {
  const { token } = await server.checkout();
  const paid = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'pay' });
  assert.equal(paid.status, 201, paid.text);
  const id = String(paid.json['id']);
  const payment = await server.composed.domain.store.findPayment(id);
  assert.ok(payment);
  await store(await SUBJECT.genuineClaim(payment).text(), undefined);
  const listed = (await server.api('/v1/notifications?limit=1')).json['data']?.[0];
  const before = await server.api(`/v1/payments/${id}`);
  const replayed = await server.api(`/v1/notifications/${String(listed?.['id'])}/replay`, {});
  assert.equal(replayed.status, 200, replayed.text);
  assert.deepEqual(replayed.json['inquiring'], [id]);
  assert.equal((await server.api(`/v1/payments/${id}`)).json['status'], before.json['status']);
  const jobs = await server.composed.domain.store.claimJobs(server.clock.now() + 60_000, 10, 1_000);
  const inquiry = jobs.find(({ kind, key }) => kind === 'inquire' && key === id);
  assert.equal(inquiry?.notified, true);
});

test('one that cannot be read, and an id that is none, are refused', async () => {
  await store('neither JSON nor a form', undefined);
  const listed = (await server.api('/v1/notifications?limit=1')).json['data']?.[0];
  const refused = await server.api(`/v1/notifications/${String(listed?.['id'])}/replay`, {});
  assert.equal(refused.json['code'], 'state_conflict');
  for (const id of ['x', `${SUBJECT.id}_${'a'.repeat(43)}`])
    assert.equal((await server.api(`/v1/notifications/${id}/replay`, {})).status, 404);
});
