import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  MalformedNotification,
  type RawNotification,
  type ReadNotification,
} from '../../../../server/payments/ports/ports.ts';
import { aRequest, aSession, aToken, aVendorPayment, aVendorRefund, anEnvelope } from './support/objects.ts';
import { PAYMENT, REFERENCE, REFUND, REQUEST, SESSION, TOKEN } from './support/order.ts';
import { CALLBACK_TOKEN, wire } from './support/wire.ts';

const { gateway } = wire(() => {
  throw new Error('a notice never makes the gateway talk');
});

const raw = (
  body: unknown,
  headers: Record<string, string | undefined> = { 'x-callback-token': CALLBACK_TOKEN },
): RawNotification => ({
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers,
  contentType: 'application/json',
});

function read(body: unknown): ReadNotification {
  const verified = gateway.verify(raw(body));
  assert.ok(verified);
  return gateway.read(verified);
}
const readEvent = (event: string, data: object): ReadNotification => read(anEnvelope(event, { ...data }));
const only = ({ reports }: ReadNotification) => {
  assert.equal(reports.length, 1);
  return reports[0];
};

describe('verification', () => {
  const body = anEnvelope('payment.capture', aVendorPayment());

  test('the right token', () => {
    const notification = raw(body);
    const verified = gateway.verify(notification);
    assert.deepEqual(verified && { body: verified.body, contentType: verified.contentType }, {
      body: notification.body,
      contentType: 'application/json',
    });
  });

  test('no token, a wrong one, one that is almost right', () => {
    for (const token of [
      undefined,
      '',
      'wrong',
      ` ${CALLBACK_TOKEN}`,
      CALLBACK_TOKEN.slice(0, -1),
      `${CALLBACK_TOKEN}x`,
      CALLBACK_TOKEN.toUpperCase(),
      `${CALLBACK_TOKEN}, ${CALLBACK_TOKEN}`,
      `${CALLBACK_TOKEN}\0`,
    ]) {
      assert.equal(gateway.verify(raw(body, { 'x-callback-token': token })), undefined, String(token));
    }
    assert.equal(gateway.verify(raw(body, {})), undefined);
    assert.equal(gateway.verify(raw(body, { 'X-Callback-Token': CALLBACK_TOKEN })), undefined);
  });

  test('header values that are not text', () => {
    for (const trick of [
      [CALLBACK_TOKEN],
      { length: 26 },
      Buffer.from(CALLBACK_TOKEN),
      1,
      true,
      null,
      { toString: () => CALLBACK_TOKEN },
    ]) {
      const headers: Record<string, string> = {};
      Object.assign(headers, { 'x-callback-token': trick });
      assert.equal(gateway.verify(raw(body, headers)), undefined);
    }
    const inherited = Object.create({ 'x-callback-token': 'wrong' }) as Record<string, string>;
    assert.equal(gateway.verify(raw(body, inherited)), undefined);
  });

  test('during a rotation both tokens count, and nothing between them', () => {
    const rotating = wire(() => assert.fail(), { tokens: ['token-number-one', 'token-number-two'] }).gateway;
    for (const [token, expected] of [
      ['token-number-one', true],
      ['token-number-two', true],
      ['token-number-one,token-number-two', false],
      [',', false],
    ] as const) {
      assert.equal(rotating.verify(raw(body, { 'x-callback-token': token })) !== undefined, expected, token);
    }
  });
});

describe('payments', () => {
  test('capture: amount, references and the id to inquire with', () => {
    const notification = readEvent('payment.capture', aVendorPayment());
    assert.deepEqual(only(notification), {
      subject: 'payment',
      outcome: 'paid',
      merchantReference: REFERENCE,
      providerReferences: { request: REQUEST, payment: PAYMENT },
      transactionId: PAYMENT,
      money: { amount: 150_000, currency: 'IDR' },
      failure: undefined,
      savedToken: undefined,
      providerStatus: 'SUCCEEDED',
    });
  });

  test('authorization, failure, expiry', () => {
    const cases = [
      ['payment.authorization', 'AUTHORIZED', 'authorized'],
      ['payment.failure', 'FAILED', 'failed'],
      ['payment.expiry', 'EXPIRED', 'expired'],
    ] as const;
    for (const [event, status, outcome] of cases) {
      assert.equal(only(readEvent(event, aVendorPayment({ status, captures: undefined })))?.outcome, outcome);
      // Where the object names no status the event does.
      assert.equal(
        only(readEvent(event, aVendorPayment({ status: undefined, captures: undefined })))?.outcome,
        outcome,
      );
    }
  });

  test('the object’s own status counts, also against its event; an unknown one is not a failure', () => {
    assert.equal(only(readEvent('payment.capture', aVendorPayment({ status: 'PENDING' })))?.outcome, 'processing');
    const odd = only(readEvent('payment.failure', aVendorPayment({ status: 'SOMETHING_NEW' })));
    assert.equal(odd?.outcome, 'unknown');
    assert.equal(odd.subject === 'payment' && odd.transactionId, PAYMENT, 'the movement it names is asked about');
  });

  test('a failure does not teach a payment id', () => {
    const report = only(readEvent('payment.failure', aVendorPayment({ status: 'FAILED', captures: undefined })));
    assert.ok(report?.subject === 'payment');
    assert.deepEqual([report.providerReferences, report.transactionId], [{ request: REQUEST }, undefined]);
  });

  test('pay and save has its token', () => {
    const report = only(
      readEvent('payment.capture', aVendorPayment({ type: 'PAY_AND_SAVE', payment_token_id: TOKEN })),
    );
    assert.equal(report?.subject === 'payment' && report.savedToken, TOKEN);
  });

  test('variants of the documents: decimals, a channel alias, no captures, no api_version', () => {
    const { api_version: _, ...envelope } = anEnvelope(
      'payment.capture',
      aVendorPayment({
        currency: 'PHP',
        country: 'PH',
        request_amount: 10000.01,
        channel_code: 'PAYMAYA',
        captures: undefined,
        payment_details: { remark: 'x' },
      }),
    );
    const report = only(read(envelope));
    assert.deepEqual(report?.subject === 'payment' && report.money, { amount: 1_000_001, currency: 'PHP' });
  });
});

test('an expired request, by either name of the event', () => {
  for (const event of ['payment_request.expiry', 'payment_request.expired']) {
    const report = only(readEvent(event, aRequest({ status: 'EXPIRED' })));
    assert.deepEqual(report && [report.outcome, report.merchantReference], ['expired', REFERENCE]);
    assert.equal(only(readEvent(event, aRequest({ status: undefined })))?.outcome, 'expired');
  }
});

test('tokens', () => {
  const outcomes = {
    'payment_token.activation': 'active',
    'payment_token.activated': 'active',
    'payment_token.failure': 'removed',
    'payment_token.expiry': 'removed',
  };
  for (const [event, outcome] of Object.entries(outcomes)) {
    const notification = readEvent(event, aToken({ status: undefined }));
    const report = only(notification);
    assert.ok(report?.subject === 'saved_method');
    assert.deepEqual([report.outcome, report.token, report.merchantReference], [outcome, TOKEN, REFERENCE]);
  }
});

test('refunds, also where the envelope is nested twice', () => {
  const flat = readEvent('refund.succeeded', aVendorRefund({ status: 'SUCCEEDED' }));
  const nested = readEvent('refund.succeeded', anEnvelope('refund.succeeded', aVendorRefund({ status: 'SUCCEEDED' })));
  assert.deepEqual(flat, nested);
  assert.equal(only(flat)?.outcome, 'succeeded');
  assert.equal(only(readEvent('refund.failed', aVendorRefund({ status: 'FAILED' })))?.outcome, 'failed');
});

test('hosted pages: completed only causes an inquiry', () => {
  const completed = only(
    readEvent(
      'payment_session.completed',
      aSession({ status: 'COMPLETED', payment_request_id: REQUEST, payment_id: PAYMENT }),
    ),
  );
  assert.ok(completed?.subject === 'payment');
  assert.deepEqual(
    [completed.outcome, completed.providerReferences, completed.money, completed.instruction],
    ['processing', { session: SESSION, request: REQUEST }, undefined, undefined],
  );
  // The notice's examples have shorter ids than the API's page promises.
  const short = only(
    readEvent('payment_session.completed', aSession({ status: 'COMPLETED', payment_request_id: 'pr-short' })),
  );
  assert.equal(short?.subject === 'payment' && short.providerReferences['request'], 'pr-short');
  assert.equal(only(readEvent('payment_session.expired', aSession({ status: 'EXPIRED' })))?.outcome, 'expired');
});

test('payment.succeeded is read like payment.capture (P4)', () => {
  const hint = only(readEvent('payment.succeeded', aVendorPayment()));
  assert.deepEqual(hint, only(readEvent('payment.capture', aVendorPayment())));
  assert.ok(hint?.subject === 'payment');
  assert.equal(hint.transactionId, PAYMENT);
});

test('any event that names something of ours causes an inquiry (P4)', () => {
  const { gateway: gatewayUnderTest, logged } = wire(() => assert.fail());
  for (const event of [
    'payment.verified',
    'payment.settled',
    'dispute.created',
    'constructor',
    '__proto__',
    'toString',
  ]) {
    const verified = gatewayUnderTest.verify(raw(anEnvelope(event, aVendorPayment())));
    assert.ok(verified);
    const notification = gatewayUnderTest.read(verified);
    const hint = only(notification);
    assert.ok(hint?.subject === 'payment');
    assert.deepEqual(
      [hint.outcome, hint.merchantReference, hint.providerReferences, hint.transactionId, hint.money],
      ['unknown', REFERENCE, { request: REQUEST }, PAYMENT, undefined],
      event,
    );
    assert.deepEqual(logged.at(-1)?.facts, { provider: 'xendit', event });
  }
  const page = only(readEvent('payment_session.paused', { payment_session_id: SESSION }));
  assert.ok(page?.subject === 'payment');
  assert.deepEqual(page.providerReferences, { session: SESSION });
  const refund = only(readEvent('refund.reversed', aVendorRefund()));
  assert.ok(refund?.subject === 'refund');
  assert.deepEqual(
    [refund.providerReferences, refund.outcome, refund.paymentReferences],
    [{ refund: REFUND }, 'processing', { request: REQUEST }],
  );
});

test('a known event with unexpected fields causes an inquiry as well (P4)', () => {
  const { payment_id: _, ...nameless } = aVendorPayment();
  for (const data of [nameless, aVendorPayment({ captures: 'all of it' }), { payment_request_id: REQUEST }]) {
    const hint = only(readEvent('payment.capture', data));
    assert.ok(hint?.subject === 'payment');
    assert.deepEqual([hint.outcome, hint.providerReferences, hint.money], ['unknown', { request: REQUEST }, undefined]);
  }
});

test('the reference in our metadata replaces a foreign one (P4)', () => {
  const data = aVendorPayment({ reference_id: '90392f42-d98a-49ef-a7f3', metadata: { kasir_reference: REFERENCE } });
  for (const event of ['payment.succeeded', 'payment.capture', 'payment.anything']) {
    const hint = only(readEvent(event, data));
    assert.ok(hint?.subject === 'payment');
    assert.equal(hint.merchantReference, REFERENCE, event);
  }
});

test('an event that names nothing of ours is accepted and reports nothing', () => {
  for (const event of ['dispute.created', 'constructor', '__proto__']) {
    assert.deepEqual(readEvent(event, { id: 1 }).reports, []);
  }
});

test('malformed: rejected', () => {
  const bodies: unknown[] = [
    '',
    '{',
    'null',
    '[]',
    '"payment.capture"',
    '{"event":"payment.capture"}',
    { event: 'payment.capture', data: null },
    { event: 'payment.capture', data: [] },
    { event: 7, data: {} },
    { event: '', data: {} },
    { event: 'x'.repeat(101), data: {} },
    anEnvelope('payment.capture', {}),
    anEnvelope('payment.capture', aVendorPayment({ reference_id: undefined, payment_request_id: undefined })),
    anEnvelope('payment_token.activation', { status: 'ACTIVE' }),
    anEnvelope('refund.succeeded', { data: {}, event: 'refund.succeeded' }),
    anEnvelope('payment_session.completed', {}),
    anEnvelope('payment_request.expiry', {}),
    Buffer.from([0xff, 0xfe, 0x7b]).toString('latin1'),
  ];
  for (const body of bodies) assert.throws(() => read(body), MalformedNotification, JSON.stringify(body));
});
