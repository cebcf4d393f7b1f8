import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Unanswered } from '../../../../../server/providers/simulation/simulator.ts';
import { keyFromText } from '../../../../../server/providers/bdpay/simulator.ts';
import { BASE, cash, order, post, query, signedBody, simulated } from '../support/simulated.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

describe('requests', () => {
  test('an order is answered as the documentation prints it', async () => {
    const { call, simulator } = simulated();
    const answer = await call('/gateway/pay', order());
    assert.deepEqual(Object.keys(answer).toSorted(), [
      'email',
      'method',
      'name',
      'orderNum',
      'payFee',
      'payMoney',
      'platOrderNum',
      'platRespCode',
      'platRespMessage',
      'productDetail',
      'vaNumber',
    ]);
    assert.match(String(answer['vaNumber']), /^741602\d{10}$/);
    assert.deepEqual(
      simulator.ledger().map(({ kind, reference }) => [kind, reference]),
      [['create', 'INV1']],
    );
  });

  for (const [method, member, form] of [
    ['VA_SAMPOERNA', 'vaNumber', /^\d{16}$/],
    ['RETAIL_ALFAMART', 'vaNumber', /^8588\d{12}$/],
    ['QRIS', 'qrString', /^000201.*6304[0-9A-F]{4}$/],
    ['EWALLET_DANA', 'url', /^http:\/\/localhost:4000\/simulators\/bdpay\/pay\/PO\d+$/],
  ] as const)
    test(`${method} gives ${member}`, async () => {
      assert.match(String((await simulated().call('/gateway/pay', order({ method })))[member]), form);
    });

  for (const [name, fields] of [
    ['an unknown method', { method: 'VA_BRIMO' }],
    ['decimals', { payMoney: '30000.00' }],
    ['an amount times hundred with a comma', { payMoney: '30,000' }],
    ['nothing to pay', { payMoney: '0' }],
    ['Chinese', { name: '王小明' }],
    ['an emoji', { productDetail: 'Kopi ☕' }],
    ['punctuation in the name', { name: "Amina'h" }],
    ['a long name', { name: 'x'.repeat(31) }],
    ['a long product', { productDetail: 'x'.repeat(33) }],
    ['letters in the phone', { phone: '+6281210002000' }],
    ['no e-mail', { email: 'siti@localhost' }],
    ['a member missing', { productDetail: '' }],
    ['too few minutes', { expiryPeriod: '14' }],
    ['too many minutes', { expiryPeriod: '97201' }],
    ['another form of time', { dateTime: '2024-01-02 10:15:00' }],
    ['another merchant', { merchantCode: 'S820240101000002' }],
    ['an invalid OVO number', { method: 'EWALLET_OVO', phone: '639171234567' }],
  ] as const)
    test(`refused: ${name}`, async () => {
      const { call, simulator } = simulated();
      assert.equal((await call('/gateway/pay', order(fields)))['platRespCode'], 'FAIL');
      assert.deepEqual(simulator.ledger(), []);
    });

  test('refused: a signature that is wrong, missing or too long', async () => {
    const { simulator } = simulated();
    const good = signedBody({ merchantCode: 'S820240101000001', dateTime: '20260401120000', ...order() });
    for (const [body, said] of [
      [{ ...good, payMoney: '3' }, 'sign error'],
      [{ ...good, extra: 'x' }, 'sign error'],
      [{ ...good, sign: '' }, 'sign is missing'],
      [{ ...good, sign: 'A'.repeat(684) }, 'sign is too long'],
      [{ ...good, nested: {} }, 'nested must be text or a whole number'],
    ] as const) {
      const answer: unknown = await (await simulator.handle(post('/gateway/pay', body))).json();
      assert.ok(typeof answer === 'object' && answer !== null && 'platRespMessage' in answer);
      assert.equal(answer.platRespMessage, said);
    }
    assert.equal((await simulator.handle(post('/gateway/pay', good, 'text/plain'))).status, 200);
    assert.deepEqual(simulator.ledger(), []);
  });

  test('an order number can be used once, for payments and payouts together', async () => {
    const { call, simulator } = simulated();
    await call('/gateway/pay', order());
    assert.equal((await call('/gateway/pay', order()))['platRespCode'], 'FAIL');
    assert.equal((await call('/gateway/cash', cash({ orderNum: 'INV1' })))['platRespCode'], 'FAIL');
    assert.equal(simulator.ledger().length, 1);
  });

  test('other paths are not found', async () => {
    const { simulator } = simulated();
    assert.equal((await simulator.handle(post('/gateway/refund', {}))).status, 404);
    assert.equal((await simulator.handle(new Request(`${BASE}/gateway/pay`))).status, 405);
  });
});

describe('an order', () => {
  test('paid: SUCCESS, in the ledger and the balance', async () => {
    const { call, simulator, advance } = simulated({ balance: 0 });
    await call('/gateway/pay', order());
    assert.equal((await call('/gateway/query', query()))['status'], 'NO_PAY');
    const [payment] = simulator.payments();
    await simulator.perform(payment?.id ?? '', 'pay');
    await advance(2 * SECOND);
    const answer = await call('/gateway/pay/status', query());
    assert.deepEqual([answer['status'], answer['amount']], ['SUCCESS', 30_000]);
    assert.equal((await call('/gateway/account', {}))['balance'], 25_500);
    assert.equal((await simulator.perform(payment?.id ?? '', 'pay')).ok, false);
    assert.equal((await simulator.perform(payment?.id ?? '', 'pay twice')).ok, false);
    assert.deepEqual(
      simulator.ledger().map(({ kind }) => kind),
      ['create', 'charge'],
    );
  });

  test('unpaid at its expiry: PAY_CANCEL, without a notification', async () => {
    const { call, advance, notifications } = simulated();
    await call('/gateway/pay', order());
    await advance(60 * 60 * SECOND - 1);
    assert.equal((await call('/gateway/query', query()))['status'], 'NO_PAY');
    await advance(1);
    assert.equal((await call('/gateway/query', query()))['status'], 'PAY_CANCEL');
    await advance(24 * HOUR);
    assert.deepEqual(notifications, []);
  });

  test('OVO expires after thirty seconds, whatever period was requested', async () => {
    const { call, advance } = simulated();
    await call('/gateway/pay', order({ method: 'EWALLET_OVO' }));
    await advance(29 * SECOND);
    assert.equal((await call('/gateway/query', query()))['status'], 'NO_PAY');
    await advance(SECOND);
    assert.equal((await call('/gateway/query', query()))['status'], 'PAY_CANCEL');
  });

  test('a late payment, and an offline refund', async () => {
    const { call, simulator, advance } = simulated();
    await call('/gateway/pay', order());
    await simulator.perform(simulator.payments()[0]?.id ?? '', 'pay late');
    assert.equal((await call('/gateway/query', query()))['status'], 'PAY_CANCEL');
    await advance(5 * SECOND);
    assert.equal((await call('/gateway/query', query()))['status'], 'SUCCESS');
    assert.equal(simulator.giveBack('INV1').ok, true);
    assert.equal((await call('/gateway/query', query()))['status'], 'PAY_CANCEL');
    assert.equal(simulator.giveBack('INV1').ok, false);
  });

  test('an order that was never created does not exist', async () => {
    assert.equal((await simulated().call('/gateway/query', query('INV2')))['platRespCode'], 'NOTEXIST');
  });
});

describe('notifications', () => {
  const pay = async (simulatorState: ReturnType<typeof simulated>): Promise<void> => {
    await simulatorState.call('/gateway/pay', order());
    await simulatorState.simulator.perform(simulatorState.simulator.payments()[0]?.id ?? '', 'pay');
  };

  test('six in all: after 1, 30, 60 and 90 seconds, one hour and two', async () => {
    const simulatorState = simulated();
    simulatorState.answer = { status: 500, body: 'no' };
    await pay(simulatorState);
    const paidAt = simulatorState.clock.now();
    await simulatorState.advance(24 * HOUR);
    assert.deepEqual(
      simulatorState.notifications.map(({ at }) => (at - paidAt) / SECOND),
      [1, 31, 91, 181, 3781, 10_981],
    );
    assert.equal(new Set(simulatorState.notifications.map(({ body }) => body)).size, 1, 'every try has the same bytes');
    assert.deepEqual(
      simulatorState.simulator.deliveries().map(({ state }) => state),
      ['exhausted'],
    );
  });

  for (const body of ['OK', '{"status":"success"}', '"SUCCESS"', 'success', ''])
    test(`${body || 'nothing'} is not an acknowledgement`, async () => {
      const simulatorState = simulated();
      simulatorState.answer = { status: 200, body };
      await pay(simulatorState);
      await simulatorState.advance(40 * SECOND);
      assert.equal(simulatorState.notifications.length, 2);
    });

  test('exactly SUCCESS acknowledges it', async () => {
    const simulatorState = simulated();
    await pay(simulatorState);
    await simulatorState.advance(24 * HOUR);
    assert.equal(simulatorState.notifications.length, 1);
    assert.equal(simulatorState.notifications[0]?.url, 'https://shop.example/cb/pay');
  });

  for (const [form, type] of [
    ['urlencoded', 'application/x-www-form-urlencoded'],
    ['multipart', 'multipart/form-data'],
    ['json', 'application/json'],
  ] as const)
    test(`written as ${form}`, async () => {
      const simulatorState = simulated({ notificationForm: form });
      await pay(simulatorState);
      await simulatorState.advance(2 * SECOND);
      assert.ok(simulatorState.notifications[0]?.type.startsWith(type));
    });

  test('while silent, no notification is sent and no request answered', async () => {
    const simulatorState = simulated();
    await pay(simulatorState);
    simulatorState.simulator.silent = true;
    await simulatorState.advance(10 * SECOND);
    assert.equal(simulatorState.notifications.length, 0);
    await assert.rejects(simulatorState.simulator.handle(post('/gateway/query', {})), Unanswered);
    simulatorState.simulator.silent = false;
    await simulatorState.advance(0);
    assert.equal(simulatorState.notifications.length, 1);
  });
});

describe('payouts', () => {
  test('processing, then paid, with the fee added', async () => {
    const { call, advance, notifications, simulator } = simulated({ balance: 1_000_000 });
    const answer = await call('/gateway/cash', cash());
    assert.deepEqual([answer['platRespCode'], answer['status'], answer['fee']], ['SUCCESS', 0, '5000']);
    assert.deepEqual(
      await call('/gateway/account', {}).then(({ balance, freeze }) => [balance, freeze]),
      [795_000, 205_000],
    );
    const seen: unknown[] = [];
    for (const ms of [0, 2_000, 3_000, 7_000]) {
      await advance(ms);
      seen.push((await call('/gateway/cash/status', { orderNum: 'WD1' }))['status']);
    }
    assert.deepEqual(seen, [0, 1, 5, 2]);
    await advance(2 * SECOND);
    assert.equal(new URLSearchParams(notifications[0]?.body).get('status'), '2');
    assert.deepEqual(
      simulator.ledger().map(({ kind, reference }) => [kind, reference]),
      [['payout', 'WD1']],
    );
  });

  for (const [decision, status, notified] of [
    ['paid', '2 paid', 1],
    ['failed', '4 failed', 1],
    ['silent', '0 new, silent', 0],
  ] as const)
    test(`decided by a person: ${decision}`, async () => {
      const { call, advance, notifications, simulator } = simulated({ payoutMs: 60 * SECOND });
      await call('/gateway/cash', cash());
      const [payout] = simulator.payouts();
      assert.deepEqual([payout?.to, payout?.open], ['014 0012345678 SITI AMINAH', true]);
      assert.equal(simulator.decide(payout?.id ?? '', decision).ok, true);
      await advance(HOUR);
      assert.equal(simulator.payouts()[0]?.status, status);
      assert.equal(notifications.length, notified);
      assert.equal(simulator.decide(payout?.id ?? '', 'paid').ok, decision === 'silent', 'decided once');
    });

  test('a slow bank: paid after the configured time', async () => {
    const { call, advance, simulator } = simulated({ payoutMs: 60 * SECOND });
    await call('/gateway/cash', cash());
    await advance(59 * SECOND);
    assert.equal(simulator.payouts()[0]?.status, '5 with the bank');
    await advance(SECOND);
    assert.equal(simulator.payouts()[0]?.status, '2 paid');
  });

  test('the fee deducted from the amount', async () => {
    const { call } = simulated({ balance: 200_000 });
    await call('/gateway/cash', cash({ feeType: '0' }));
    assert.deepEqual((await call('/gateway/account', {}))['freeze'], 200_000);
  });

  for (const [code, status, notified] of [
    [undefined, 4, 1],
    ['3', 3, 0],
  ] as const)
    test(`failed with ${status}: the money is back, and notified ${notified} times`, async () => {
      const { call, advance, notifications, simulator } = simulated({ balance: 1_000_000 });
      simulator.fail({ operation: 'payout', kind: 'decline', code });
      await call('/gateway/cash', cash());
      await advance(HOUR);
      assert.equal((await call('/gateway/query', { orderNum: 'WD1', queryType: 'CASH_QUERY' }))['status'], status);
      assert.equal((await call('/gateway/account', {}))['balance'], 1_000_000);
      assert.equal(notifications.length, notified);
      assert.deepEqual(
        simulator.ledger().map(({ kind }) => kind),
        ['payout', 'payout_failed'],
      );
    });

  for (const [name, fields] of [
    ['more than there is', { money: '1000000000000' }],
    ['less than the fee', { money: '5000', feeType: '0' }],
    ['no account', { number: '' }],
    ['an unknown fee bearer', { feeType: '2' }],
    ['a long name', { name: 'x'.repeat(33) }],
  ] as const)
    test(`refused: ${name}`, async () => {
      const { call, simulator } = simulated();
      assert.equal((await call('/gateway/cash', cash(fields)))['platRespCode'], 'FAIL');
      assert.deepEqual(simulator.ledger(), []);
    });
});

describe('pages', () => {
  const open = async (simulatorState: ReturnType<typeof simulated>, form?: Record<string, string>): Promise<Response> =>
    simulatorState.simulator.handle(
      new Request(
        simulatorState.simulator.payments()[0]?.page ?? '',
        form && { method: 'POST', body: new URLSearchParams(form) },
      ),
    );

  test('the wallet’s page: pay, and return to the shop', async () => {
    const simulatorState = simulated();
    await simulatorState.call(
      '/gateway/pay',
      order({ method: 'EWALLET_DANA', redirectUrl: 'https://shop.example/back?a=1' }),
    );
    const page = await (await open(simulatorState)).text();
    assert.match(page, /Rp\s30\.000/);
    const done = await open(simulatorState, { decision: 'pay' });
    assert.deepEqual([done.status, done.headers.get('location')], [303, 'https://shop.example/back?a=1']);
    assert.equal(simulatorState.simulator.payments()[0]?.status, 'SUCCESS');
    assert.match(await (await open(simulatorState)).text(), /of no use any more/);
  });

  test('the wallet’s page: declined', async () => {
    const simulatorState = simulated();
    await simulatorState.call('/gateway/pay', order({ method: 'EWALLET_DANA' }));
    assert.equal((await open(simulatorState, { decision: 'decline' })).status, 200);
    assert.equal(simulatorState.simulator.payments()[0]?.status, 'PAY_ERROR');
  });

  test('the link: the customer chooses one of fourteen', async () => {
    const simulatorState = simulated();
    const { method: _, ...link } = order();
    const answer = await simulatorState.call('/gateway/prepaidOrder', link);
    assert.match(String(answer['url']), /\/link\/PO\d+$/);
    assert.equal((await (await open(simulatorState)).text()).match(/type="radio"/g)?.length, 14);
    assert.equal((await open(simulatorState, { decision: 'pay' })).status, 422);
    await open(simulatorState, { decision: 'pay', method: 'VA_BNI' });
    await simulatorState.advance(2 * SECOND);
    assert.equal(new URLSearchParams(simulatorState.notifications[0]?.body).get('method'), 'VA_BNI');
  });

  test('no script, no frame', async () => {
    const simulatorState = simulated();
    await simulatorState.call('/gateway/pay', order({ method: 'EWALLET_DANA' }));
    const policy = (await open(simulatorState)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
  });
});

test('a key is derived from a text: always the same, and different for another text', () => {
  const [one, same, other] = ['a', 'a', 'b'].map((text) => keyFromText(text));
  assert.ok(one && same && other);
  assert.equal(one.asymmetricKeyDetails?.modulusLength, 1024);
  assert.ok(one.equals(same));
  assert.ok(!one.equals(other));
});
