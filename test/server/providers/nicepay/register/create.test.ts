import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { instructionSchema } from '../../../../../shared/instruction.ts';
import type { PaymentOrder, PaymentReport } from '../../../../../server/payments/ports/ports.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../../server/payments/ports/ports.ts';
import {
  cardRegistered,
  PAY_NO,
  pageRegistered,
  QR_TEXT,
  qrRegistered,
  storeRegistered,
  VA_NUMBER,
  vaRegistered,
  walletRegistered,
} from '../support/answers.ts';
import { anOrder, HOUR, NOW, REFERENCE, RETURN_URL, tXidOf } from '../support/order.ts';
import { BASE, json, never, no, toAnswer, wire } from '../support/wire.ts';

type Environment = Readonly<Record<string, string | undefined>>;

async function create(over: Partial<PaymentOrder>, answer: object, environment: Environment = {}) {
  const harness = wire(() => toAnswer(answer), environment);
  const [report, ...more] = await harness.gateway.create(anOrder(over), never);
  assert.ok(report?.subject === 'payment');
  assert.deepEqual(more, []);
  if (report.instruction !== undefined) instructionSchema.parse(report.instruction);
  return { ...harness, report };
}

const DIRECT = { NICEPAY_CARD_MODE: 'direct' };

describe('a number, a code, a QR', () => {
  test('virtual account', async () => {
    const { report, paths, calls } = await create({}, vaRegistered());
    assert.deepEqual(paths(), ['/direct/v2/registration']);
    assert.equal(calls[0]?.signal, never);
    assert.equal(calls[0].headers['content-type'], 'application/json');
    const expected: PaymentReport = {
      subject: 'payment',
      outcome: 'requires_action',
      merchantReference: REFERENCE,
      providerReferences: { tXid: tXidOf('VAMERCH001', '02') },
      instruction: { kind: 'virtual_account', bank: 'BCA', number: VA_NUMBER, guide: 'va_bca' },
      expiresAt: NOW + 24 * HOUR,
      providerStatus: 'registered',
    };
    assert.deepEqual(report, expected);
  });

  test('store: the code as received, the opening hours, no expiry where there is none', async () => {
    const { report } = await create({ channel: 'retail_alfamart' }, storeRegistered());
    assert.deepEqual(report.instruction, {
      kind: 'retail_code',
      store: 'Alfamart',
      code: PAY_NO,
      barcode: 'code128',
      biller: 'NICEPAY',
      hours: { closedFrom: '22:00', closedUntil: '01:00', timeZone: 'Asia/Jakarta' },
      guide: 'retail_alfamart',
    });
    assert.equal(report.expiresAt, undefined);
    const indomaret = await create({ channel: 'retail_indomaret' }, storeRegistered({ mitraCd: 'INDO' }));
    assert.ok(indomaret.report.instruction?.kind === 'retail_code');
    assert.equal(indomaret.report.instruction.hours?.closedFrom, '23:00');
  });

  test('QRIS: the text of the code and its expiry', async () => {
    const { report } = await create({ channel: 'qris' }, qrRegistered());
    assert.deepEqual(report.instruction, { kind: 'qr', format: 'qris', payload: QR_TEXT });
    assert.equal(report.expiresAt, NOW + HOUR);
  });

  test('a registration without a number is not a success', async () => {
    for (const answer of [
      vaRegistered({ vacctNo: null }),
      vaRegistered({ vacctNo: 'null' }),
      vaRegistered({ vacctNo: 'javascript:alert(1)' }),
      vaRegistered({ tXid: null }),
      vaRegistered({ tXid: '../../x' }),
    ]) {
      await assert.rejects(create({}, answer), OutcomeUnknown);
    }
  });
});

describe('a form for the browser', () => {
  test('wallet: a form without inputs, and a single call', async () => {
    const { report, paths } = await create({ channel: 'ewallet_dana' }, walletRegistered());
    assert.deepEqual(paths(), ['/direct/v2/registration']);
    assert.ok(report.instruction?.kind === 'form_post');
    assert.equal(report.instruction.action, `${BASE}/direct/v2/payment`);
    assert.equal(report.instruction.fields['tXid'], tXidOf('DEFAULT001', '05'));
    assert.equal(report.instruction.fields['callBackUrl'], RETURN_URL);
    assert.equal(report.instruction.inputs, undefined);
  });

  test('card, direct: entered by the customer and posted to NICEPAY', async () => {
    const { report, paths } = await create({ channel: 'card' }, cardRegistered(), DIRECT);
    assert.deepEqual(paths(), ['/direct/v2/registration']);
    assert.ok(report.instruction?.kind === 'form_post');
    assert.deepEqual([report.instruction.inputs, report.instruction.expiryFormat], ['card', 'YYMM']);
  });

  test('manual capture uses the merchant id for it', async () => {
    const { sent, report } = await create({ channel: 'card', capture: 'manual' }, cardRegistered('PREAUTH001'), DIRECT);
    assert.equal(sent()[0]?.['iMid'], 'PREAUTH001');
    assert.equal(report.providerReferences['tXid'], tXidOf('PREAUTH001', '01'));
  });

  test('manual capture without such a merchant id is rejected without a call', async () => {
    const environment = { NICEPAY_IMID_PREAUTH: undefined, NICEPAY_MERCHANT_KEY_PREAUTH: undefined };
    const { gateway, calls } = wire(() => assert.fail(), environment);
    await assert.rejects(gateway.create(anOrder({ channel: 'card', capture: 'manual' }), never), Rejected);
    assert.equal(calls.length, 0);
  });
});

describe('NICEPAY’s page', () => {
  const page = { channel: 'checkout_page' } as const;

  test('the page with all payment methods', async () => {
    const { report, paths } = await create(page, pageRegistered());
    const tXid = tXidOf('DEFAULT001', '00');
    assert.deepEqual(paths(), ['/redirect/v2/registration']);
    assert.deepEqual(report.providerReferences, { tXid });
    assert.deepEqual(report.instruction, {
      kind: 'redirect',
      url: `${BASE}/redirect/v2/payment?tXid=${tXid}`,
      method: 'GET',
    });
  });

  test('cards, unless configured as direct', async () => {
    const { report, paths, sent } = await create({ channel: 'card' }, cardRegistered());
    assert.deepEqual(paths(), ['/redirect/v2/registration']);
    assert.deepEqual([sent()[0]?.['payMethod'], sent()[0]?.['iMid']], ['01', 'CARDMERC01']);
    assert.equal(report.instruction?.kind, 'redirect');
  });

  test('single channels, by configuration', async () => {
    const environment = { NICEPAY_CHECKOUT_CHANNELS: 'va_bca' };
    const { paths, sent } = await create({}, vaRegistered(), environment);
    assert.deepEqual([paths(), sent()[0]?.['bankCd']], [['/redirect/v2/registration'], 'CENA']);
    const other = await create({ channel: 'retail_alfamart' }, storeRegistered(), environment);
    assert.deepEqual(other.paths(), ['/direct/v2/registration']);
  });

  test('a paymentURL on another of NICEPAY’s hosts is used', async () => {
    const paymentURL = 'https://dev-services.nicepay.co.id/nicepay/redirect/v2/payment';
    const { report } = await create(page, pageRegistered({ paymentURL }));
    assert.ok(report.instruction?.kind === 'redirect');
    assert.match(report.instruction.url, /^https:\/\/dev-services\.nicepay\.co\.id\//);
  });

  test('all of NICEPAY’s production hosts belong together (P3)', async () => {
    const production = { NICEPAY_BASE_URL: 'https://api.nicepay.co.id/nicepay' };
    for (const [paymentURL, host] of [
      ['https://www.nicepay.co.id/nicepay/redirect/v2/payment', 'www'],
      ['https://services.nicepay.co.id/nicepay/redirect/v2/payment', 'services'],
      ['https://dev.nicepay.co.id/nicepay/redirect/v2/payment', 'api'],
      ['https://nicepay.co.id.evil.example/nicepay/redirect/v2/payment', 'api'],
      ['https://evilnicepay.co.id/nicepay/redirect/v2/payment', 'api'],
      ['https://www.nicepay.co.id:8443/nicepay/redirect/v2/payment', 'api'],
    ] as const) {
      const { report } = await create(page, pageRegistered({ paymentURL }), production);
      assert.ok(report.instruction?.kind === 'redirect');
      assert.equal(new URL(report.instruction.url).host, `${host}.nicepay.co.id`, paymentURL);
    }
  });

  test('any other paymentURL is replaced by the documented URL, and logged', async () => {
    for (const paymentURL of [
      null,
      'https://evil.example/nicepay/redirect/v2/payment',
      'https://www.nicepay.co.id/nicepay/redirect/v2/payment',
      'https://dev.nicepay.co.id@evil.example/pay',
      'https://user@dev.nicepay.co.id/nicepay/redirect/v2/payment',
      'http://dev.nicepay.co.id/nicepay/redirect/v2/payment',
      'javascript:alert(1)',
      'nothing',
    ]) {
      const { report, logged } = await create(page, pageRegistered({ paymentURL }));
      assert.ok(report.instruction?.kind === 'redirect');
      assert.ok(report.instruction.url.startsWith(`${BASE}/redirect/v2/payment?tXid=`), String(paymentURL));
      assert.deepEqual(
        logged.map(({ level }) => level),
        ['warn'],
      );
    }
  });

  test('the path of the base URL is kept', async () => {
    const base = 'http://localhost:4000/simulators/nicepay';
    const paymentURL = `${base}/redirect/v2/payment`;
    const { report, calls } = await create(page, pageRegistered({ paymentURL }), { NICEPAY_BASE_URL: base });
    assert.equal(calls[0]?.url, `${base}/redirect/v2/registration`);
    assert.ok(report.instruction?.kind === 'redirect');
    assert.ok(report.instruction.url.startsWith(`${base}/redirect/v2/payment?tXid=`));
  });
});

describe('rejections and unknown outcomes', () => {
  test('by result code and HTTP status', async () => {
    for (const [answer, kind] of [
      [no('9010'), Rejected],
      [no('9012'), Rejected],
      [no('9209'), Rejected],
      [no('ZZ99'), Rejected],
      [no('9201'), NotDelivered],
      [json({}, 429), NotDelivered],
      [no('9009'), OutcomeUnknown],
      [no('1004'), OutcomeUnknown],
      [json({}, 500), OutcomeUnknown],
      [json({}, 503), OutcomeUnknown],
      [json({}), OutcomeUnknown],
      [json([]), OutcomeUnknown],
      [json({ resultCd: null }), OutcomeUnknown],
      [{ status: 200, headers: {}, text: '' }, OutcomeUnknown],
      [{ status: 200, headers: {}, text: '<html>busy</html>' }, OutcomeUnknown],
      [{ status: 200, headers: {}, text: JSON.stringify(vaRegistered()).slice(0, 80) }, OutcomeUnknown],
      [{ status: 302, headers: { location: 'https://evil.example' }, text: '' }, OutcomeUnknown],
      [json(vaRegistered(), 302), OutcomeUnknown],
      [new NotDelivered('refused'), NotDelivered],
      [new OutcomeUnknown('reset'), OutcomeUnknown],
    ] as const) {
      await assert.rejects(create({}, answer), kind);
    }
  });

  test('a response about another order, amount, payment method or currency', async () => {
    for (const over of [{ referenceNo: 'pay02' }, { amt: '15000' }, { payMethod: '03' }, { currency: 'USD' }]) {
      await assert.rejects(create({}, vaRegistered(over)), OutcomeUnknown);
    }
  });

  test('a response with HTTP 400 is read by its result code', async () => {
    await assert.rejects(create({}, json({ resultCd: '9209', resultMsg: 'x' }, 400)), Rejected);
  });

  test('what is not offered is rejected without a call', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    await assert.rejects(gateway.create(anOrder({ channel: 'ewallet_gcash' }), never), Rejected);
    await assert.rejects(gateway.create(anOrder({ country: 'PH' }), never), Rejected);
    await assert.rejects(gateway.create(anOrder({ money: { amount: 100, currency: 'PHP' } }), never), Rejected);
    assert.equal(calls.length, 0);
  });

  test('the operator gets a log line on what to correct, without customer data', async () => {
    const { gateway, logged } = wire(() => no('9010'));
    const customer = { name: 'Siti Canary', email: 'canary@example.com', phone: '+6281210002000' };
    await assert.rejects(gateway.create(anOrder({ customer }), never), Rejected);
    assert.deepEqual(
      logged.map(({ level, facts }) => [level, facts]),
      [
        [
          'error',
          {
            provider: 'nicepay',
            operation: 'create',
            paymentId: 'pay_01JX3Z9V7K2M4N6P8Q0R2S4T6',
            providerCode: '9010',
            providerMessage: 'text of NICEPAY',
            failure: 'channel_unavailable',
            fix: 'the merchant token is wrong: check the merchant key',
          },
        ],
      ],
    );
    assert.doesNotMatch(JSON.stringify(logged), /canary|8121000/i);
  });
});
