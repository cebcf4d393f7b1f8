import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MalformedNotification, type ReadNotification } from '../../../../server/payments/ports/ports.ts';
import type { Message } from '../../../../server/providers/bdpay/simulator/wire.ts';
import { vector } from './support/vectors.ts';
import { bySender, wire } from './support/wire.ts';

const { gateway } = wire(() => assert.fail('a notification causes no call'));
const URLENCODED = 'application/x-www-form-urlencoded';

function receive(body: string, contentType = URLENCODED): ReadNotification | undefined {
  const verified = gateway.verify({ body: Buffer.from(body), headers: {}, contentType });
  return verified && gateway.read(verified);
}

const form = (message: Message): string =>
  new URLSearchParams(Object.entries(message).map(([name, value]) => [name, String(value)])).toString();

const paid: Message = {
  code: '00',
  email: 'asmana@example.com',
  method: 'VA_BCA',
  msg: 'SUCCESS',
  name: 'Asmana',
  orderNum: 'INV202401020001',
  payFee: '4500',
  payMoney: '30000',
  platOrderNum: 'PO24010200000001',
  vaNumber: '7416023828374475',
};

describe('a payment', () => {
  test('reports the paid amount', () => {
    const [providerStatus, ...more] = receive(vector('s-13-notify').formBody ?? '')?.reports ?? [];
    assert.deepEqual(more, []);
    assert.deepEqual(providerStatus, {
      subject: 'payment',
      outcome: 'paid',
      merchantReference: 'INV202401020001',
      providerReferences: { found: 'PO24010200000001' },
      transactionId: 'PO24010200000001',
      money: { amount: 30_000, currency: 'IDR' },
      providerStatus: 'code 00',
    });
  });

  test('with undocumented fields', () => {
    assert.ok(receive(form(bySender({ ...paid, phone: '08123456789', status: 'SUCCESS', Zone: 'x' }))));
  });

  test('multipart and JSON as well', () => {
    const message = bySender(paid);
    const parts = Object.entries(message).map(
      ([name, value]) => `--m\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const providerStatus = [
      receive(form(message)),
      receive(`${parts.join('')}--m--`, 'multipart/form-data; boundary=m'),
      receive(JSON.stringify(message), 'application/json'),
    ].map((notification) => JSON.stringify(notification?.reports));
    assert.ok(providerStatus[0]);
    assert.equal(new Set(providerStatus).size, 1);
  });

  test('any other code is not paid', () => {
    const [providerStatus] = receive(form(bySender({ ...paid, code: '01' })))?.reports ?? [];
    assert.ok(providerStatus?.subject === 'payment');
    assert.deepEqual([providerStatus.outcome, providerStatus.transactionId], ['failed', undefined]);
  });
});

describe('not verified', () => {
  for (const id of ['s-15-tampered', 's-16-wrong-key'])
    test(id, () => {
      const { params, signature } = vector(id);
      assert.equal(receive(JSON.stringify({ ...params, platSign: signature }), 'application/json'), undefined);
    });

  test('unsigned', () => assert.equal(receive(form(paid)), undefined));
});

describe('malformed', () => {
  test('no form', () => {
    for (const body of ['', '%%%=&&=&=', '{"a":', '{"a":{}}'])
      assert.throws(() => receive(body), MalformedNotification, body);
  });

  test('digits moved between fields still verify, and are rejected where they break a number', () => {
    const { params, signature } = vector('s-17-boundary-shift');
    const body = JSON.stringify({ ...params, platSign: signature });
    const raw = { body: Buffer.from(body), headers: {}, contentType: 'application/json' };
    assert.ok(gateway.verify(raw), 'the signature itself does not see it');
    assert.throws(() => receive(body, 'application/json'), MalformedNotification);
  });

  for (const [payFee, payMoney] of [
    ['', '450030000'],
    ['45003', '0000'],
    ['450', '030000'],
    ['4500', '30000.50'],
    ['4500', '30000.'],
    ['4500.0', '030000.00'],
    ['4500', '0'],
    ['04500', '30000'],
  ] as const)
    test(`a fee of "${payFee}" and ${payMoney}`, () => {
      assert.throws(() => receive(form(bySender({ ...paid, payFee, payMoney }))), MalformedNotification);
    });

  test('without an amount or a code: signed, names an order of ours, and causes an inquiry (P4)', () => {
    const { payMoney: _, ...unsaid } = paid;
    const { code: __, ...uncoded } = paid;
    for (const fields of [unsaid, uncoded]) {
      const [providerStatus] = receive(form(bySender(fields)))?.reports ?? [];
      assert.ok(providerStatus?.subject === 'payment');
      assert.deepEqual(
        [providerStatus.merchantReference, providerStatus.transactionId],
        [paid['orderNum'], paid['platOrderNum']],
      );
    }
  });

  test('zero decimals and surrounding blanks do not change an amount (P9)', () => {
    const [providerStatus] =
      receive(form(bySender({ ...paid, payMoney: ' 30000.00 ', payFee: '4500.0' })))?.reports ?? [];
    assert.deepEqual(providerStatus?.subject === 'payment' && providerStatus.money, {
      amount: 30_000,
      currency: 'IDR',
    });
  });

  test('moved digits that leave two valid numbers make another notification, and do not replace the genuine one', () => {
    const genuine = bySender(paid);
    const shifted = receive(form({ ...genuine, payFee: '4', payMoney: '50030000' }));
    const genuineNotification = receive(form(genuine));
    assert.ok(shifted && genuineNotification);
    assert.notDeepEqual(shifted.reports, genuineNotification.reports);
  });

  test('no order', () => {
    const { orderNum: _, ...rest } = paid;
    assert.throws(() => receive(form(bySender({ ...rest, platOrderNum: '' }))), MalformedNotification);
  });

  test('either of its two numbers is enough for an inquiry (P4)', () => {
    const { orderNum: ours, platOrderNum: theirs, ...rest } = paid;
    const byTheirs = receive(form(bySender({ ...rest, platOrderNum: theirs ?? '' })))?.reports[0];
    const byOurs = receive(form(bySender({ ...rest, orderNum: ours ?? '', platOrderNum: '' })))?.reports[0];
    assert.ok(byTheirs?.subject === 'payment' && byOurs?.subject === 'payment');
    assert.deepEqual([byTheirs.merchantReference, byTheirs.providerReferences], [undefined, { found: theirs }]);
    assert.deepEqual([byOurs.merchantReference, byOurs.providerReferences], [ours, {}]);
  });
});

describe('a payout', () => {
  const cash: Message = {
    bankCode: '014',
    description: 'Pencairan',
    fee: '5000',
    feeType: '1',
    money: '200000',
    name: 'SITI AMINAH',
    number: '0012345678',
    orderNum: 'WD202401020001',
    platOrderNum: 'W024010200000001',
    status: '2',
    statusMsg: 'SUCCESS',
  };

  test('a payout without a bank code and a payment with one are told apart (P4)', () => {
    const { bankCode: _, ...nameless } = cash;
    assert.equal(receive(form(bySender(nameless)))?.reports[0]?.subject, 'payout');
    assert.equal(
      receive(form(bySender({ ...paid, bankCode: '014', status: 'SUCCESS' })))?.reports[0]?.subject,
      'payment',
    );
  });

  test('paid, failed, or another number', () => {
    for (const [status, outcome] of [
      ['2', 'succeeded'],
      ['4', 'failed'],
      ['5', 'processing'],
    ] as const) {
      const notification = receive(form(bySender({ ...cash, status })));
      const [providerStatus] = notification?.reports ?? [];
      assert.ok(providerStatus?.subject === 'payout');
      assert.deepEqual(
        [
          providerStatus.outcome,
          providerStatus.merchantReference,
          providerStatus.providerReferences,
          providerStatus.money,
          providerStatus.fee,
        ],
        [outcome, 'WD202401020001', { order: 'W024010200000001' }, { amount: 200_000, currency: 'IDR' }, 5000],
      );
    }
  });

  test('the vector', () => {
    assert.equal(receive(vector('s-14-notify-cash').formBody ?? '')?.reports[0]?.subject, 'payout');
  });

  test('an amount that runs into the name', () => {
    assert.throws(
      () => receive(form(bySender({ ...cash, money: '', name: '200000SITI AMINAH' }))),
      MalformedNotification,
    );
  });
});
