import { changedAt } from '../core/changed-at.ts';
import { sameMoney } from '../../../shared/money.ts';
import type { Payment, Refund } from '../model/model.ts';
import { merchantReferenceOf, type RefundReport, type ProviderRefunds } from '../ports/ports.ts';
import { receivedAmount, sumOf } from '../model/received-money.ts';
import { isPendingRefund, applyRefundResult, type RefundSource } from './apply-refund-evidence.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/**
 * Applies the refunds of a payment that a provider reports. A reported refund is matched to a known one by our
 * reference or the provider's. One that a pending refund of ours may explain is left to that refund. The rest was made
 * at the provider's side and is booked with that origin. A total that is lower than what is known is stale, and changes
 * nothing.
 */
export async function applyProviderRefunds(
  unitOfWork: UnitOfWork,
  paymentId: string,
  { refunds, total }: ProviderRefunds,
): Promise<void> {
  for (const report of refunds ?? []) await applyNamedRefund(unitOfWork, paymentId, report);
  if (total !== undefined) await applyRefundTotal(unitOfWork, paymentId, total);
  const { payment, refunds: known } = await loadWithRefunds(unitOfWork, paymentId);
  const done = (refunds ?? []).filter(
    (report) =>
      report.outcome === 'succeeded' &&
      report.money?.currency === payment.currency &&
      !isContradicted(report, knownRefund(known, report)),
  );
  await raiseRefundedAmount(
    unitOfWork,
    payment,
    total ?? done.reduce((sum, { money }) => sum + (money?.amount ?? 0), 0),
  );
}

/** An amount other than that of the refund: the report was not applied to it, and does not count. */
const isContradicted = ({ money }: RefundReport, known: Refund | undefined): boolean =>
  money !== undefined && known !== undefined && !sameMoney(money, known);

/** The refund that a report is about. Unconfirmed references, which only a notification named, match nothing. */
const knownRefund = (refunds: readonly Refund[], report: RefundReport): Refund | undefined =>
  refunds.find(
    (one) =>
      one.merchantReference === report.merchantReference ||
      Object.entries(report.providerReferences).some(([name, value]) => one.providerReferences[name] === value),
  );

/** The money is refunded, also the part that a pending refund of ours may explain. */
async function raiseRefundedAmount({ tx, now }: UnitOfWork, payment: Payment, total: number): Promise<void> {
  if (total <= payment.refundedAmount || total > receivedAmount(payment)) return;
  await tx.updatePayment(payment.id, { refundedAmount: total, updatedAt: changedAt(now, payment) });
  await tx.appendHistory(payment.id, {
    at: now,
    source: 'inquiry',
    said: `${total} refunded in total`,
    from: payment.status,
    to: payment.status,
  });
}

async function applyNamedRefund(unitOfWork: UnitOfWork, paymentId: string, report: RefundReport): Promise<void> {
  const { payment, refunds } = await loadWithRefunds(unitOfWork, paymentId);
  const known = knownRefund(refunds, report);
  if (known !== undefined) {
    // A refund of the provider's side does not have our reference there.
    const result = known.origin === 'provider' ? { ...report, merchantReference: undefined } : report;
    await applyRefundResult(unitOfWork, known.id, result, 'inquiry');
    return;
  }
  const { money } = report;
  if (report.outcome !== 'succeeded') return;
  if (money?.currency !== payment.currency) {
    unitOfWork.domain.log.error(
      { checkoutId: payment.checkoutId, paymentId, report: report.providerStatus },
      'provider reports a refund in another currency: not booked',
    );
    return;
  }
  const mayBeOurs =
    report.merchantReference === undefined && refunds.some((one) => isPendingRefund(one) && sameMoney(one, money));
  if (!mayBeOurs)
    await book(unitOfWork, payment, { amount: money.amount, providerReferences: report.providerReferences });
}

/** For a provider that only reports the refunded total of a payment. */
async function applyRefundTotal(unitOfWork: UnitOfWork, paymentId: string, total: number): Promise<void> {
  const { payment, refunds } = await loadWithRefunds(unitOfWork, paymentId);
  const explained = sumOf(refunds.filter((one) => one.status === 'succeeded' || isPendingRefund(one)));
  const amount = total - explained;
  if (amount > 0) await book(unitOfWork, payment, { amount, providerReferences: {} });
}

async function book(
  unitOfWork: UnitOfWork,
  payment: Payment,
  returned: Pick<Refund, 'amount' | 'providerReferences'>,
): Promise<void> {
  const { amount } = returned;
  const done = (await unitOfWork.tx.refundsOf(payment.id)).filter(({ status }) => status === 'succeeded');
  const left = receivedAmount(payment) - sumOf(done);
  if (amount > left) {
    unitOfWork.domain.log.error(
      { checkoutId: payment.checkoutId, paymentId: payment.id, amount, left },
      'provider reports a refund of more than was received: not booked',
    );
    return;
  }
  await bookProviderRefund(unitOfWork, payment, returned, 'inquiry');
}

/** Books a refund that was made at the provider's side, with its event. */
export async function bookProviderRefund(
  unitOfWork: UnitOfWork,
  payment: Payment,
  { amount, providerReferences }: Pick<Refund, 'amount' | 'providerReferences'>,
  source: RefundSource,
): Promise<void> {
  const { tx, now, domain } = unitOfWork;
  const id = domain.idGenerator.next('rf');
  const at = changedAt(now, payment);
  await tx.insertRefund({
    id,
    paymentId: payment.id,
    merchantReference: merchantReferenceOf(id),
    amount,
    currency: payment.currency,
    status: 'processing',
    origin: 'provider',
    providerReferences,
    unconfirmedReferences: {},
    createdAt: at,
    updatedAt: at,
  });
  await applyRefundResult(unitOfWork, id, { outcome: 'succeeded', providerReferences }, source);
}

interface PaymentWithRefunds {
  readonly payment: Payment;
  readonly refunds: readonly Refund[];
}

async function loadWithRefunds({ tx }: UnitOfWork, paymentId: string): Promise<PaymentWithRefunds> {
  const payment = await tx.findPayment(paymentId);
  if (payment === undefined) throw new Error(`a refund of a payment that does not exist: ${paymentId}`);
  return { payment, refunds: await tx.refundsOf(paymentId) };
}
