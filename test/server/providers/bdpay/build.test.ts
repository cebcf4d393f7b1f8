import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildPayment, buildQuery } from '../../../../server/providers/bdpay/build.ts';
import { CHANNEL_ROWS, findRow } from '../../../../server/providers/bdpay/channels.ts';
import {
  buildBalanceQuery,
  buildPayout,
  buildPayoutQuery,
} from '../../../../server/providers/bdpay/payout/build-payout.ts';
import { signString } from '../../../../server/providers/bdpay/wire/signature.ts';
import { dateTimeText, expiryMinutes } from '../../../../server/providers/bdpay/wire/times.ts';
import { Rejected } from '../../../../server/payments/ports/ports.ts';
import { anOrder, aPayout, HOUR, NOW, settings, settings2048 } from './support/wire.ts';

const build = (over: Parameters<typeof anOrder>[0] = {}, own = settings) => {
  const order = anOrder(over);
  return buildPayment(order, findRow(order.channel, 'ID', 'IDR') ?? assert.fail(order.channel), own, NOW);
};

test('a virtual account', () => {
  const { path, body, changed } = build();
  assert.equal(path, '/gateway/pay');
  assert.deepEqual(changed, []);
  assert.deepEqual(Object.fromEntries(body), {
    merchantCode: 'S820240101000001',
    method: 'VA_BCA',
    orderNum: 'pay01HK4Z9V7K2M4N6P8Q0R2S4T6V8',
    payMoney: '150000',
    productDetail: 'Kaos polos',
    name: 'Siti Aminah',
    email: 'siti@example.com',
    phone: '081210002000',
    notifyUrl: 'https://pay.shop.example/v1/notifications/bdpay',
    expiryPeriod: '60',
    dateTime: '20240102101500',
  });
});

test('fourteen methods by name, and a link without one', () => {
  const methods = CHANNEL_ROWS.map(({ channel }) => build({ channel, fields: { phone: '+6281210002000' } }));
  assert.deepEqual(
    methods.map(({ body }) => body.get('method')),
    'VA_BCA VA_MANDIRI VA_PERMATA VA_CIMB VA_BNI VA_BRI VA_BNC VA_SAMPOERNA VA_MAYBANK VA_DANAMON RETAIL_ALFAMART QRIS EWALLET_DANA EWALLET_OVO'
      .split(' ')
      .concat([undefined as never]),
  );
  assert.equal(methods.at(-1)?.path, '/gateway/prepaidOrder');
  assert.deepEqual(
    methods.filter(({ body }) => body.has('redirectUrl')).map(({ body }) => body.get('method')),
    ['EWALLET_DANA', undefined],
  );
});

test('OVO gets the registered number, and no expiry', () => {
  const { body } = build({ channel: 'ewallet_ovo', fields: { phone: '+6285700001111' } });
  assert.equal(body.get('phone'), '085700001111');
  assert.equal(body.has('expiryPeriod'), false);
});

test('channels are offered in Indonesia and rupiah only', () => {
  assert.equal(findRow('va_bca', 'PH', 'IDR'), undefined);
  assert.equal(findRow('va_bca', 'ID', 'PHP'), undefined);
  assert.equal(findRow('card', 'ID', 'IDR'), undefined);
});

describe('time', () => {
  test('Jakarta time, in both forms', () => {
    const late = Date.UTC(2023, 11, 31, 18, 30, 5);
    assert.equal(dateTimeText(late, 'compact'), '20240101013005');
    assert.equal(dateTimeText(late, 'iso'), '2024-01-01T01:30:05+07:00');
  });

  test('whole minutes, rounded down, from 15 to 7200', () => {
    assert.equal(expiryMinutes(NOW + 59_999 + HOUR, NOW), 60);
    assert.equal(expiryMinutes(NOW + 60_000, NOW), 15);
    assert.equal(expiryMinutes(NOW + 1000 * HOUR, NOW), 7200);
  });
});

describe('a signature has 512 characters at most', () => {
  const long = {
    channel: 'ewallet_dana',
    description: 'Baju Batik Lengan Panjang Ukuran',
    customer: {
      name: 'Raden Ajeng Kartini Djojoadhini',
      email: 'raden.ajeng.kartini@keluarga.example.com',
      phone: '+6281210002000',
    },
  } as const;

  test('the least important fields are replaced when it would be longer', () => {
    const { body, changed } = build(
      {
        ...long,
        channel: 'va_bca',
        notificationUrl: 'https://checkout.pay.indonesia.shop.example/v1/notifications/bdpay',
      },
      settings2048,
    );
    assert.ok(Buffer.byteLength(signString(body)) <= 245);
    assert.deepEqual(changed.toSorted(), ['email', 'name', 'productDetail']);
    assert.equal(body.get('name'), 'Raden Ajeng Kartini Djojoadhin');
  });

  test('the redirect URL is dropped where that is not enough', () => {
    const { body, changed } = build(long, settings2048);
    assert.ok(Buffer.byteLength(signString(body)) <= 245);
    assert.ok(changed.includes('redirectUrl') && !body.has('redirectUrl'));
  });

  test('a key of 1024 bits can sign it', () => {
    const { body, changed } = build(long);
    assert.equal(body.get('email'), 'raden.ajeng.kartini@keluarga.example.com');
    assert.deepEqual(changed.toSorted(), ['name', 'productDetail']);
  });
});

test('inquiries', () => {
  assert.deepEqual(Object.fromEntries(buildQuery('pay1', settings, NOW).body), {
    merchantCode: 'S820240101000001',
    queryType: 'ORDER_QUERY',
    orderNum: 'pay1',
    dateTime: '20240102101500',
  });
  assert.equal(buildQuery('pay1', { ...settings, queryPath: '/gateway/pay/status' }, NOW).path, '/gateway/pay/status');
  assert.deepEqual([...buildPayoutQuery('po1', settings, NOW).body.keys()], ['merchantCode', 'orderNum', 'dateTime']);
  assert.deepEqual([...buildBalanceQuery(settings, NOW).body.keys()], ['merchantCode', 'dateTime']);
});

describe('a payout', () => {
  test('leading zeros are kept, and the fee is charged to the right party', () => {
    const { path, body } = buildPayout(aPayout(), settings, NOW);
    assert.equal(path, '/gateway/cash');
    assert.deepEqual(Object.fromEntries(body), {
      merchantCode: 'S820240101000001',
      orderNum: 'po01HK4Z9V7K2M4N6P8Q0R2S4T6V8',
      money: '200000',
      description: 'Pencairan',
      name: 'SITI AMINAH',
      bankCode: '014',
      number: '0012345678',
      notifyUrl: 'https://pay.shop.example/v1/notifications/bdpay/payouts',
      feeType: '1',
      dateTime: '20240102101500',
    });
    assert.equal(buildPayout(aPayout({ feeBearer: 'recipient' }), settings, NOW).body.get('feeType'), '0');
  });

  test('the description is changed to fit, the account name is not', () => {
    const { body } = buildPayout(aPayout({ description: 'Pencairan №1 🎉', accountName: "PT. D'Maju" }), settings, NOW);
    assert.deepEqual([body.get('description'), body.get('name')], ['Pencairan No1', "PT. D'Maju"]);
    for (const over of [
      { accountName: 'x'.repeat(33) },
      { accountName: 'Sîti' },
      { accountNumber: '12-34' },
      { bankCode: '0 14' },
      { money: { amount: 100, currency: 'PHP' } },
    ] as const)
      assert.throws(() => buildPayout(aPayout(over), settings, NOW), Rejected, JSON.stringify(over));
  });
});
