import { PAID_ELSEWHERE, type PlantedBug } from './planted-bug.ts';

const PAYMENT = 'server/payments/payment';
/** The customer pays, and nobody tells us. */
const SILENCE = { fault: 'notification lost', times: 'always' } as const;

/** Many creations whose outcome stays unknown for a while, so that a checkout has several payments. */
const SEVERAL_UNKNOWN = {
  stepCount: 80,
  channels: PAID_ELSEWHERE,
  firstProvider: 'xendit',
  faults: [{ fault: 'provider reset_after_commit', operation: 'create', times: 14 }],
  lifeMs: 1_800_000,
} as const;

/** How a payment is created, followed, closed and expired. */
export const PAYMENT_BUGS: readonly PlantedBug[] = [
  {
    name: 'a command’s answer pays, without an inquiry',
    file: `${PAYMENT}/state-machine.ts`,
    find: `  command_paid: 'processing',
  command_failed: 'failed',`,
    replace: `  command_paid: 'succeeded',
  command_failed: 'failed',`,
    focus: {
      steps: { order: 2, openPage: 2, pay: 8, payAtBank: 6, confirm: 6, charge: 3 },
      channels: ['direct_debit_bri', 'card', 'ewallet_ovo'],
      firstProvider: 'xendit',
    },
  },
  {
    name: 'sent before it is written',
    file: `${PAYMENT}/create-payment.ts`,
    find: 'const payment = await insertPayment(deps, fresh, index === 0 ? request.withIntent : undefined);',
    replace:
      'const payment = fresh; insertPayment(deps, payment, index === 0 ? request.withIntent : undefined).catch(() => undefined);',
    focus: {
      steps: { order: 4, pay: 8, leave: 1 },
      faults: [{ fault: 'connection lost before commit', times: 6 }],
      deaths: ['intent written, not committed', 'before the intent is written', 'intent written, not committed'],
    },
  },
  {
    name: 'a time-out is treated as failed',
    file: `${PAYMENT}/create-payment.ts`,
    find: `return markOutcomeUnknown(deps, payment, 'sent, no trustworthy answer');`,
    replace: `return commit(deps, { of: 'payment', id: payment.id }, (unitOfWork) => applyEvidence(unitOfWork, payment.id, commandResult('failed', 'time-out', { failure: { code: 'provider_error' } })));`,
    focus: {
      steps: { order: 2, openPage: 1, pay: 8, payAtBank: 1 },
      faults: [{ fault: 'provider reset_after_commit', operation: 'create', times: 'always' }],
      lifeMs: 1_800_000,
    },
  },
  {
    name: 'a time-out is sent again to the next provider',
    file: `${PAYMENT}/create-payment.ts`,
    find: `return markOutcomeUnknown(deps, payment, 'sent, no trustworthy answer');`,
    replace: `return markOutcomeUnknown(deps, payment, 'sent, no trustworthy answer').then(() => undefined);`,
    focus: {
      steps: { order: 2, openPage: 1, pay: 8 },
      channels: PAID_ELSEWHERE,
      faults: [{ fault: 'provider reset_after_commit', operation: 'create', times: 'always' }],
    },
  },
  {
    name: 'amounts are compared loosely',
    file: `${PAYMENT}/state-machine.ts`,
    find: 'if (money === undefined || !sameMoney(money, expected)) {',
    replace: 'if (money === undefined || money.currency !== expected.currency) {',
    focus: {
      steps: { order: 2, openPage: 1, pay: 8 },
      channels: PAID_ELSEWHERE,
      faults: [{ fault: 'other amount paid', times: 6 }],
      lifeMs: 1_800_000,
    },
  },
  {
    name: 'a heard transaction is forgotten',
    file: 'server/payments/notification/record-unconfirmed.ts',
    find: 'if (unconfirmedReport !== undefined) {',
    replace: 'if (unconfirmedReport !== undefined && unconfirmedReport.outcome === undefined) {',
    focus: {
      steps: { order: 2, openPage: 1, pay: 8, payAtBank: 8 },
      channels: PAID_ELSEWHERE,
      faults: [{ fault: 'provider reset_after_commit', operation: 'create', times: 'always' }],
    },
  },
  {
    name: 'a notification is believed',
    file: 'server/payments/notification/record-unconfirmed.ts',
    find: 'if (isNew) await tx.appendHistory(id, notificationEntry(payment, report, now));',
    replace: `if (isNew) await tx.appendHistory(id, notificationEntry(payment, report, now));
  if (report.subject === 'payment') await applyEvidence(unitOfWork, id, { source: 'inquiry', report });`,
    also: [
      {
        file: 'server/payments/notification/record-unconfirmed.ts',
        find: `export async function recordUnconfirmed(
  { tx, now }: UnitOfWork,`,
        replace: `import { applyEvidence } from '../payment/apply-evidence.ts';
export async function recordUnconfirmed(
  unitOfWork: UnitOfWork,`,
      },
      {
        file: 'server/payments/notification/record-unconfirmed.ts',
        find: '  // Read again: another report',
        replace: '  const { tx, now } = unitOfWork;\n  // Read again: another report',
      },
    ],
    focus: {
      steps: { order: 2, openPage: 1, pay: 8 },
      faults: [{ fault: 'notification of another payment', times: 8 }],
    },
  },
  {
    name: 'late money is passed over',
    file: `${PAYMENT}/state-machine.ts`,
    find: 'if (isKnown && (payment.review !== undefined || payment.received.length > 0))',
    replace: `if (payment.status === 'expired' || payment.status === 'canceled')`,
    focus: {
      steps: { order: 2, openPage: 1, pay: 8, leave: 6, cancelAsCustomer: 2 },
      channels: PAID_ELSEWHERE,
      faults: [{ fault: 'paid late', times: 6 }],
    },
  },
  {
    name: 'a second paid payment raises no alarm',
    file: `${PAYMENT}/state-machine.ts`,
    find: `const review = paidByAnother ? 'paid_twice' : tooLate === true ? 'paid_late' : undefined;`,
    replace: `const review = tooLate === true ? 'paid_late' : undefined;`,
    focus: {
      steps: { order: 2, payElsewhere: 10, payAtBank: 14 },
      ...SEVERAL_UNKNOWN,
    },
  },
  {
    name: 'a final status moves',
    file: `${PAYMENT}/state-machine.ts`,
    find: `  inquiry_paid: 'pay_late',`,
    replace: `  inquiry_paid: 'pay',`,
    focus: {
      steps: { order: 2, openPage: 1, pay: 8, leave: 6, cancelAsCustomer: 2 },
      channels: PAID_ELSEWHERE,
      faults: [{ fault: 'paid late', times: 6 }],
    },
  },
  {
    name: 'an inquiry after the creation is not scheduled',
    file: `${PAYMENT}/apply-evidence.ts`,
    find: `await tx.scheduleJob({ kind: 'inquire', key: payment.id, runAt: now + pauseMs });`,
    replace: `await tx.dropJob('inquire', payment.id);`,
    focus: { steps: { order: 2, openPage: 1, pay: 8 }, lifeMs: 1_800_000 },
  },
  {
    name: 'the paid checkout stays open',
    file: `${PAYMENT}/apply-evidence.ts`,
    find: 'if (checkout !== undefined && (await paysCheckout(tx, payment, checkout)))',
    replace:
      'if (checkout !== undefined && payment.transactionId === undefined && (await paysCheckout(tx, payment, checkout)))',
    focus: { steps: { order: 2, openPage: 1, pay: 8, payAtBank: 8 } },
  },
  {
    name: 'the siblings of a paid payment stay open',
    file: 'server/payments/checkout/mark-checkout-paid.ts',
    find: 'if (other.id !== payment.id && !isFinal(other.status))',
    replace: 'if (other.id === payment.id && !isFinal(other.status))',
    focus: {
      steps: { order: 2, payElsewhere: 10, payAtBank: 5 },
      ...SEVERAL_UNKNOWN,
    },
  },
  {
    name: 'a new payment leaves the open one open',
    file: `${PAYMENT}/supersede-open-payments.ts`,
    find: 'for (const payment of open) {',
    replace: 'for (const payment of open.slice(1)) {',
    also: [
      {
        file: `${PAYMENT}/create-payment.ts`,
        find: 'await assertNoOtherLivePayment(deps, tx, checkout);',
        replace: 'void assertNoOtherLivePayment;',
      },
    ],
    focus: {
      steps: { order: 1, payElsewhere: 10 },
      channels: PAID_ELSEWHERE,
      lifeMs: 1_800_000,
    },
  },
  {
    name: 'the expiry asks nobody',
    file: `${PAYMENT}/expire-payment.ts`,
    find: 'if (canInquire && !inquired.answered && !isStranded) return false;',
    replace: `if (!inquired.answered) return commit(deps, { of: 'payment', id: paymentId }, (unitOfWork) => applyEvidence(unitOfWork, paymentId, { source: 'clock', kind: 'time_up' })).then(({ status }) => isFinal(status));`,
    focus: {
      steps: { order: 4, pay: 8, payAtBank: 8 },
      lengthMs: 90_000,
      lifeMs: 65_000,
      channels: PAID_ELSEWHERE,
      faults: [SILENCE, { fault: 'provider 503', operation: 'inquire', times: 'always' }],
    },
  },
  {
    name: 'what has ended expires at once',
    file: `${PAYMENT}/expire-payment.ts`,
    find: 'const inGrace = deps.clock.now() < payment.expiresAt + GRACE_MS;',
    replace: 'const inGrace = GRACE_MS < 0;',
    focus: {
      steps: { order: 4, pay: 8, payAtBank: 8 },
      lengthMs: 90_000,
      lifeMs: 65_000,
      channels: PAID_ELSEWHERE,
      faults: [
        SILENCE,
        { fault: 'provider stale_status', operation: 'inquire', times: 'always' },
        { fault: 'provider 503', operation: 'cancel', times: 'always' },
      ],
    },
  },
  {
    name: 'an interrupted payment is forgotten at the start',
    file: `${PAYMENT}/mark-outcome-unknown.ts`,
    find: `return payment === undefined || payment.status === 'creating'`,
    replace: `return payment === undefined`,
    focus: {
      steps: { order: 4, pay: 8 },
      deaths: ['sent, no answer', 'half sent', 'intent committed, not sent', 'sent, no answer'],
    },
  },
  {
    name: 'a checkout ends with an open payment',
    file: 'server/payments/checkout/expire-checkout.ts',
    find: 'if ((await unitOfWork.tx.paymentsOf(checkoutId)).some(isUndecided))',
    replace: 'if ((await unitOfWork.tx.paymentsOf(checkoutId)).every(isUndecided) && isUndecided === undefined)',
    focus: {
      steps: { order: 4, pay: 8 },
      lengthMs: 90_000,
      lifeMs: 65_000,
      channels: PAID_ELSEWHERE,
      faults: [
        { fault: 'provider 503', operation: 'inquire', times: 'always' },
        { fault: 'provider 503', operation: 'cancel', times: 'always' },
      ],
    },
  },
  {
    name: 'nobody is told of an unknown outcome',
    file: 'server/payments/review/raise-unknown-review.ts',
    find: `await unitOfWork.emit('payment.review_required', payment.checkoutId, { payment });`,
    replace: '',
    focus: {
      steps: { order: 4, pay: 8 },
      faults: [{ fault: 'provider reset_after_commit', operation: 'create', times: 'always' }, SILENCE],
      firstProvider: 'nicepay',
      lifeMs: 86_400_000,
    },
  },
];
