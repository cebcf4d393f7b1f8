import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparePayment } from '../../../../server/payments/reconciliation/compare-payment.ts';
import type { Payment, PaymentOutcome } from '../../../../server/payments/model/model.ts';
import type { PaymentReport } from '../../../../server/payments/ports/ports.ts';
import { barePayment, NOON } from '../../store/samples.ts';

const paid = (amount = 150_000): Partial<Payment> => ({
  status: 'succeeded',
  received: [{ transactionId: 't1', amount, at: NOON }],
});

const report = (outcome: PaymentOutcome, amount?: number, transactionId = 't1'): PaymentReport => ({
  subject: 'payment',
  outcome,
  providerReferences: {},
  providerStatus: outcome,
  ...(amount === undefined ? {} : { transactionId, money: { amount, currency: 'IDR' } }),
});

const CASES: readonly (readonly [
  what: string,
  here: Partial<Payment>,
  there: PaymentReport[] | 'absent',
  result: string,
])[] = [
  ['open on both sides', { status: 'requires_action' }, [report('processing')], 'matched'],
  ['paid on both sides', paid(), [report('paid', 150_000)], 'matched'],
  [
    'paid by two transactions',
    {
      status: 'succeeded',
      received: [
        { transactionId: 't1', amount: 150_000, at: NOON },
        { transactionId: 't2', amount: 150_000, at: NOON },
      ],
    },
    [report('paid', 150_000), report('paid', 150_000, 't2')],
    'matched',
  ],
  ['a transaction reported twice', paid(), [report('paid', 150_000), report('paid', 150_000)], 'matched'],
  ['a second transaction', paid(), [report('paid', 150_000), report('paid', 150_000, 't2')], 'amount_differs'],
  ['another amount', paid(), [report('paid', 140_000)], 'amount_differs'],
  ['no amount there', paid(), [report('paid')], 'amount_differs'],
  [
    'another currency',
    paid(),
    [{ ...report('paid', 150_000), money: { amount: 150_000, currency: 'PHP' } }],
    'amount_differs',
  ],
  ['part of a hold captured', { ...paid(100_000), capturedAmount: 100_000 }, [report('paid', 100_000)], 'matched'],
  ['held on both sides', { status: 'authorized' }, [report('authorized', 150_000)], 'matched'],
  ['another hold', { status: 'authorized' }, [report('authorized', 1)], 'amount_differs'],
  ['paid only there', { status: 'requires_action' }, [report('paid', 150_000)], 'status_differs'],
  ['paid there after it expired', { status: 'expired' }, [report('paid', 150_000)], 'status_differs'],
  [
    'paid there after a failed try',
    { status: 'requires_action' },
    [report('failed'), report('paid', 1)],
    'status_differs',
  ],
  ['paid only here', paid(), [report('requires_action')], 'status_differs'],
  ['late money on both sides', { ...paid(), status: 'expired' }, [report('paid', 150_000)], 'matched'],
  ['reversed only there', paid(), [report('reversed')], 'status_differs'],
  ['reversed on both sides', { ...paid(), reversedAt: NOON }, [report('reversed')], 'matched'],
  ['ended on both sides, otherwise called', { status: 'failed' }, [report('expired')], 'matched'],
  ['still to be paid there', { status: 'canceled' }, [report('requires_action')], 'status_differs'],
  ['ended only there', { status: 'requires_action' }, [report('expired')], 'status_differs'],
  ['not known there, and ended here', { status: 'failed' }, 'absent', 'matched'],
  ['not known there, and open here', { status: 'unknown' }, 'absent', 'missing_there'],
  ['not known there, and paid here', paid(), 'absent', 'missing_there'],
  ['a status that is not understood', { status: 'requires_action' }, [report('unknown')], 'unanswered'],
];

for (const [what, here, there, result] of CASES)
  test(`${what}: ${result}`, () => assert.equal(comparePayment(barePayment(here), there), result));
