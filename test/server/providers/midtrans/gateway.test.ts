import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotDelivered, OutcomeUnknown, Rejected, type PaymentReport } from '../../../../server/payments/ports/ports.ts';
import {
  aRef,
  anOrder,
  bodyOf,
  failure,
  HOUR,
  json,
  never,
  NOW,
  REFERENCE,
  TRANSACTION,
  transaction,
  wire,
} from './support/wire.ts';

const only = (reports: readonly { subject: string }[]): PaymentReport => {
  const [first] = reports as readonly PaymentReport[];
  assert.equal(reports.length, 1);
  return first?.subject === 'payment' ? first : assert.fail('no report about a payment');
};

const rejectedWith = (code: string, mend: boolean | undefined) => (error: unknown) =>
  error instanceof Rejected && error.failure.code === code && error.rejection?.mend === mend;

/** A card's transaction that its bank denied, with the bank's code. */
const declined = (code: string) =>
  transaction({
    status_code: '202',
    transaction_status: 'deny',
    payment_type: 'credit_card',
    channel_response_code: code,
  });

describe('create', () => {
  test('one POST with key, idempotency key and notification address, and its answer', async () => {
    const { gateway, calls } = wire(json(transaction()));
    const report = only(await gateway.create(anOrder(), never));
    assert.deepEqual(report.instruction, {
      kind: 'virtual_account',
      bank: 'BCA',
      number: '812785002530231',
      guide: 'va_bca',
    });
    assert.deepEqual(
      [report.outcome, report.merchantReference, report.providerReferences],
      ['requires_action', REFERENCE, { transaction: TRANSACTION }],
    );
    assert.equal(report.expiresAt, NOW + 24 * HOUR);
    const [call] = calls;
    assert.deepEqual(
      [calls.length, call?.method, call?.url],
      [1, 'POST', 'https://api.sandbox.midtrans.com/v2/charge'],
    );
    assert.equal(call?.headers['authorization'], 'Basic U0ItTWlkLXNlcnZlci1hYmMxMjNjZGU0NTY6');
    assert.equal(call?.headers['idempotency-key'], `${REFERENCE}-charge`);
    assert.ok(`${REFERENCE}-charge`.length <= 36, 'longer keys are ignored by some');
    assert.equal(call?.headers['x-override-notification'], 'https://pay.example/v1/notifications/midtrans');
  });

  for (const [channel, over, instruction] of [
    [
      'va_permata',
      { va_numbers: undefined, permata_va_number: '850003072869607' },
      { kind: 'virtual_account', bank: 'Permata', number: '850003072869607', guide: 'va_permata' },
    ],
    [
      'va_mandiri',
      { payment_type: 'echannel', biller_code: '70012', bill_key: '778347787706' },
      {
        kind: 'virtual_account',
        bank: 'Mandiri',
        number: '778347787706',
        billerCode: '70012',
        guide: 'va_mandiri_bill',
      },
    ],
    [
      'ewallet_gopay',
      { payment_type: 'gopay', actions: [{ name: 'deeplink-redirect', url: 'https://gopay.co.id/app/x' }] },
      { kind: 'redirect', url: 'https://gopay.co.id/app/x', method: 'GET' },
    ],
    [
      'ewallet_gopay',
      { payment_type: 'gopay', actions: [{ name: 'deeplink-redirect', url: 'gojek://gopay/merchanttransfer?x' }] },
      {
        kind: 'redirect',
        url: 'gojek://gopay/merchanttransfer?x',
        appUrl: 'gojek://gopay/merchanttransfer?x',
        method: 'GET',
      },
    ],
    [
      'ewallet_gopay',
      { payment_type: 'gopay', actions: [{ name: 'deeplink-redirect', url: 'javascript:alert(1)' }] },
      undefined,
    ],
    [
      'qris',
      { payment_type: 'qris', qr_string: '00020101021226' },
      { kind: 'qr', format: 'qris', payload: '00020101021226' },
    ],
    [
      'qris',
      {
        payment_type: 'qris',
        actions: [{ name: 'generate-qr-code', url: 'https://api.midtrans.com/v2/qris/x/qr-code' }],
      },
      { kind: 'redirect', url: 'https://api.midtrans.com/v2/qris/x/qr-code', method: 'GET' },
    ],
    [
      'paylater_akulaku',
      { payment_type: 'akulaku', redirect_url: 'https://api.veritrans.co.id/v2/akulaku/x' },
      { kind: 'redirect', url: 'https://api.veritrans.co.id/v2/akulaku/x', method: 'GET' },
    ],
  ] as const)
    test(`${channel}: ${JSON.stringify(instruction ?? 'nothing to show, and the operator is informed')}`, async () => {
      const { gateway } = wire(json(transaction(over)));
      const report = only(await gateway.create(anOrder({ channel, device: { kind: 'mobile' } }), never));
      assert.deepEqual(report.instruction, instruction);
      assert.equal(report.rejection?.code, instruction === undefined ? 'NO_ACTION' : undefined);
    });

  test('a saved card: the page of its bank leads back to the shop', async () => {
    const page = 'https://api.sandbox.veritrans.co.id/v2/3ds/redirect/x';
    const { gateway } = wire(json(transaction({ payment_type: 'credit_card', redirect_url: page })));
    const { instruction } = only(await gateway.create(anOrder({ channel: 'card', savedToken: '4811111x1114' }), never));
    const url = new URL(instruction?.kind === 'redirect' ? instruction.url : assert.fail());
    assert.deepEqual(
      [...url.searchParams],
      [
        ['callback_type', 'form'],
        ['callback_url', 'https://pay.example/v1/return/pay_1'],
      ],
    );
  });

  for (const status of [200, 406])
    test(`406 by HTTP ${status}: the order id is ours, so the earlier answer was lost, and the transaction is asked for`, async () => {
      const { gateway, calls } = wire(json(failure('406'), status), json(transaction()));
      assert.equal(only(await gateway.create(anOrder(), never)).instruction?.kind, 'virtual_account');
      assert.equal(calls[1]?.url, `https://api.sandbox.midtrans.com/v2/${REFERENCE}/status`);
    });

  test('406, and no answer to the question either: not known', async () => {
    const { gateway } = wire(json(failure('406')), json(failure('500'), 500));
    await assert.rejects(gateway.create(anOrder(), never), OutcomeUnknown);
  });

  for (const code of ['402', '503']) {
    test(`${code}, and no transaction was made: another provider may be tried`, async () => {
      const { gateway } = wire(json(failure(code)), json(failure('404')));
      await assert.rejects(gateway.create(anOrder(), never), NotDelivered);
    });
    test(`${code}, and it cannot be ruled out that one was made: never sent again`, async () => {
      const { gateway } = wire(json(failure(code)), json(transaction()));
      await assert.rejects(gateway.create(anOrder(), never), (error: unknown) => !(error instanceof NotDelivered));
    });
  }

  for (const [code, channel, failureCode, mend] of [
    ['400', 'va_bca', 'provider_error', true],
    ['401', 'va_bca', 'provider_error', true],
    ['404', 'ewallet_ovo', 'account_invalid', false],
    ['410', 'ewallet_gopay', 'account_blocked', false],
    ['410', 'va_bca', 'provider_error', true],
  ] as const)
    test(`${code} for ${channel}: rejected, whatever HTTP says`, async () => {
      for (const status of [200, Number(code)]) {
        const { gateway } = wire(json(failure(code), status));
        await assert.rejects(gateway.create(anOrder({ channel }), never), rejectedWith(failureCode, mend));
      }
    });

  for (const [what, answer] of [
    ['another amount', json(transaction({ gross_amount: '1.00' }))],
    ['another order', json(transaction({ order_id: 'other' }))],
    ['another merchant', json(transaction({ merchant_id: 'G1' }))],
    ['HTTP 500', json(transaction(), 500)],
    ['a page in front', { status: 200, headers: {}, text: '<html>' }],
    ['a code of Midtrans’ own failure', json(failure('505'))],
    ['a first request that is still running', json({}, 202)],
  ] as const)
    test(`${what}: the outcome is not known`, async () => {
      await assert.rejects(wire(answer).gateway.create(anOrder(), never), OutcomeUnknown);
    });

  test('a denied charge has failed, with the bank’s reason', async () => {
    const { gateway } = wire(json(declined('51')));
    const report = only(await gateway.create(anOrder({ channel: 'card', savedToken: '4811111x1114' }), never));
    assert.deepEqual([report.outcome, report.failure], ['failed', { code: 'insufficient_funds', providerCode: '51' }]);
  });

  test('a taken order id has no code of its own on Snap', async () => {
    const taken = json({ error_messages: ['transaction_details.order_id has already been taken'] }, 400);
    await assert.rejects(wire(taken).gateway.create(anOrder({ channel: 'card' }), never), OutcomeUnknown);
    const wrong = json({ error_messages: ['transaction_details.gross_amount is required'] }, 400);
    await assert.rejects(
      wire(wrong).gateway.create(anOrder({ channel: 'card' }), never),
      rejectedWith('provider_error', true),
    );
  });
});

describe('inquire', () => {
  const statusOf = async (over: object, ref = aRef()): Promise<PaymentReport> =>
    only(await wire(json(transaction(over))).gateway.inquire(ref, never));

  for (const [what, over, outcome] of [
    ['settlement', { transaction_status: 'settlement', status_code: '200' }, 'paid'],
    ['letters of any case', { transaction_status: 'SETTLEMENT' }, 'paid'],
    ['without fraud_status', { transaction_status: 'settlement', fraud_status: undefined }, 'paid'],
    ['a captured card', { transaction_status: 'capture' }, 'paid'],
    ['pending by code 200', { transaction_status: 'PENDING', status_code: '200' }, 'requires_action'],
    [
      'a captured card that the fraud detection denies',
      { transaction_status: 'capture', fraud_status: 'deny' },
      'failed',
    ],
    ['a held card', { transaction_status: 'authorize' }, 'authorized'],
    [
      'expired, by a code that is no error',
      { transaction_status: 'expire', status_code: '407', expiry_time: '2026-01-31 16:33:00' },
      'expired',
    ],
    ['expired long before its time', { transaction_status: 'expire', status_code: '407' }, 'canceled'],
    ['partly given back', { transaction_status: 'partial_refund' }, 'paid'],
    ['a chargeback', { transaction_status: 'chargeback' }, 'reversed'],
    ['a status of tomorrow', { transaction_status: 'on_a_coffee_break' }, 'unknown'],
    ['an amount that cannot be read', { transaction_status: 'settlement', gross_amount: '1.5' }, 'processing'],
  ] as const)
    test(`${what}: ${outcome}`, async () => {
      assert.equal((await statusOf(over)).outcome, outcome);
    });

  test('challenged: processing, for the merchant to decide', async () => {
    const report = await statusOf({ transaction_status: 'capture', fraud_status: 'challenge' });
    assert.deepEqual([report.outcome, report.challenged], ['processing', true]);
  });

  test('denied: failed, and a reversal where it was seen paid', async () => {
    assert.equal((await statusOf({ transaction_status: 'deny' })).outcome, 'failed');
    const paid = aRef({ providerReferences: { transaction: TRANSACTION, paid: TRANSACTION } });
    assert.equal((await statusOf({ transaction_status: 'deny' }, paid)).outcome, 'reversed');
    assert.equal((await statusOf({ transaction_status: 'cancel' }, paid)).outcome, 'reversed');
    assert.equal(
      (await statusOf({ transaction_status: 'deny', settlement_time: '2026-01-31 16:34:00' })).outcome,
      'reversed',
    );
  });

  test('a fee on top is not part of the order', async () => {
    const info = { original_amount: '150000.00', gross_amount: '154000.00', customer_imposed_payment_fee: '4000.00' };
    const fee = { gross_amount: '154000.00', metadata: { extra_info: { gross_amount_info: info } } };
    const report = await statusOf({ transaction_status: 'settlement', ...fee });
    assert.deepEqual(
      [report.money?.amount, report.providerStatus],
      [150_000, 'settlement, with a fee of 4000.00 paid by the customer'],
    );
    const odd = { ...fee, gross_amount: '160000.00' };
    assert.equal((await statusOf({ transaction_status: 'settlement', ...odd })).money?.amount, 160_000);
  });

  test('404 is never an end: it says only that there is nothing yet', async () => {
    const ref = aRef({ providerReferences: {} });
    await assert.rejects(wire(json(failure('404'))).gateway.inquire(ref, never), rejectedWith('provider_error', false));
    const page = aRef({ channel: 'card', providerReferences: { snap: 'token' } });
    const open = only(await wire(json(failure('404'))).gateway.inquire(page, never));
    assert.equal(open.outcome, 'requires_action');
    const ended = { ...page, createdAt: NOW - HOUR, expiresAt: NOW - HOUR / 2 };
    assert.equal(only(await wire(json(failure('404'))).gateway.inquire(ended, never)).outcome, 'expired');
    const inGrace = { ...page, createdAt: NOW - HOUR, expiresAt: NOW - 60_000 };
    assert.equal(only(await wire(json(failure('404'))).gateway.inquire(inGrace, never)).outcome, 'requires_action');
  });

  test('a declined card on an open page is one try', async () => {
    const page = aRef({ channel: 'card', providerReferences: { snap: 'token' } });
    assert.equal(
      (await statusOf({ transaction_status: 'deny', payment_type: 'credit_card' }, page)).outcome,
      'requires_action',
    );
    const closed = aRef({ channel: 'card', providerReferences: { snap: 'token', closed: 'token' } });
    assert.equal(
      (await statusOf({ transaction_status: 'deny', payment_type: 'credit_card' }, closed)).outcome,
      'failed',
    );
  });

  test('a declined try on a page whose address is still on its way ends nothing', async () => {
    const unnamed = aRef({ channel: 'card', providerReferences: {} });
    const denied = { transaction_status: 'deny', payment_type: 'credit_card' };
    assert.equal((await statusOf(denied, unnamed)).outcome, 'unknown');
    const ended = { ...unnamed, createdAt: NOW - HOUR, expiresAt: NOW - HOUR / 2 };
    assert.equal((await statusOf(denied, ended)).outcome, 'failed');
    const saved = aRef({ channel: 'card', providerReferences: {}, usesSavedMethod: true });
    assert.equal((await statusOf(denied, saved)).outcome, 'failed');
  });

  test('the answer to the charge was lost: a number is found again, an address is not', async () => {
    const lost = aRef({ providerReferences: {} });
    assert.equal((await statusOf({}, lost)).instruction?.kind, 'virtual_account');
    const wallet = await statusOf({ payment_type: 'gopay' }, { ...lost, channel: 'ewallet_gopay' });
    assert.deepEqual([wallet.outcome, wallet.providerReferences], ['unknown', {}]);
  });
});

describe('commands', () => {
  const snap = { channel: 'card', providerReferences: { snap: 'page-token' } } as const;

  test('what is unpaid is ended by expire alone', async () => {
    const { gateway, calls } = wire(json(transaction({ transaction_status: 'expire', status_code: '407' })));
    const report = only((await gateway.cancel?.(aRef(), 'requires_action', never)) ?? []);
    assert.equal(report.outcome, 'canceled');
    assert.deepEqual(
      calls.map(({ url }) => new URL(url).pathname),
      [`/v2/${TRANSACTION}/expire`],
    );
  });

  test('a hold is voided only while it is one', async () => {
    const held = wire(
      json(transaction({ transaction_status: 'authorize' })),
      json(transaction({ transaction_status: 'cancel' })),
    );
    assert.equal(only((await held.gateway.cancel?.(aRef(), 'authorized', never)) ?? []).outcome, 'canceled');
    const captured = wire(json(transaction({ transaction_status: 'capture' })));
    await assert.rejects(async () => captured.gateway.cancel?.(aRef(), 'authorized', never), Rejected);
    assert.equal(captured.calls.length, 1, 'nothing was sent');
  });

  test('a page on which a card is being tried: the try first, then the page', async () => {
    const { gateway, calls } = wire(
      json({ error_messages: ['Transaction is on progress'] }, 400),
      json(transaction({ transaction_status: 'expire', status_code: '407' })),
      json({ canceled_at: '2026-01-31T09:33:49Z' }),
    );
    const report = only((await gateway.cancel?.(aRef(snap), 'requires_action', never)) ?? []);
    assert.deepEqual([report.outcome, report.providerReferences], ['canceled', { closed: 'page-token' }]);
    assert.deepEqual(
      calls.map(({ url }) => new URL(url).pathname),
      ['/snap/v1/transactions/page-token/cancel', `/v2/${REFERENCE}/expire`, '/snap/v1/transactions/page-token/cancel'],
    );
  });

  test('a page that paid a moment ago is not called canceled', async () => {
    const { gateway } = wire(
      json({ canceled_at: '2026-01-31T09:33:49Z' }),
      json(failure('412')),
      json(transaction({ transaction_status: 'capture' })),
    );
    await assert.rejects(async () => gateway.cancel?.(aRef(snap), 'requires_action', never), Rejected);
  });

  test('a capture that the bank refuses is rejected, and the card stays held', async () => {
    const { gateway, calls } = wire(json(declined('05')));
    const money = { amount: 100_000, currency: 'IDR' } as const;
    await assert.rejects(
      async () => gateway.capture?.(aRef({ channel: 'card' }), money, never),
      rejectedWith('card_declined', undefined),
    );
    assert.deepEqual(bodyOf(calls[0]), { transaction_id: TRANSACTION, gross_amount: 100_000 });
  });

  test('a refund has our key; a card that is not settled yet is voided instead, where it is all of it', async () => {
    const money = { amount: 150_000, currency: 'IDR' } as const;
    const order = { merchantReference: 'rf01', money, full: true };
    const entry = { refund_key: 'rf01', refund_amount: '150000.00', refund_chargeback_id: 7, refund_method: 'online' };
    const done = wire(json(transaction({ transaction_status: 'refund', refunds: [entry] })));
    const wallet = aRef({ channel: 'ewallet_gopay' });
    assert.deepEqual(
      (await done.gateway.refund?.(wallet, order, never))?.map(({ subject, outcome }) => [subject, outcome]),
      [['refund', 'succeeded']] as never,
    );
    assert.match(done.calls[0]?.url ?? '', /\/refund\/online\/direct$/);
    assert.deepEqual(bodyOf(done.calls[0]), {
      refund_key: 'rf01',
      amount: 150_000,
      reason: 'Requested by the merchant',
    });
    const card = aRef({ channel: 'card', providerReferences: { transaction: TRANSACTION, paid: TRANSACTION } });
    const early = (): ReturnType<typeof wire> =>
      wire(
        json(failure('412')),
        json(transaction({ transaction_status: 'capture' })),
        json(transaction({ transaction_status: 'cancel' })),
      );
    assert.equal((await early().gateway.refund?.(card, order, never))?.length, 1);
    await assert.rejects(async () => early().gateway.refund?.(card, { ...order, full: false }, never), Rejected);
  });

  test('a refund that the bank has not confirmed is under way; one that is not listed is absent', async () => {
    const entry = { refund_key: 'rf01', refund_amount: '50000.00', refund_chargeback_id: 7, refund_method: 'offline' };
    const listed = wire(json(transaction({ transaction_status: 'partial_refund', refunds: [entry] })));
    const ref = { merchantReference: 'rf01', providerReferences: {} };
    const outcomes = async (found: ReturnType<typeof wire>) =>
      (await found.gateway.inquireRefund?.(aRef(), ref, never))?.map(({ subject, ...rest }) => [
        subject,
        'outcome' in rest ? rest.outcome : '',
      ]);
    assert.deepEqual(await outcomes(listed), [['refund', 'processing']]);
    assert.deepEqual(await outcomes(wire(json(transaction({ transaction_status: 'settlement' })))), [
      ['refund', 'absent'],
    ]);
  });
});
