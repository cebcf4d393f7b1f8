import type { PlantedBug } from './planted-bug.ts';

const PAYMENT = 'server/payments/payment';
/** A held payment, as a card makes it. */
const HELD = { capture: 'manual', channels: ['card'], lifeMs: 1_800_000 } as const;

/** Holds, captures, refunds and payouts. */
export const MONEY_BUGS: readonly PlantedBug[] = [
  {
    name: 'the customer voids held money',
    file: `${PAYMENT}/cancel-payment.ts`,
    find: `if (known.status === 'authorized' && by === 'customer') return { payment: known };`,
    replace: '',
    focus: { ...HELD, steps: { order: 3, pay: 8, payAtBank: 8, cancelAsCustomer: 6 } },
  },
  {
    name: 'a captured amount is forgotten when the answer is lost',
    file: `${PAYMENT}/capture-payment.ts`,
    find: `if (result.kind === 'answered' || result.kind === 'unknown' || after.status === 'succeeded') return after;`,
    replace: `if (result.kind === 'unknown') await commit(held, { of: 'payment', id: paymentId }, ({ tx, now }) => tx.updatePayment(paymentId, { capturedAmount: undefined, updatedAt: now }));
    if (result.kind === 'answered' || result.kind === 'unknown' || after.status === 'succeeded') return after;`,
    focus: {
      ...HELD,
      steps: { order: 3, pay: 8, payAtBank: 8, capture: 8 },
      faults: [{ fault: 'provider reset_after_commit', operation: 'capture', times: 'always' }],
    },
  },
  {
    name: 'two captures at the same time',
    file: `${PAYMENT}/capture-payment.ts`,
    find: 'return exclusively(deps, `money:${paymentId}`, async (held) => {',
    replace: 'return exclusively(deps, `money:${paymentId}:${amount}`, async (held) => {',
    also: [
      {
        file: `${PAYMENT}/capture-payment.ts`,
        find: 'if (payment.capturedAmount !== undefined && payment.capturedAmount !== wanted)',
        replace: 'if (payment.capturedAmount !== undefined && payment.capturedAmount < 0)',
      },
    ],
    focus: { ...HELD, steps: { order: 3, pay: 8, payAtBank: 8, capture: 10 }, stepCount: 60 },
  },
  {
    name: 'a refund counts before it has succeeded',
    file: 'server/payments/refund/apply-refund-evidence.ts',
    find: `const done = sumOf((await tx.refundsOf(payment.id)).filter(({ status }) => status === 'succeeded'));`,
    replace: `const done = sumOf((await tx.refundsOf(payment.id)).map((one) => ({ ...one, amount: one.amount + 1 })));`,
    focus: { steps: { order: 3, pay: 8, payAtBank: 8, refund: 8 }, firstProvider: 'xendit' },
  },
  {
    name: 'a refund of unknown outcome is treated as failed',
    file: 'server/payments/refund/refund-payment.ts',
    find: `if (result.kind === 'unknown') return applyRefund(held, refund, { outcome: 'unknown', providerReferences: {} });`,
    replace: `if (result.kind === 'unknown') return applyRefund(held, refund, { outcome: 'failed', providerReferences: {} });`,
    focus: {
      steps: { order: 3, pay: 8, payAtBank: 8, refund: 8 },
      firstProvider: 'xendit',
      channels: ['qris', 'ewallet_dana', 'ewallet_ovo', 'card'],
      faults: [{ fault: 'provider reset_after_commit', operation: 'refund', times: 'always' }],
    },
  },
  {
    name: 'a payout of unknown outcome is treated as failed',
    file: 'server/payments/payout/send-payout.ts',
    find: `if (result.kind === 'unknown') return payout;`,
    replace: `if (result.kind === 'unknown') return commit(deps, { of: 'payout', id }, async (unitOfWork) => { await unitOfWork.tx.dropJob('inquire_payout', id); return changePayout(unitOfWork, payout, { to: 'failed', source: 'command', said: 'time-out' }); });`,
    focus: {
      steps: { order: 1, payOut: 8 },
      stepCount: 15,
      payoutApproval: false,
      faults: [{ fault: 'provider reset_after_commit', operation: 'payout', times: 'always' }],
    },
  },
  {
    name: 'a payout is approved twice',
    file: 'server/payments/payout/approve-payout.ts',
    find: 'return exclusively(deps, id, async (held) => {',
    replace: 'return exclusively(deps, `${id} ${Math.random()}`, async (held) => {',
    also: [
      {
        file: 'server/payments/payout/approve-payout.ts',
        find: `if (fresh?.status !== 'awaiting_approval') return undefined;`,
        replace: 'if (fresh === undefined) return undefined;',
      },
      {
        file: 'server/payments/payout/approve-payout.ts',
        find: "if (waiting.status !== 'awaiting_approval') {",
        replace: "if (waiting.status === 'succeeded' || waiting.status === 'failed') {",
      },
    ],
    focus: { steps: { order: 1, payOut: 6, approve: 8 }, payoutApproval: true },
  },
];
