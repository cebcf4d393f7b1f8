import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type { ChannelCode } from '../../../../../shared/channel.ts';
import { Rejected, type PaymentOrder } from '../../../../../server/payments/ports/ports.ts';
import { accountOf } from '../../../../../server/providers/nicepay/environment/accounts.ts';
import type { RequestFields } from '../../../../../server/providers/nicepay/build.ts';
import {
  buildCheckoutRegistration,
  buildDirectRegistration,
} from '../../../../../server/providers/nicepay/register/build-registration.ts';
import { rowOf } from '../../../../../server/providers/nicepay/channels.ts';
import { anOrder, DAY, HOUR, NOTIFY_URL, NOW, REFERENCE, RETURN_URL, SITI } from '../support/order.ts';
import { KEYS, settingsOf } from '../support/settings.ts';

function registeringOf(channel: ChannelCode, environment: Readonly<Record<string, string>> = {}) {
  const row = rowOf({ channel });
  const settings = settingsOf(environment);
  const account = accountOf(settings.accounts, row.account) ?? assert.fail(row.account);
  return { row, account, settings, now: NOW };
}

const direct = (over: Partial<PaymentOrder>, environment: Readonly<Record<string, string>> = {}): RequestFields => {
  const order = anOrder(over);
  return buildDirectRegistration(order, registeringOf(order.channel, environment));
};

const checkout = (over: Partial<PaymentOrder>): RequestFields => {
  const order = anOrder(over);
  return buildCheckoutRegistration(order, registeringOf(order.channel));
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The fields of every body, for a customer with all data. */
const COMMON = {
  timeStamp: '20260301170000',
  currency: 'IDR',
  amt: '150000',
  referenceNo: REFERENCE,
  goodsNm: 'Two notebooks',
  description: 'Two notebooks',
  billingNm: 'Siti Nuraini Aminah Ibu Dao rd',
  billingPhone: '081210002000',
  billingEmail: 'siti@example.com',
  billingAddr: 'Jl. Melati 1',
  billingCity: 'Bandung',
  billingState: 'Jawa Barat',
  billingPostCd: '40111',
  billingCountry: 'Indonesia',
  dbProcessUrl: NOTIFY_URL,
  userIP: '203.0.113.7',
  cartData:
    '{"count":"1","item":[{"img_url":"","goods_name":"Two notebooks","goods_detail":"Two notebooks","goods_amt":"150000","goods_quantity":"1"}]}',
};
const CUSTOMER_DATA = { customer: SITI, description: 'Two notebooks', customerIp: '203.0.113.7' } as const;

describe('direct registration, complete bodies', () => {
  test('virtual account', () => {
    assert.deepEqual(direct({ ...CUSTOMER_DATA, channel: 'va_bca' }), {
      ...COMMON,
      iMid: 'VAMERCH001',
      payMethod: '02',
      bankCd: 'CENA',
      merFixAcctId: '',
      vacctValidDt: '20260302',
      vacctValidTm: '170000',
      merchantToken: sha256(`20260301170000VAMERCH001${REFERENCE}150000${KEYS.va}`),
    });
  });

  test('store code: its expiry is always sent', () => {
    assert.deepEqual(direct({ ...CUSTOMER_DATA, channel: 'retail_indomaret', expiresAt: NOW + 3 * HOUR }), {
      ...COMMON,
      iMid: 'DEFAULT001',
      payMethod: '03',
      mitraCd: 'INDO',
      payValidDt: '20260301',
      payValidTm: '200000',
      merchantToken: sha256(`20260301170000DEFAULT001${REFERENCE}150000${KEYS.default}`),
    });
  });

  test('QRIS', () => {
    assert.deepEqual(direct({ ...CUSTOMER_DATA, channel: 'qris', expiresAt: NOW + HOUR }), {
      ...COMMON,
      iMid: 'DEFAULT001',
      payMethod: '08',
      mitraCd: 'QSHP',
      shopId: 'NICEPAY',
      paymentExpDt: '20260301',
      paymentExpTm: '180000',
      merchantToken: sha256(`20260301170000DEFAULT001${REFERENCE}150000${KEYS.default}`),
    });
  });

  test('wallet', () => {
    assert.deepEqual(direct({ ...CUSTOMER_DATA, channel: 'ewallet_dana' }, { NICEPAY_SHOP_ID: 'Store7' }), {
      ...COMMON,
      iMid: 'DEFAULT001',
      payMethod: '05',
      mitraCd: 'DANA',
      shopId: 'Store7',
      merchantToken: sha256(`20260301170000DEFAULT001${REFERENCE}150000${KEYS.default}`),
    });
  });

  test('card', () => {
    assert.deepEqual(direct({ ...CUSTOMER_DATA, channel: 'card' }), {
      ...COMMON,
      iMid: 'CARDMERC01',
      payMethod: '01',
      instmntType: '1',
      instmntMon: '1',
      recurrOpt: '2',
      merchantToken: sha256(`20260301170000CARDMERC01${REFERENCE}150000${KEYS.card}`),
    });
  });

  test('clickpay', () => {
    const body = direct({ ...CUSTOMER_DATA, channel: 'clickpay_jenius', fields: { cashtag: '$siti' } });
    assert.equal(body['payMethod'], '04');
    assert.equal(body['mitraCd'], 'JENC');
    assert.equal('cashtag' in body, false);
  });
});

describe('expiry', () => {
  test('no later than seven days, a day for a QR code, in Jakarta time', () => {
    const late = { expiresAt: NOW + 30 * DAY };
    const store = direct({ ...late, channel: 'retail_alfamart' });
    assert.deepEqual([store['payValidDt'], store['payValidTm']], ['20260308', '170000']);
    const va = direct({ ...late, channel: 'va_bca' });
    assert.deepEqual([va['vacctValidDt'], va['vacctValidTm']], ['20260308', '170000']);
    const qr = direct({ ...late, channel: 'qris' });
    assert.deepEqual([qr['paymentExpDt'], qr['paymentExpTm']], ['20260302', '170000']);
  });
});

describe('pay later', () => {
  test('delivery, cart and instalments; sellers for Akulaku only', () => {
    const akulaku = direct({ ...CUSTOMER_DATA, channel: 'paylater_akulaku' });
    assert.equal(akulaku['mitraCd'], 'AKLP');
    assert.equal(akulaku['deliveryCity'], 'Bandung');
    assert.equal(akulaku['callBackUrl'], anOrder().returnUrl);
    assert.deepEqual([akulaku['instmntType'], akulaku['instmntMon']], ['1', '1']);
    assert.match(akulaku['sellers'] ?? '', /^\[\{"sellersId":"SELLER1"/);
    assert.match(akulaku['cartData'] ?? '', /"goods_sellers_id":"SELLER1"/);
    const kredivo = direct({ ...CUSTOMER_DATA, channel: 'paylater_kredivo' });
    assert.equal('sellers' in kredivo, false);
    assert.match(kredivo['cartData'] ?? '', /"goods_id"/);
    assert.doesNotMatch(kredivo['cartData'] ?? '', /goods_sellers/);
  });
});

describe('cards', () => {
  const months = (installment: string, installments?: readonly number[], environment = {}) => {
    const body = direct({ channel: 'card', fields: { installment }, installments }, environment);
    return [body['instmntType'], body['instmntMon']];
  };

  test('instalments that the checkout allows', () => {
    assert.deepEqual(months('1'), ['1', '1']);
    assert.deepEqual(months('3', [3, 6]), ['2', '3']);
    assert.deepEqual(months('12', [12], { NICEPAY_INSTALLMENT_TYPE: '1' }), ['1', '12']);
  });

  test('instalments that it does not allow are rejected without a call', () => {
    assert.throws(() => months('3'), Rejected);
    assert.throws(() => months('12', [3, 6]), Rejected);
    assert.throws(() => months('nonsense', [3]), Rejected);
  });

  test('saving creates a token, and voids the charge if configured so', () => {
    const option = (save: boolean, environment = {}) => direct({ channel: 'card', save }, environment)['recurrOpt'];
    assert.equal(option(false), '2');
    assert.equal(option(true), '1');
    assert.equal(option(true, { NICEPAY_FIRST_CHARGE: 'void' }), '0');
    assert.equal(option(false, { NICEPAY_FIRST_CHARGE: 'void' }), '2');
  });
});

describe('OVO', () => {
  const ovo = (phone: string) => direct({ channel: 'ewallet_ovo', fields: { phone } });

  test('the phone of the OVO account is sent as the buyer’s phone', () => {
    assert.equal(ovo('+6281210002000')['billingPhone'], '081210002000');
  });

  test('a phone that OVO does not accept is rejected without a call', () => {
    for (const phone of ['+639171234567', '+622112345678', '']) {
      assert.throws(
        () => ovo(phone),
        (error) => error instanceof Rejected && error.failure.code === 'account_invalid',
      );
    }
  });

  test('DANA accepts any phone', () => {
    assert.equal(direct({ channel: 'ewallet_dana' })['billingPhone'], '0000000000');
  });
});

describe('checkout registration', () => {
  test('the page with all payment methods: complete body, with the expiry of each kind of number', () => {
    assert.deepEqual(checkout({ ...CUSTOMER_DATA, channel: 'checkout_page' }), {
      ...COMMON,
      iMid: 'DEFAULT001',
      payMethod: '00',
      mitraCd: '',
      shopId: 'NICEPAY',
      vacctValidDt: '20260302',
      vacctValidTm: '170000',
      payValidDt: '20260302',
      payValidTm: '170000',
      paymentExpDt: '20260302',
      paymentExpTm: '170000',
      callBackUrl: RETURN_URL,
      merchantToken: sha256(`20260301170000DEFAULT001${REFERENCE}150000${KEYS.default}`),
    });
  });

  test('the page with one payment method', () => {
    const card = checkout({ channel: 'card', save: true });
    assert.deepEqual([card['payMethod'], card['recurrOpt'], card['callBackUrl']], ['01', '1', RETURN_URL]);
    const store = checkout({ channel: 'retail_alfamart' });
    assert.deepEqual([store['payMethod'], store['mitraCd'], store['payValidDt']], ['03', 'ALMA', '20260302']);
  });

  test('a description is required, so there is always one', () => {
    assert.equal(checkout({ channel: 'checkout_page' })['description'], `Order ${REFERENCE}`);
  });
});

test('values fit NICEPAY’s sizes', () => {
  const MAX: Readonly<Record<string, number>> = {
    ...{ timeStamp: 14, iMid: 10, payMethod: 2, currency: 3, amt: 12, referenceNo: 40, goodsNm: 100, billingNm: 30 },
    ...{ billingPhone: 15, billingEmail: 40, billingAddr: 100, billingCity: 50, billingState: 50, billingPostCd: 10 },
    ...{ billingCountry: 10, dbProcessUrl: 255, callBackUrl: 255, merchantToken: 255, cartData: 4000, userIP: 15 },
    ...{ description: 100, mitraCd: 4, bankCd: 4, deliveryNm: 30, deliveryAddr: 100, sellers: 4000 },
  };
  const long = 'Wortwörtlich <sehr> lang '.repeat(40);
  const customer = {
    name: long,
    email: `${'a'.repeat(60)}@example.com`,
    phone: '+6281234567890123',
    address: { line1: long, city: long, state: long, postalCode: '1234567890123', country: 'Republic of Indonesia' },
  };
  const items = Array.from({ length: 60 }, () => ({ name: long, quantity: 1, unitAmount: 2500 }));
  for (const channel of ['va_bca', 'retail_alfamart', 'card', 'paylater_akulaku', 'qris'] as const) {
    const body = direct({ channel, customer, items, description: long, customerIp: '2001:db8::1' });
    for (const [name, value] of Object.entries(body)) {
      assert.ok(value.length <= (MAX[name] ?? 255), `${channel} ${name}: ${value.length}`);
      assert.match(value, /^[\x20-\x7e]*$/, name);
    }
  }
});

test('a URL that does not fit is rejected without a call', () => {
  assert.throws(() => direct({ notificationUrl: `https://pay.shop.example/${'n'.repeat(255)}` }), Rejected);
  assert.throws(
    () => checkout({ channel: 'checkout_page', returnUrl: `https://a.example/${'r'.repeat(255)}` }),
    Rejected,
  );
});
