import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { API_KEY, openServer, type TestServer } from '../http/a-server.ts';
import { runKasir } from './run-kasir.ts';

const PAYOUT_KEY = 'payout-key-of-the-storefront';

describe('commands about a running server', () => {
  let server: TestServer;
  let payment: string;
  before(async () => {
    server = await openServer({ environment: { KASIR_PAYOUT_KEYS: PAYOUT_KEY } });
    const { id, token } = await server.checkout();
    const { json } = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
    payment = String(json['id']);
    await server.checkout();
    await server.api(`/v1/checkouts/${id}/cancel`, {});
  });
  after(() => server.close());

  const run = (...words: string[]) =>
    runKasir(words, { KASIR_URL: server.url, KASIR_API_KEYS: API_KEY, KASIR_PAYOUT_KEY: PAYOUT_KEY });

  it('print tables for people, JSON for programs', async () => {
    const [table, json, shown, events, payouts, notifications] = await Promise.all([
      run('payments', 'list', '--status', 'canceled'),
      run('payments', 'list', '--json', '--limit', '1'),
      run('payments', 'show', payment),
      run('events', 'list', '--limit', '1'),
      run('payouts', 'list', '--json'),
      run('notifications', 'list', '--unmatched'),
    ]);
    assert.match(
      table.out,
      new RegExp(`^payment +status .*\n${payment}  canceled .* va_bca .* IDR.150,000 .*\n1 in all\n$`),
    );
    const list = JSON.parse(json.out) as { data: { id: string }[]; nextCursor: string | null };
    assert.deepEqual([list.data.map(({ id }) => id), list.nextCursor], [[payment], null]);
    assert.match(shown.out, /^status +canceled$[^]*^at +source +said +status +note$[^]*requires_action > canceled/m);
    assert.match(events.out, /\n1 shown, there are more: --limit, or --cursor \S+\n$/);
    assert.deepEqual(JSON.parse(payouts.out), { data: [], nextCursor: null });
    assert.equal(notifications.out, '0 in all\n');
  });

  it('exit with a code for each kind of failure', async () => {
    const decision = ['--decision', 'accept', '--note', 'seen'];
    const [refused, wrongKey, away, usage] = await Promise.all([
      run('payments', 'resolve', payment, ...decision),
      runKasir(['events', 'list'], { KASIR_URL: server.url, KASIR_API_KEY: 'another-key-than-theirs' }),
      runKasir(['payments', 'resolve', payment, ...decision], {
        KASIR_URL: 'http://127.0.0.1:1',
        KASIR_API_KEY: API_KEY,
      }),
      run('events', 'list', '--limit', 'all'),
    ]);
    assert.deepEqual([refused.code, wrongKey.code, away.code, usage.code], [1, 77, 69, 64]);
    assert.match(refused.err, /^kasir payments resolve: Nothing is to be decided/);
    assert.match(away.err, /is the server running\?.* To try again safely, add --key [\da-f-]{36}\n$/);
  });
});
