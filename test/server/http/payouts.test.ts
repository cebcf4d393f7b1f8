import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { A_PAYOUT_ORDER } from '../../support/a-payout-order.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { listBanksResponse } from '../../../shared/api/list-banks.ts';
import { listPayoutsResponse } from '../../../shared/api/list-payouts.ts';
import { payoutDetailSchema, payoutViewSchema } from '../../../shared/api/payout-views.ts';
import { readConfig } from '../../../server/config/config.ts';
import { SUBJECTS } from '../../support/subjects.ts';
import { API_KEY, goodEnvironment, openServer, type Reply, type TestServer } from './a-server.ts';

const KEY = 'payout-key-of-the-finance-team';
const OTHER_KEY = 'payout-key-of-the-finance-lead';
const subject = SUBJECTS.find(({ provider }) => provider.payouts !== undefined);
if (subject === undefined) throw new Error('no provider pays out');

let orders = 0;
/** An order with a new reference each time. */
const order = (over: object = {}): object => ({
  reference: `ORDER-${(orders += 1)}`,
  ...A_PAYOUT_ORDER,
  ...over,
});

const amountsIn = ({ text }: Reply): number[] =>
  listPayoutsResponse.parse(JSON.parse(text)).data.map(({ amount }) => amount);
const statusTexts = ({ text }: Reply): string[] =>
  payoutDetailSchema.parse(JSON.parse(text)).history.map(({ said }) => said);

let keys = 0;
const post = (
  server: TestServer,
  path: string,
  body: object,
  bearer = KEY,
  key: string | undefined = `k-${(keys += 1)}`,
): Promise<Reply> => server.call(path, { method: 'POST', body, bearer, ...(key === '' ? {} : { key }) });
const get = (server: TestServer, path: string, bearer = KEY): Promise<Reply> => server.call(path, { bearer });

const open = (approval = false): Promise<TestServer> =>
  openServer({
    subject,
    environment: { KASIR_PAYOUT_KEYS: `${KEY},${OTHER_KEY}`, KASIR_PAYOUT_APPROVAL: String(approval) },
  });

const transfers = (server: TestServer): number =>
  server.simulator.ledger().filter(({ kind }) => kind === 'payout').length;

describe('payouts', () => {
  let server: TestServer;
  before(async () => {
    server = await open();
  });
  after(() => server.close());

  it('are made with a payout key, and seen without the account number', async () => {
    const reply = await post(server, '/v1/payouts', order({ reference: 'SELLER-1' }));
    assert.equal(reply.status, 201, reply.text);
    const { id, createdAt, updatedAt, ...view } = payoutViewSchema.parse(JSON.parse(reply.text));
    assert.match(id, /^po_[0-9A-Z]{26}$/i);
    assert.ok(createdAt <= updatedAt);
    assert.deepEqual(view, {
      reference: 'SELLER-1',
      amount: 200_000,
      currency: 'IDR',
      bankCode: '014',
      accountNumber: '•••••••678',
      accountName: 'SITI AMINAH',
      description: 'Pencairan',
      feeBearer: 'merchant',
      fee: 5000,
      status: 'processing',
    });
    const detail = await get(server, `/v1/payouts/${id}`);
    assert.deepEqual(statusTexts(detail), ['ordered', 'processing (0)']);
    for (const text of [reply.text, detail.text, ...server.log]) assert.ok(!text.includes('0012345678'), text);
    assert.ok(
      server.log.some((line) => line.includes(`"payoutId":"${id}"`)),
      'the log tells which payout was looked at',
    );
  });

  it('are listed by reference, newest first', async () => {
    server.simulator.fail({ operation: 'payout', kind: 'error' });
    for (const amount of [10_000, 20_000]) await post(server, '/v1/payouts', order({ reference: 'SELLER-2', amount }));
    await post(server, '/v1/payouts', order({ reference: 'SELLER-3' }));
    const all = await get(server, '/v1/payouts?reference=SELLER-2');
    assert.deepEqual(amountsIn(all), [20_000, 10_000]);
    assert.equal(all.json['nextCursor'], null);
    const page = await get(server, '/v1/payouts?reference=SELLER-2&limit=1');
    const next = await get(server, `/v1/payouts?reference=SELLER-2&limit=1&cursor=${String(page.json['nextCursor'])}`);
    assert.deepEqual(amountsIn(next), [10_000]);
    assert.equal((await get(server, '/v1/payouts?status=lost')).status, 400);
    assert.equal((await get(server, '/v1/payouts/po_01J00000000000000000000000')).status, 404);
  });

  it('require an Idempotency-Key; the same one makes one payout and returns the same bytes', async () => {
    const before = transfers(server);
    const body = order();
    assert.equal((await post(server, '/v1/payouts', body, KEY, '')).status, 400);
    const [first, ...again] = await Promise.all(
      Array.from({ length: 5 }, () => post(server, '/v1/payouts', body, KEY, 'one-key')),
    );
    for (const reply of again) assert.equal(reply.text, first?.text);
    assert.equal(transfers(server), before + 1);
    assert.equal((await post(server, '/v1/payouts', order({ amount: 1 }), KEY, 'one-key')).status, 422);
  });

  it('with an unknown outcome are returned as unknown, and not sent again', async () => {
    server.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
    const before = transfers(server);
    const body = order();
    const reply = await post(server, '/v1/payouts', body, KEY, 'lost');
    assert.deepEqual([reply.status, reply.json['status']], [201, 'unknown']);
    assert.equal((await post(server, '/v1/payouts', body, KEY, 'lost')).text, reply.text);
    assert.equal(transfers(server), before + 1);
  });

  it('are limited to one per reference that has not failed, also for concurrent requests (D20)', async () => {
    const before = transfers(server);
    const replies = await Promise.all(
      [1, 2, 3].map(() => post(server, '/v1/payouts', order({ reference: 'SELLER-9' }))),
    );
    const [made, ...more] = replies.filter(({ status }) => status === 201);
    assert.deepEqual([more.length, transfers(server)], [0, before + 1]);
    for (const { status, json } of replies.filter((reply) => reply !== made))
      assert.deepEqual([status, json['code'], json['payoutId']], [409, 'conflict', made?.json['id']]);
    const key = 'kept-for-later';
    const body = order({ reference: 'SELLER-9' });
    assert.equal((await post(server, '/v1/payouts', body, KEY, key)).status, 409);
    const { store } = server.composed.domain;
    await store.transact((tx) => tx.updatePayout(String(made?.json['id']), { status: 'failed' }), 'new');
    // Our own rejection is not stored: the key can be used again when its cause is gone.
    assert.equal((await post(server, '/v1/payouts', body, KEY, key)).status, 201);
    assert.equal((await post(server, '/v1/payouts', order({ reference: 'SELLER-9' }))).json['code'], 'conflict');
  });

  it('that the provider surely did not receive are 503, and the same key tries again', async () => {
    server.simulator.fail({ operation: 'payout', kind: 'refuse' });
    const body = order();
    const reply = await post(server, '/v1/payouts', body, KEY, 'refused');
    assert.deepEqual([reply.status, reply.json['code']], [503, 'provider_unavailable']);
    const again = await post(server, '/v1/payouts', body, KEY, 'refused');
    assert.deepEqual([again.status, again.json['status']], [201, 'processing']);
  });

  it('that the provider rejects return the payout id, and the history has the reason', async () => {
    server.simulator.fail({ operation: 'payout', kind: 'error' });
    const { status, json } = await post(server, '/v1/payouts', order());
    assert.deepEqual([status, json['code'], json['failure']['code']], [402, 'provider_rejected', 'provider_error']);
    const detail = payoutDetailSchema.parse((await get(server, `/v1/payouts/${String(json['payoutId'])}`)).json);
    assert.equal(detail.status, 'failed');
    assert.match(detail.history.at(-1)?.note ?? '', /Refused by the simulator/);
  });

  for (const [path, over] of [
    ['amount', { amount: 0 }],
    ['amount', { amount: 1.5 }],
    ['currency', { currency: 'EUR' }],
    ['currency', { currency: 'PHP' }],
    ['bankCode', { bankCode: '0-14' }],
    ['accountNumber', { accountNumber: '12 34 56' }],
    ['accountNumber', { accountNumber: 12_345_678 }],
    ['accountName', { accountName: '' }],
    // What this provider cannot accept is refused on creation, not only on approval.
    ['accountName', { accountName: 'NGUYỄN THỊ ĐÀO' }],
    ['accountName', { accountName: 'A NAME OF MORE THAN THIRTY-TWO LETTERS' }],
    ['feeBearer', { feeBearer: 'nobody' }],
    ['notifyUrl', { notifyUrl: 'https://evil.example' }],
    ['description', { description: undefined }],
  ] as const)
    it(`with a wrong ${path} (${JSON.stringify(over)}) are refused, naming the field`, async () => {
      const before = transfers(server);
      const { status, json } = await post(server, '/v1/payouts', order(over));
      assert.deepEqual([status, json['errors'][0]?.['path']], [400, path]);
      assert.equal(transfers(server), before);
    });

  it('have balances and banks beside them', async () => {
    const { json } = await get(server, '/v1/balances');
    assert.equal(json['data'][0]?.['provider'], subject.id);
    assert.ok((json['data'][0]?.['available'] ?? 0) > 0);
    const banks = listBanksResponse.parse(JSON.parse((await get(server, '/v1/banks')).text)).data;
    assert.ok(banks.some(({ code, name }) => code === '014' && name === 'BCA'));
    server.simulator.fail({ operation: 'balance', kind: '500' });
    assert.equal((await get(server, '/v1/balances')).status, 503);
  });

  it('unverified payout notifications are 401 and change nothing', async () => {
    const before = await server.state();
    const reply = await server.call(`/v1/notifications/${subject.id}/payouts`, {
      method: 'POST',
      body: 'status=2&orderNum=po1&money=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    assert.equal(reply.status, 401);
    assert.equal(await server.state(), before);
    assert.equal((await server.call('/v1/notifications/nobody/payouts', { method: 'POST', body: {} })).status, 404);
  });
});

describe('payout keys and API keys', () => {
  let server: TestServer;
  before(async () => {
    server = await open();
  });
  after(() => server.close());

  const isPayouts = (path: string): boolean => /^\/v1\/(?:payouts|balances|banks)/.test(path);
  const addresses = Object.entries(ROUTES).filter(
    ([, [, path]]) => !/^\/v1\/(?:session|notifications|return)/.test(path),
  );

  for (const [name, [method, path]] of addresses) {
    const wrong = isPayouts(path) ? API_KEY : KEY;
    it(`${name} is forbidden to ${isPayouts(path) ? 'an API key' : 'a payout key'}`, async () => {
      const reply = await server.call(path.replace(/:\w+/, 'x'), { method, bearer: wrong, key: 'k' });
      assert.deepEqual([reply.status, reply.json['code']], [403, 'forbidden']);
    });
  }

  it('without payout keys payouts are disabled', async () => {
    const bare = await openServer({ subject });
    try {
      assert.equal((await post(bare, '/v1/payouts', order())).status, 401);
      assert.equal((await post(bare, '/v1/payouts', order(), API_KEY)).status, 403);
    } finally {
      await bare.close();
    }
  });
});

describe('approval', () => {
  let server: TestServer;
  before(async () => {
    server = await open(true);
  });
  after(() => server.close());

  const waiting = async (): Promise<string> => {
    const { status, json } = await post(server, '/v1/payouts', order());
    assert.deepEqual([status, json['status']], [201, 'awaiting_approval']);
    return `/v1/payouts/${String(json['id'])}`;
  };

  it('nothing is sent before another key approves it', async () => {
    const before = transfers(server);
    const path = await waiting();
    assert.equal(transfers(server), before);
    const own = await post(server, `${path}/approve`, {});
    assert.deepEqual([own.status, own.json['code']], [403, 'forbidden']);
    assert.equal(transfers(server), before);
    const approved = await post(server, `${path}/approve`, {}, OTHER_KEY);
    assert.deepEqual([approved.status, approved.json['status']], [200, 'processing']);
    assert.equal(transfers(server), before + 1);
    assert.deepEqual(statusTexts(await get(server, path)), ['ordered', 'approved', 'processing (0)']);
  });

  it('five approvals at once, with and without keys: one transfer', async () => {
    const before = transfers(server);
    const path = await waiting();
    const replies = await Promise.all(
      ['a', 'a', 'b', '', ''].map((key) => post(server, `${path}/approve`, {}, OTHER_KEY, key)),
    );
    for (const { status, text } of replies) assert.equal(status, 200, text);
    assert.equal(transfers(server), before + 1);
  });

  it('an Idempotency-Key is scoped to the payout key', async () => {
    const path = await waiting();
    const own = await post(server, `${path}/approve`, {}, KEY, 'the-same');
    assert.equal(own.status, 403);
    assert.equal((await post(server, `${path}/approve`, {}, KEY, 'the-same')).status, 403);
    const approved = await post(server, `${path}/approve`, {}, OTHER_KEY, 'the-same');
    assert.deepEqual([approved.status, approved.json['status']], [200, 'processing']);
  });

  it('two payout keys with one Idempotency-Key make one payout while no approval is required', async () => {
    const body = order();
    const made = await post(server, '/v1/payouts', body, KEY, 'rotated');
    assert.equal((await post(server, '/v1/payouts', body, OTHER_KEY, 'rotated')).text, made.text);
  });

  it('when the provider cannot be reached, it still awaits approval', async () => {
    const path = await waiting();
    server.simulator.fail({ operation: 'payout', kind: 'refuse' });
    assert.equal((await post(server, `${path}/approve`, {}, OTHER_KEY)).status, 503);
    assert.equal((await get(server, path)).json['status'], 'awaiting_approval');
    assert.equal((await post(server, `${path}/approve`, {}, OTHER_KEY)).json['status'], 'processing');
  });

  it('an unknown payout, or one that requires no approval, cannot be approved', async () => {
    assert.equal((await post(server, '/v1/payouts/po_01J00000000000000000000000/approve', {}, OTHER_KEY)).status, 404);
    const without = await open();
    try {
      const { json } = await post(without, '/v1/payouts', order());
      const reply = await post(without, `/v1/payouts/${String(json['id'])}/approve`, {}, OTHER_KEY);
      assert.deepEqual([reply.status, reply.json['code']], [409, 'state_conflict']);
    } finally {
      await without.close();
    }
  });
});

describe('the configuration', () => {
  const faults = (over: Record<string, string>): readonly string[] => {
    const result = readConfig({ ...goodEnvironment(), ...over });
    return result.ok ? [] : result.faults.map(({ variable }) => variable);
  };

  it('refuses one key as both an API key and a payout key', () => {
    assert.deepEqual(faults({ KASIR_PAYOUT_KEYS: KEY }), []);
    assert.deepEqual(faults({ KASIR_PAYOUT_KEYS: `${KEY},${API_KEY}` }), ['KASIR_PAYOUT_KEYS']);
    const both = faults({ KASIR_PAYOUT_KEYS: `${KEY},${API_KEY}`, KASIR_PAYOUT_APPROVAL: 'yes' });
    assert.deepEqual(both.toSorted(), ['KASIR_PAYOUT_APPROVAL', 'KASIR_PAYOUT_KEYS'], 'all faults at once');
  });
});
