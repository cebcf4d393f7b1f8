/** One fault that somebody could have written: one place of one file, replaced. */
export interface PlantedBug extends Edit {
  readonly name: string;
  /** Where two places keep the rule, so that one of them alone does no harm. */
  readonly also?: Edit;
}

export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

const PAYMENT = 'server/payments/payment';

/** Each must be found by the simulation. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'a command’s answer pays, without an inquiry',
    file: `${PAYMENT}/state-machine.ts`,
    find: `  command_paid: 'processing',
  command_failed: 'failed',`,
    replace: `  command_paid: 'succeeded',
  command_failed: 'failed',`,
  },
  {
    name: 'sent before it is written',
    file: `${PAYMENT}/create-payment.ts`,
    find: 'const payment = await insertPayment(deps, newPayment(deps, { ...request, id }, checkout, choice, offer));',
    replace:
      'const payment = newPayment(deps, { ...request, id }, checkout, choice, offer); insertPayment(deps, payment).catch(() => undefined);',
  },
  {
    name: 'a time-out is treated as failed',
    file: `${PAYMENT}/create-payment.ts`,
    find: `return markOutcomeUnknown(deps, payment, 'sent, no trustworthy answer');`,
    replace: `return commit(deps, { of: 'payment', id: payment.id }, (unitOfWork) => applyEvidence(unitOfWork, payment.id, commandResult('failed', 'time-out', { failure: { code: 'provider_error' } })));`,
  },
  {
    name: 'a time-out is sent again to the next provider',
    file: `${PAYMENT}/create-payment.ts`,
    find: `return markOutcomeUnknown(deps, payment, 'sent, no trustworthy answer');`,
    replace: `return markOutcomeUnknown(deps, payment, 'sent, no trustworthy answer').then(() => undefined);`,
  },
  {
    name: 'the outbox row is dropped',
    file: 'server/payments/core/unit-of-work.ts',
    find: `if (!isOff) await tx.scheduleJob({ kind: 'deliver', key: stream, runAt: now });`,
    replace: `if (!isOff && type !== 'payment.expired' && type !== 'checkout.expired') await tx.scheduleJob({ kind: 'deliver', key: stream, runAt: now });`,
  },
  {
    name: 'amounts are compared loosely',
    file: `${PAYMENT}/state-machine.ts`,
    find: 'if (money === undefined || !sameMoney(money, expected)) {',
    replace: 'if (money === undefined || money.currency !== expected.currency) {',
  },
  {
    name: 'a heard transaction is forgotten',
    file: 'server/payments/notification/record-unconfirmed.ts',
    find: 'if (unconfirmedReport !== undefined) {',
    replace: 'if (unconfirmedReport !== undefined && unconfirmedReport.outcome === undefined) {',
  },
  {
    name: 'the customer voids held money',
    file: `${PAYMENT}/cancel-payment.ts`,
    find: `if (known.status === 'authorized' && by === 'customer') return { payment: known };`,
    replace: '',
  },
  {
    name: 'late money is passed over',
    file: `${PAYMENT}/state-machine.ts`,
    find: `    const isKnown = isReceived(payment, transactionId);
    if (isKnown && (payment.review !== undefined || payment.received.length > 0))`,
    replace: `    const isKnown = isReceived(payment, transactionId);
    if (payment.status === 'expired')`,
  },
  {
    name: 'a second paid payment raises no alarm',
    file: `${PAYMENT}/state-machine.ts`,
    find: `const review = paidByAnother ? 'paid_twice' : tooLate === true ? 'paid_late' : undefined;`,
    replace: `const review = tooLate === true ? 'paid_late' : undefined;`,
  },
  {
    name: 'a final status moves',
    file: `${PAYMENT}/state-machine.ts`,
    find: `  inquiry_paid: 'pay_late',`,
    replace: `  inquiry_paid: 'pay',`,
  },
  {
    name: 'an inquiry after the creation is not scheduled',
    file: `${PAYMENT}/apply-evidence.ts`,
    find: `await tx.scheduleJob({ kind: 'inquire', key: payment.id, runAt: now + pauseMs });`,
    replace: `await tx.dropJob('inquire', payment.id);`,
  },
  {
    name: 'the paid checkout stays open',
    file: `${PAYMENT}/apply-evidence.ts`,
    find: 'if (checkout !== undefined && (await paysCheckout(tx, payment, checkout)))',
    replace:
      'if (checkout !== undefined && payment.transactionId === undefined && (await paysCheckout(tx, payment, checkout)))',
  },
  {
    name: 'the siblings of a paid payment stay open',
    file: 'server/payments/checkout/mark-checkout-paid.ts',
    find: 'if (other.id !== payment.id && !isFinal(other.status))',
    replace: 'if (other.id === payment.id && !isFinal(other.status))',
  },
  {
    name: 'a new payment leaves the open one open',
    file: `${PAYMENT}/supersede-open-payments.ts`,
    find: 'for (const payment of open) {',
    replace: 'for (const payment of open.slice(1)) {',
  },
  {
    name: 'an unconfirmed answer cancels a payment',
    file: `${PAYMENT}/cancel-payment.ts`,
    find: "if (isFinal(known.status) || known.status === 'creating') return { payment: known };",
    replace: 'if (isFinal(known.status)) return { payment: known };',
  },
  {
    name: 'a refund counts before it has succeeded',
    file: 'server/payments/refund/apply-refund-evidence.ts',
    find: `const done = sumOf((await tx.refundsOf(payment.id)).filter(({ status }) => status === 'succeeded'));`,
    replace: `const done = sumOf((await tx.refundsOf(payment.id)).map((one) => ({ ...one, amount: one.amount + 1 })));`,
  },
  {
    name: 'a refund of unknown outcome is treated as failed',
    file: 'server/payments/refund/refund-payment.ts',
    find: `if (result.kind === 'unknown') return applyRefund(held, refund, { outcome: 'unknown', providerReferences: {} });`,
    replace: `if (result.kind === 'unknown') return applyRefund(held, refund, { outcome: 'failed', providerReferences: {} });`,
  },
  {
    name: 'a payout of unknown outcome is treated as failed',
    file: 'server/payments/payout/send-payout.ts',
    find: `if (result.kind === 'unknown') return payout;`,
    replace: `if (result.kind === 'unknown') return commit(deps, { of: 'payout', id }, async (unitOfWork) => { await unitOfWork.tx.dropJob('inquire_payout', id); return changePayout(unitOfWork, payout, { to: 'failed', source: 'command', said: 'time-out' }); });`,
  },
  {
    name: 'the sequence of events stands still',
    file: 'server/payments/core/unit-of-work.ts',
    find: 'const sequence = checkout.sequence + 1;',
    replace: `const sequence = checkout.sequence + (type === 'checkout.paid' ? 2 : 1);`,
  },
  {
    name: 'an event counts as delivered whatever the answer',
    file: 'server/jobs/deliver-events.ts',
    find: "const isAcknowledged = ({ status = 0 }: Pick<EventResponse, 'status'>): boolean => status >= 200 && status < 300;",
    replace: "const isAcknowledged = ({ status = 0 }: Pick<EventResponse, 'status'>): boolean => status >= 200;",
  },
  {
    name: 'an event is given up after one time-out',
    file: 'server/jobs/deliver-events.ts',
    find: 'deliveryExhausted: retryAt === undefined,',
    replace: 'deliveryExhausted: response.status === undefined,',
  },
  {
    name: 'a job ends after its first run',
    file: 'server/jobs/runner.ts',
    find: 'return next === undefined ? store.completeJob(job) : store.retryJob(job, next, failed);',
    replace: `return next === undefined || job.kind === 'deliver' ? store.completeJob(job) : store.retryJob(job, next, failed);`,
  },
  {
    name: 'a reserved key is not remembered',
    file: 'server/http/middleware/idempotency.ts',
    find: 'return kept !== undefined && kept.createdAt > clock.now() - ANSWERS_KEPT_MS ? kept : undefined;',
    replace: 'return kept?.status !== undefined && kept.createdAt > clock.now() + ANSWERS_KEPT_MS ? kept : undefined;',
  },
  {
    name: 'the expiry asks nobody',
    file: `${PAYMENT}/expire-payment.ts`,
    find: 'if (canInquire && !inquired.answered && !isStranded) return false;',
    replace: `if (!inquired.answered) return commit(deps, { of: 'payment', id: paymentId }, (unitOfWork) => applyEvidence(unitOfWork, paymentId, { source: 'clock', kind: 'time_up' })).then(({ status }) => isFinal(status));`,
  },
  {
    name: 'an interrupted payment is forgotten at the start',
    file: `${PAYMENT}/mark-outcome-unknown.ts`,
    find: `return payment === undefined || payment.status === 'creating'`,
    replace: `return payment === undefined`,
  },
  {
    name: 'a page is not told of a change',
    file: 'server/http/browser/watch-checkout.ts',
    find: 'changedMeanwhile = true;\n    if (reading || stopped) return;',
    replace: 'changedMeanwhile = true;\n    if (reading || stopped || shown !== undefined) return;',
  },
  {
    name: 'a page never looks again after its stream broke',
    file: 'widget/session/status-feed.ts',
    find: 'const polled = this.#live && this.#quietMs < ALIVE_POLL_MS ? Promise.resolve() : this.#poll();',
    replace: 'const polled = Promise.resolve();',
  },
  {
    name: 'a page keeps what it knows of a payment',
    file: 'widget/session/checkout-session.ts',
    find: 'if (isNewer(payment, this.#snapshot.payment)) this.#take(payment);',
    replace: `if (this.#snapshot.payment?.status === 'requires_action') return;\n    if (isNewer(payment, this.#snapshot.payment)) this.#take(payment);`,
  },
  {
    name: 'nobody is told of an unknown outcome',
    file: 'server/payments/review/raise-unknown-review.ts',
    find: `await unitOfWork.emit('payment.review_required', payment.checkoutId, { payment });`,
    replace: '',
  },
  {
    name: 'a captured amount is forgotten when the answer is lost',
    file: `${PAYMENT}/capture-payment.ts`,
    find: `if (result.kind === 'answered' || result.kind === 'unknown' || after.status === 'succeeded') return after;`,
    replace: `if (result.kind === 'unknown') await commit(held, { of: 'payment', id: paymentId }, ({ tx, now }) => tx.updatePayment(paymentId, { capturedAmount: undefined, updatedAt: now }));\n    if (result.kind === 'answered' || result.kind === 'unknown' || after.status === 'succeeded') return after;`,
  },
  {
    name: 'a repeated key gets another answer',
    file: 'server/http/replayable-response.ts',
    find: 'if (status < 300) return true;',
    replace: 'if (status < 300) return false;\n  if (status === 409) return true;',
  },
  {
    name: 'a lease is not released',
    file: 'server/instances/shared-exclusive.ts',
    find: 'await store.releaseLease(turn.key, turn.turn);',
    replace: '',
  },
  {
    name: 'the leases of the dead are kept',
    file: 'server/store/instances.ts',
    find: `await sql.change(sql.build.deleteFrom('leases').where('holder', 'not in', known));`,
    replace: '',
    also: {
      file: 'server/store/instances.ts',
      find: `not(exists(living.where('id', '=', fragment.ref<string>('leases.holder')).select('id'))),`,
      replace: '',
    },
  },
  {
    name: 'another’s create is abandoned',
    file: 'server/payments/payment/recover-interrupted.ts',
    find: `  await tryExclusively(deps, checkoutId, async (held) => {
    const payment = await held.store.findPayment(id);
    if (payment?.status !== 'creating') return;
    recovered = (await markOutcomeUnknown(held, payment, why)).status === 'unknown';
  });`,
    replace: `  void checkoutId;
  void tryExclusively;
  const payment = await deps.store.findPayment(id);
  if (payment?.status === 'creating') recovered = (await markOutcomeUnknown(deps, payment, why)).status === 'unknown';`,
  },
];
