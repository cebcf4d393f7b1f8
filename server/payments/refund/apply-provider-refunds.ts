import { changedAt } from '../core/changed-at.ts';
import { sameMoney } from '../../../shared/money.ts';
import type { Payment, Refund } from '../model/model.ts';
import { merchantReferenceOf, type RefundReport, type ProviderRefunds } from '../ports/ports.ts';
import { receivedAmount, sumOf } from '../model/received-money.ts';
import { isPendingRefund, applyRefundResult, type RefundSource } from './apply-refund-evidence.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/**
 * Weighs what a provider says went back of a payment. What it names is matched to a refund that is known, by reference
 * or by the provider's id; what a refund of ours could explain whose outcome is open is left to that refund; the rest
 * somebody returned at the provider's side, and it is booked as a refund of that origin. Nothing is ever taken back from
 * what is known: a total that is stale says less, and changes nothing.
 */
export async function applyProviderRefunds(
  unitOfWork: UnitOfWork,
  paymentId: string,
  { refunds, total }: ProviderRefunds,
): Promise<void> {
  for (const report of refunds ?? []) await applyNamedRefund(unitOfWork, paymentId, report);
  if (total !== undefined) await applyRefundTotal(unitOfWork, paymentId, total);
  const { payment } = await loadWithRefunds(unitOfWork, paymentId);
  const done = (refunds ?? []).filter(
    ({ outcome, money }) => outcome === 'succeeded' && money?.currency === payment.currency,
  );
  await raiseRefundedAmount(
    unitOfWork,
    payment,
    total ?? done.reduce((sum, { money }) => sum + (money?.amount ?? 0), 0),
  );
}

/** It has gone back also where it is left to a refund of ours whose outcome is open. */
async function raiseRefundedAmount({ tx, now }: UnitOfWork, payment: Payment, total: number): Promise<void> {
  if (total <= payment.refundedAmount || total > receivedAmount(payment)) return;
  await tx.updatePayment(payment.id, { refundedAmount: total, updatedAt: changedAt(now, payment) });
  await tx.appendHistory(payment.id, {
    at: now,
    source: 'inquiry',
    said: `${total} went back in all`,
    from: payment.status,
    to: payment.status,
  });
}

async function applyNamedRefund(unitOfWork: UnitOfWork, paymentId: string, report: RefundReport): Promise<void> {
  const { payment, refunds } = await loadWithRefunds(unitOfWork, paymentId);
  // A name that only a notification told makes no refund ours.
  const known = refunds.find(
    (one) =>
      one.merchantReference === report.merchantReference ||
      Object.entries(report.providerReferences).some(([name, value]) => one.providerReferences[name] === value),
  );
  if (known !== undefined) {
    // The one that was booked without a reference of ours has none at the provider either.
    const word = known.origin === 'provider' ? { ...report, merchantReference: undefined } : report;
    await applyRefundResult(unitOfWork, known.id, word, 'inquiry');
    return;
  }
  const { money } = report;
  if (report.outcome !== 'succeeded') return;
  if (money?.currency !== payment.currency) {
    unitOfWork.domain.log.error(
      { paymentId, report: report.providerStatus },
      'money went back, and how much cannot be read',
    );
    return;
  }
  const mayBeOurs =
    report.merchantReference === undefined && refunds.some((one) => isPendingRefund(one) && sameMoney(one, money));
  if (!mayBeOurs)
    await book(unitOfWork, payment, { amount: money.amount, providerReferences: report.providerReferences });
}

/** A provider that only knows how much of a payment went back. */
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
      { paymentId: payment.id, amount, left },
      'more is said to have gone back than was taken',
    );
    return;
  }
  await bookProviderRefund(unitOfWork, payment, returned, 'inquiry');
}

/** Books what somebody gave back at the provider's side, and tells of it. */
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
  if (payment === undefined) throw new Error(`money went back of a payment that does not exist: ${paymentId}`);
  return { payment, refunds: await tx.refundsOf(paymentId) };
}
