import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotDelivered, OutcomeUnknown, Rejected, type PaymentReport } from '../../../../server/payments/ports/ports.ts';
import type { ProviderAnswer } from '../../../../server/providers/http.ts';
import { unsealed } from '../../../../server/providers/bdpay/simulator/wire.ts';
import { readPublicKey } from '../../../../server/providers/bdpay/environment/keys.ts';
import { keyText } from './support/vectors.ts';
import {
  anOrder,
  aPayout,
  aPayoutRef,
  aRef,
  bodyOf,
  bySender,
  created,
  inquired,
  json,
  never,
  NOW,
  ORDER,
  REFERENCE,
  routes,
  says,
  settings2048,
  wire,
} from './support/wire.ts';

const only = (reports: readonly { subject: string }[]): PaymentReport => {
  const [first] = reports as readonly PaymentReport[];
  assert.equal(reports.length, 1);
  return first?.subject === 'payment' ? first : assert.fail('no testimony about a payment');
};

const fail = (message: string): ProviderAnswer => says({ platRespCode: 'FAIL', platRespMessage: message });
const none = says({ platRespCode: 'NOTEXIST', platRespMessage: 'no such order' });

describe('create', () => {
  test('one signed POST, and its answer', async () => {
    const { gateway, calls } = wire(() => says(created()));
    const providerStatus = only(await gateway.create(anOrder(), never));
    assert.deepEqual(
      { ...providerStatus },
      {
        subject: 'payment',
        outcome: 'requires_action',
        merchantReference: REFERENCE,
        providerReferences: { order: ORDER },
        providerStatus: 'SUCCESS',
        instruction: {
          kind: 'virtual_account',
          bank: 'BCA',
          number: '7416023828374475',
          accountName: 'Siti Aminah',
          guide: 'va_bca',
        },
      },
    );
    const [call] = calls;
    assert.deepEqual([calls.length, call?.method, call?.url], [1, 'POST', 'https://openapi.bdpay.co.id/gateway/pay']);
    assert.equal(call?.headers['content-type'], 'application/json; charset=utf-8');
    const { sign, ...rest } = bodyOf(call);
    const key = readPublicKey(keyText('merchant1024', 'publicKeySpkiBase64')) ?? assert.fail();
    const values = Object.keys(rest)
      .sort()
      .map((name) => rest[name]);
    assert.equal(unsealed(String(sign), key)?.toString(), values.join(''));
    assert.ok(String(sign).length <= 512);
  });

  test('the path of the base URL is kept', async () => {
    const { gateway, calls } = wire(() => says(created()), {
      baseUrl: new URL('http://localhost:4000/simulators/bdpay'),
    });
    await gateway.create(anOrder(), never);
    assert.equal(calls[0]?.url, 'http://localhost:4000/simulators/bdpay/gateway/pay');
  });

  for (const [name, channel, answer, kind] of [
    ['a code for the till', 'retail_alfamart', { vaNumber: '8588123412341234' }, 'retail_code'],
    ['a QR text in vaNumber', 'qris', { vaNumber: `000201${'0'.repeat(40)}` }, 'qr'],
    ['a QR text in qrCode', 'qris', { vaNumber: '', qrCode: `000201${'0'.repeat(40)}` }, 'qr'],
    ['a page in url', 'ewallet_dana', { vaNumber: '', url: 'https://m.dana.example/pay?x=1' }, 'redirect'],
    ['a page in vaNumber', 'ewallet_dana', { vaNumber: 'https://m.dana.example/pay' }, 'redirect'],
    ['a page for a QR', 'qris', { vaNumber: '', payUrl: 'https://pay.example/qr' }, 'redirect'],
    ['the link', 'checkout_page', { vaNumber: '', url: 'https://pay.example/l/1' }, 'redirect'],
  ] as const)
    test(name, async () => {
      const { gateway } = wire(() => says(created(answer)));
      assert.equal(only(await gateway.create(anOrder({ channel }), never)).instruction?.kind, kind);
    });

  test('OVO: a push of thirty seconds, with the number masked', async () => {
    const { gateway } = wire(() => says(created({ vaNumber: '' })));
    const order = anOrder({ channel: 'ewallet_ovo', fields: { phone: '+6281210002000' } });
    assert.deepEqual(only(await gateway.create(order, never)).instruction, {
      kind: 'push',
      app: 'OVO',
      phone: '••••••••2000',
      respondBy: new Date(NOW + 30_000).toISOString(),
    });
  });

  test('a number that cannot be an OVO account is refused before anything is sent', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    for (const fields of [{}, { phone: '+639171234567' }])
      await assert.rejects(gateway.create(anOrder({ channel: 'ewallet_ovo', fields }), never), Rejected);
    assert.equal(calls.length, 0);
  });

  test('payment details are found in any known field, also between blanks or backticks (P9)', async () => {
    for (const member of ['vaNumber', 'payCode', 'paymentCode', 'accountNumber']) {
      for (const value of ['7416023828374475', ' 7416023828374475 ', '`7416023828374475`']) {
        const answer = says(created({ vaNumber: '', [member]: value }));
        const { instruction } = only(await wire(() => answer).gateway.create(anOrder(), never));
        assert.ok(instruction?.kind === 'virtual_account');
        assert.equal(instruction.number, '7416023828374475', member);
      }
    }
    const text = `000201${'0123456789'.repeat(3)}`;
    const qr = says(created({ vaNumber: '', qrContent: ` ${text}` }));
    const scanned = only(await wire(() => qr).gateway.create(anOrder({ channel: 'qris' }), never)).instruction;
    assert.deepEqual(scanned, { kind: 'qr', format: 'qris', payload: text });
    for (const url of ['`https://pay.example/x`', ' `https://pay.example/x` ', '\thttps://pay.example/x\n']) {
      const answer = says(created({ vaNumber: '', url }));
      const wallet = only(await wire(() => answer).gateway.create(anOrder({ channel: 'ewallet_dana' }), never));
      assert.ok(wallet.instruction?.kind === 'redirect');
      assert.equal(wallet.instruction.url, 'https://pay.example/x');
    }
  });

  test('an unsafe URL is not passed to the browser', async () => {
    for (const url of [
      'javascript:alert(1)',
      'http://pay.example/x',
      'https://user@pay.example/',
      'dana://pay',
      'https:',
    ])
      await assert.rejects(
        wire(() => says(created({ vaNumber: '', url }))).gateway.create(anOrder({ channel: 'ewallet_dana' }), never),
        OutcomeUnknown,
        url,
      );
  });

  test('fields that were changed for BDPay are recorded by name, not by value', async () => {
    const { gateway, logged } = wire(() => says(created()));
    const customer = { name: '王小明', email: 'siti@example.com', phone: '+6281210002000' };
    const providerStatus = only(await gateway.create(anOrder({ customer }), never));
    assert.equal(providerStatus.providerStatus, 'SUCCESS; changed: name');
    assert.deepEqual(
      logged.map(({ facts }) => facts),
      [{ merchantReference: REFERENCE, changed: ['name'] }],
    );
  });

  for (const [name, answer] of [
    ['an unsigned SUCCESS', json({ platRespCode: 'SUCCESS', ...created() })],
    ['another message’s signature', json({ ...bySender(created()), platRespCode: 'SUCCESS' })],
    ['UNKNOWN', says({ platRespCode: 'UNKNOWN' })],
    ['ERROR', says({ platRespCode: 'ERROR' })],
    ['NOTEXIST', none],
    ['an unknown code', says({ platRespCode: 'MAYBE', ...created() })],
    ['no code at all', json(bySender(created()))],
    ['no order number', says(created({ platOrderNum: '' }))],
    ['another amount', says(created({ payMoney: '150001' }))],
    ['nothing to show', says(created({ vaNumber: '' }))],
    ['an array', json([created()])],
    ['a nested object', json({ platRespCode: 'SUCCESS', data: bySender(created()) })],
    ['HTTP 500', json(bySender({ platRespCode: 'FAIL' }), 500)],
    ['HTTP 403', { status: 403, headers: {}, text: 'not on the whitelist' }],
    ['HTTP 302', { status: 302, headers: {}, text: '' }],
  ] as const)
    test(`${name}: the outcome is unknown`, async () => {
      await assert.rejects(wire(() => answer).gateway.create(anOrder(), never), OutcomeUnknown);
    });

  test('HTTP 429: not delivered', async () => {
    await assert.rejects(wire(() => json({}, 429)).gateway.create(anOrder(), never), NotDelivered);
  });

  test('an answer about another order is recognised by its reference', async () => {
    const providerStatus = only(
      await wire(() => says(created({ orderNum: 'another' }))).gateway.create(anOrder(), never),
    );
    assert.equal(providerStatus.merchantReference, 'another');
  });

  test('a signature that would be too long: reported, and nothing is sent', async () => {
    const { gateway, calls, logged } = wire(() => assert.fail(), settings2048);
    const order = anOrder({ notificationUrl: `https://pay.shop.example/${'a'.repeat(200)}` });
    await assert.rejects(
      gateway.create(order, never),
      (error: unknown) => error instanceof Rejected && error.failure.providerCode === 'SIGN_TOO_LONG',
    );
    assert.equal(calls.length, 0);
    assert.deepEqual(
      logged.filter(({ level }) => level === 'error').map(({ facts }) => JSON.stringify(facts).includes('PUBLIC_URL')),
      [true],
    );
  });
});

describe('FAIL', () => {
  const cases = [
    ['signed, and there is no such order', fail('x'), none, Rejected],
    ['signed, and the question is refused too', fail('x'), fail('x'), Rejected],
    ['signed, and the inquiry gets no answer', fail('x'), json({}, 500), Rejected],
    [
      'signed, but the order exists: a repeated request',
      fail('orderNum is repeated'),
      says(inquired()),
      OutcomeUnknown,
    ],
    ['unsigned, and there is no such order', json({ platRespCode: 'FAIL' }), none, Rejected],
    [
      'unsigned, and the inquiry does not confirm it by a signature',
      json({ platRespCode: 'FAIL' }),
      json({ platRespCode: 'NOTEXIST' }),
      OutcomeUnknown,
    ],
    ['unsigned, and yet there is such an order', json({ platRespCode: 'FAIL' }), says(inquired()), OutcomeUnknown],
  ] as const;

  for (const [name, answer, lookedUp, kind] of cases) {
    test(`of a payment, ${name}`, async () => {
      const { gateway, calls } = wire(routes({ '/gateway/pay': answer, '/gateway/query': lookedUp }));
      await assert.rejects(gateway.create(anOrder(), never), kind);
      assert.equal(calls.filter(({ url }) => url.endsWith('/gateway/pay')).length, 1);
    });

    test(`of a payout, ${name}`, async () => {
      const { gateway, calls } = wire(routes({ '/gateway/cash': answer, '/gateway/cash/status': lookedUp }));
      await assert.rejects(gateway.payout?.(aPayout(), never) ?? assert.fail(), kind);
      assert.equal(calls.filter(({ url }) => url.endsWith('/gateway/cash')).length, 1);
    });
  }

  test('a rejected date or time names the variable to set (P2)', async () => {
    for (const [dateTime, other] of [
      ['iso', 'compact'],
      ['compact', 'iso'],
    ] as const) {
      for (const words of ['dateTime is not valid', 'Timestamp error', 'request time expired', '时间格式错误']) {
        const { gateway, logged } = wire(routes({ '/gateway/pay': fail(words), '/gateway/query': none }), { dateTime });
        await assert.rejects(gateway.create(anOrder(), never), Rejected);
        const [line] = logged.filter(({ level }) => level === 'error');
        assert.match(JSON.stringify(line?.facts), new RegExp(`BDPAY_DATE_TIME=${other}`), words);
      }
    }
    const { gateway, logged } = wire(routes({ '/gateway/pay': fail('sign error'), '/gateway/query': none }));
    await assert.rejects(gateway.create(anOrder(), never), Rejected);
    assert.doesNotMatch(JSON.stringify(logged), /BDPAY_DATE_TIME/);
  });

  test('what the merchant has to fix is logged as an error with its cause: keys, URLs, rejections (P5)', async () => {
    const alarmOf = async (answer: ProviderAnswer, path = '/gateway/pay') => {
      const answers = { '/gateway/pay': says(created()), '/gateway/query': none, [path]: answer };
      const { gateway, logged } = wire(routes(answers));
      if (path === '/gateway/query') await gateway.inquire(aRef(), never).catch(() => undefined);
      else await gateway.create(anOrder(), never).catch(() => undefined);
      return logged.filter(({ level }) => level === 'error').map(({ facts }) => JSON.stringify(facts));
    };
    const wrongKey = json({ ...bySender(created()), platRespCode: 'SUCCESS' });
    for (const [answer, words, path] of [
      [fail('merchant does not exist'), 'merchant does not exist'],
      [wrongKey, 'BDPAY_PLATFORM_PUBLIC_KEY'],
      [{ status: 403, headers: {}, text: 'not on the whitelist' }, 'BDPAY_BASE_URL'],
      [{ status: 404, headers: {}, text: '' }, 'BDPAY_QUERY_PATH', '/gateway/query'],
      [{ status: 200, headers: {}, text: '<html>' }, 'BDPAY_BASE_URL'],
      [fail('sign error'), 'sign error', '/gateway/query'],
      [says(created({ vaNumber: '' })), 'vaNumber'],
    ] as const) {
      const [alarm = '', ...more] = await alarmOf(answer, path);
      assert.deepEqual(more, []);
      assert.ok(alarm.includes(words), `${words}: ${alarm}`);
      assert.match(alarm, /"provider":"bdpay","operation":"(create|inquire)","paymentId":"pay_/);
    }
    for (const answer of [says({ platRespCode: 'UNKNOWN' }), says({ platRespCode: 'ERROR' }), json({}, 500)])
      assert.deepEqual(await alarmOf(answer), []);
  });

  test('the platform’s message is logged without personal data', async () => {
    const answer = fail('phone 081210002000 of siti@example.com is wrong');
    const { gateway, logged } = wire(routes({ '/gateway/pay': answer, '/gateway/query': none }));
    await assert.rejects(gateway.create(anOrder(), never), Rejected);
    const text = JSON.stringify(logged);
    assert.match(text, /phone \[digits\] of \[email\] is wrong/);
    assert.doesNotMatch(text, /081210002000|siti@example/);
  });
});

describe('inquire', () => {
  const inquire = async (answer: ProviderAnswer, ref = aRef()) =>
    only(await wire(() => answer).gateway.inquire(ref, never));

  for (const [status, outcome] of [
    ['INIT_ORDER', 'requires_action'],
    ['NO_PAY', 'requires_action'],
    ['OPEN_PAY_URL', 'requires_action'],
    ['PAY_CANCEL', 'expired'],
    ['PAY_ERROR', 'failed'],
    ['ON_A_COFFEE_BREAK', 'unknown'],
  ] as const)
    test(`${status}: ${outcome}`, async () => {
      const providerStatus = await inquire(says(inquired({ status })));
      assert.deepEqual(
        [providerStatus.outcome, providerStatus.merchantReference, providerStatus.money, providerStatus.providerStatus],
        [outcome, REFERENCE, undefined, status],
      );
    });

  test('SUCCESS: paid, with the paid amount', async () => {
    const providerStatus = await inquire(says(inquired({ status: 'SUCCESS' })));
    assert.deepEqual(
      [providerStatus.outcome, providerStatus.money, providerStatus.transactionId, providerStatus.providerReferences],
      ['paid', { amount: 150_000, currency: 'IDR' }, ORDER, { found: ORDER, paid: ORDER }],
    );
  });

  test('amounts as text are read; without a valid amount it is not paid', async () => {
    assert.equal((await inquire(says(inquired({ status: 'SUCCESS', amount: '150000' })))).money?.amount, 150_000);
    for (const amount of ['150000.00', ' 150000 ', '150000.0'])
      assert.equal((await inquire(says(inquired({ status: 'SUCCESS', amount })))).money?.amount, 150_000, amount);
    for (const amount of ['0150000', '150000.01', '150.000', '-150000', '', '1e5'])
      assert.equal((await inquire(says(inquired({ status: 'SUCCESS', amount })))).outcome, 'processing', amount);
    const { rejection } = await inquire(says(inquired({ status: 'SUCCESS', amount: '150000.50' })));
    assert.equal(rejection?.mend, true, 'and the operator is told');
  });

  test('PAY_CANCEL of a paid order: reversed', async () => {
    const providerStatus = await inquire(
      says(inquired({ status: 'PAY_CANCEL' })),
      aRef({ providerReferences: { order: ORDER, paid: ORDER } }),
    );
    assert.deepEqual([providerStatus.outcome, providerStatus.transactionId], ['reversed', ORDER]);
  });

  test('an order whose create answer was lost stays unknown until it is paid', async () => {
    const withoutReference = aRef({ providerReferences: {} });
    assert.equal((await inquire(says(inquired()), withoutReference)).outcome, 'unknown');
    assert.equal((await inquire(says(inquired({ status: 'SUCCESS' })), withoutReference)).outcome, 'paid');
    assert.equal((await inquire(says(inquired({ status: 'PAY_CANCEL' })), withoutReference)).outcome, 'expired');
  });

  test('the other inquiry path', async () => {
    const { gateway, calls } = wire(() => says(inquired()), { queryPath: '/gateway/pay/status' });
    await gateway.inquire(aRef(), never);
    assert.equal(calls[0]?.url, 'https://openapi.bdpay.co.id/gateway/pay/status');
    assert.equal(bodyOf(calls[0])['queryType'], 'ORDER_QUERY');
  });

  for (const [name, answer] of [
    ['unsigned', json({ platRespCode: 'SUCCESS', ...inquired({ status: 'SUCCESS' }) })],
    ['about another of their orders', says(inquired({ status: 'SUCCESS', platOrderNum: 'PO2' }))],
    ['without their number', says(inquired({ status: 'SUCCESS', platOrderNum: '' }))],
    ['FAIL', fail('x')],
    ['an unsigned NOTEXIST', json({ platRespCode: 'NOTEXIST' })],
    ['HTTP 404', { status: 404, headers: {}, text: 'Not Found' }],
  ] as const)
    test(`${name}: no answer`, async () => {
      await assert.rejects(wire(() => answer).gateway.inquire(aRef(), never), OutcomeUnknown);
    });

  test('NOTEXIST: no decision, because the order can still appear', async () => {
    await assert.rejects(wire(() => none).gateway.inquire(aRef(), never), Rejected);
  });
});

describe('payouts', () => {
  const accepted = {
    platOrderNum: 'W01',
    orderNum: aPayout().merchantReference,
    money: '200000',
    fee: '5000',
    status: 0,
  };
  const payout = (answer: ProviderAnswer) => wire(() => answer).gateway.payout?.(aPayout(), never) ?? assert.fail();
  const inquire = (answer: ProviderAnswer, ref = aPayoutRef()) =>
    wire(() => answer).gateway.inquirePayout?.(ref, never) ?? assert.fail();

  test('an accepted payout is processing, whatever status it shows', async () => {
    for (const status of [0, '0', '2', '4'])
      assert.deepEqual(await payout(says({ ...accepted, status })), [
        {
          subject: 'payout',
          outcome: 'processing',
          merchantReference: aPayout().merchantReference,
          providerReferences: { order: 'W01' },
          fee: 5000,
          providerStatus: String(status),
        },
      ]);
  });

  for (const [name, answer] of [
    ['unsigned', json({ platRespCode: 'SUCCESS', ...accepted })],
    ['UNKNOWN', says({ platRespCode: 'UNKNOWN' })],
    ['ERROR', says({ platRespCode: 'ERROR' })],
    ['another order', says({ ...accepted, orderNum: 'another' })],
    ['another amount', says({ ...accepted, money: '2000000' })],
    ['HTTP 503', json({}, 503)],
  ] as const)
    test(`${name}: unknown`, async () => {
      await assert.rejects(payout(answer), OutcomeUnknown);
    });

  const state = (status: string | number, over = {}) =>
    says({
      platOrderNum: 'W01',
      orderNum: aPayout().merchantReference,
      amount: 200_000,
      fee: 5000,
      status,
      msg: 'x',
      ...over,
    });

  for (const [status, outcome] of [
    [0, 'processing'],
    ['1', 'processing'],
    [5, 'processing'],
    [2, 'succeeded'],
    ['2', 'succeeded'],
    ['3', 'failed'],
    [4, 'failed'],
    ['9', 'unknown'],
    ['', 'unknown'],
  ] as const)
    test(`status ${JSON.stringify(status)}: ${outcome}`, async () => {
      const [providerStatus] = await inquire(state(status));
      assert.ok(providerStatus?.subject === 'payout');
      assert.deepEqual(
        [providerStatus.outcome, providerStatus.money, providerStatus.fee],
        [outcome, { amount: 200_000, currency: 'IDR' }, 5000],
      );
      assert.equal(providerStatus.failure === undefined, outcome !== 'failed');
    });

  test('a fee that was deducted from the amount is added back', async () => {
    const recipient = aPayoutRef({ feeBearer: 'recipient' });
    for (const amount of [195_000, 200_000]) {
      const [providerStatus] = await inquire(state(2, { amount }), recipient);
      assert.ok(providerStatus?.subject === 'payout');
      assert.equal(providerStatus.money?.amount, 200_000, String(amount));
    }
    const [other] = await inquire(state(2, { amount: 195_000 }));
    assert.ok(other?.subject === 'payout');
    assert.equal(other.money?.amount, 195_000);
  });

  test('an answer about another order does not count', async () => {
    await assert.rejects(inquire(state(2), aPayoutRef({ providerReferences: { order: 'W02' } })), OutcomeUnknown);
    await assert.rejects(inquire(none), Rejected);
  });

  test('the balance', async () => {
    const inquire = (over: object) =>
      wire(() => says({ balance: 5_000_000, freeze: 20_000, pendMoney: 0, ...over })).gateway.balance?.(never) ??
      assert.fail();
    assert.deepEqual(await inquire({}), [{ currency: 'IDR', available: 5_000_000, frozen: 20_000, pending: 0 }]);
    assert.deepEqual(await inquire({ balance: '-100', freeze: 'x', pendMoney: '' }), [
      { currency: 'IDR', available: -100, frozen: undefined, pending: undefined },
    ]);
    await assert.rejects(inquire({ balance: 'much' }), OutcomeUnknown);
  });
});
