import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MalformedNotification, type RawNotification } from '../../../../server/payments/ports/ports.ts';
import { readNotification, verifier } from '../../../../server/providers/midtrans/notifications.ts';
import { signed } from '../../../../server/providers/midtrans/simulator/views.ts';
import { quietLog } from '../../../support/quiet-log.ts';
import { REFERENCE, TRANSACTION, transaction } from './support/wire.ts';

const KEY = 'SB-Mid-server-abc123cde456';
const verify = verifier(KEY);
const read = readNotification(quietLog);

const raw = (body: unknown): RawNotification => ({
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers: { 'content-type': 'application/json' },
  contentType: 'application/json',
});
const genuine = (over: object): Record<string, unknown> =>
  signed(transaction({ status_code: '200', transaction_status: 'settlement', ...over }), KEY);
const reportsOf = (over: object) => read(verify(raw(genuine(over))) ?? assert.fail('not verified')).reports;

test('the payment by our own order id, and nothing that a command could be aimed at', () => {
  const [report] = reportsOf({});
  assert.equal(report?.subject, 'payment');
  assert.deepEqual([report?.outcome, report?.merchantReference, report?.providerReferences], ['paid', REFERENCE, {}]);
});

test('a changed amount, order or code, another key, and no signature at all are not verified', () => {
  const sound = genuine({});
  for (const change of [
    { gross_amount: '150000' },
    { gross_amount: '1.00' },
    { order_id: 'other' },
    { status_code: '201' },
    { signature_key: String(sound['signature_key']).toUpperCase() },
    { signature_key: undefined },
    { signature_key: '' },
    { gross_amount: 150_000 },
  ])
    assert.equal(verify(raw({ ...sound, ...change })), undefined, JSON.stringify(change));
  assert.equal(verify(raw(signed(transaction(), 'another-key'))), undefined);
});

test('the status is not signed: an altered one is verified, and is a hint like every other', () => {
  const altered = { ...genuine({ transaction_status: 'pending' }), transaction_status: 'settlement' };
  assert.ok(verify(raw(altered)));
});

test('what is no JSON object, or no transaction, is malformed', () => {
  for (const body of ['', 'order_id=1', '[]', '"text"', 'null', '{"order_id": "pay'])
    assert.throws(() => verify(raw(body)), MalformedNotification, body);
  const account = signed({ order_id: 'x', status_code: '200', gross_amount: '1.00', account_status: 'ENABLED' }, KEY);
  assert.throws(() => read(verify(raw(account)) ?? assert.fail()), MalformedNotification);
});

test('refunds: by our key, or as the provider’s own', () => {
  const refunds = [
    {
      refund_key: 'rf01',
      refund_amount: '50000.00',
      refund_chargeback_id: 11,
      bank_confirmed_at: '2026-01-31 17:00:00',
    },
    { refund_amount: '20000.00', refund_chargeback_id: 12, refund_method: 'offline' },
    'nonsense',
  ];
  const [payment, ...rest] = reportsOf({ transaction_status: 'partial_refund', refunds });
  assert.equal(payment?.outcome, 'paid');
  assert.deepEqual(
    rest.map((report) => (report.subject === 'refund' ? { ...report } : assert.fail())),
    [
      {
        subject: 'refund',
        outcome: 'succeeded',
        merchantReference: 'rf01',
        providerReferences: { refund: '11' },
        paymentReferences: { transaction: TRANSACTION },
        money: { amount: 50_000, currency: 'IDR' },
        providerStatus: 'refund',
      },
      {
        subject: 'refund',
        outcome: 'processing',
        merchantReference: undefined,
        providerReferences: { refund: '12' },
        paymentReferences: { transaction: TRANSACTION },
        money: { amount: 20_000, currency: 'IDR' },
        providerStatus: 'refund, not confirmed by the bank yet',
      },
    ],
  );
});
