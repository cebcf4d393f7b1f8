import { isFinal } from '../../../shared/payment-status.ts';
import { optional, presentTime } from '../../http/present/present-parts.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { Payment, Refund } from '../../payments/model/model.ts';
import { refundableRest } from '../../payments/model/received-money.ts';
import type { Offer } from '../../payments/ports/ports.ts';
import { REVIEW_ACTIONS, type ReviewQuestion } from '../../payments/review/review-actions.ts';
import { isUnknownTooLong, UNKNOWN_FOR_MS } from '../../payments/review/raise-unknown-review.ts';
import { findUnknownRefund } from '../../payments/review/resolve-refund.ts';
import { DECISIONS, type Decision, type PaymentActions } from '../wire/payments.ts';
import { reviewRefundAmount } from './review-refund-amount.ts';

/**
 * What an operator can do about a payment now. It only decides which buttons are there: each operation checks again when
 * it is asked for.
 */
export async function paymentActions(
  domain: Domain,
  payment: Payment,
  offer: Offer | undefined,
  refunds: readonly Refund[],
): Promise<PaymentActions> {
  const { status, amount } = payment;
  const isConfigured = domain.providerRouter.isConfigured(payment.provider);
  const refund = offer?.supports.refund ?? 'none';
  const maxRefund = refundableRest(payment, refunds);
  const isRefundable = isFinal(status) && maxRefund > 0 && payment.reversedAt === undefined && refund !== 'none';
  return {
    inquire: isConfigured && status !== 'creating',
    cancel: !isFinal(status) && status !== 'creating',
    ...optional(
      'capture',
      status === 'authorized' && offer !== undefined
        ? { maxAmount: payment.capturedAmount ?? amount, partial: offer.supports.partialCapture }
        : undefined,
    ),
    ...optional('refund', isRefundable ? { maxAmount: maxRefund, partial: refund === 'partial' } : undefined),
    ...optional('resolve', await openDecision(domain, payment)),
  };
}

async function openDecision(domain: Domain, payment: Payment): Promise<PaymentActions['resolve']> {
  const { review, status } = payment;
  if (review !== undefined)
    return {
      question: review,
      since: presentTime(payment.reviewSince ?? payment.updatedAt),
      decisions: possible(review),
      refundAmount: await reviewRefundAmount(domain, payment),
    };
  if (status === 'unknown') {
    const since = payment.unknownSince ?? payment.updatedAt;
    const isDue = isUnknownTooLong(payment, domain.clock.now());
    return {
      question: 'unknown',
      since: presentTime(since),
      decisions: isDue ? possible('unknown') : [],
      refundAmount: 0,
      ...optional('notBefore', isDue ? undefined : presentTime(since + UNKNOWN_FOR_MS)),
    };
  }
  const refund = await findUnknownRefund(domain, payment);
  if (refund === undefined) return undefined;
  const since = refund.unknownSince ?? refund.updatedAt;
  return {
    question: 'refund_unknown',
    since: presentTime(since),
    decisions: ['accept', 'dismiss'],
    refundAmount: 0,
  };
}

const possible = (question: ReviewQuestion): Decision[] =>
  DECISIONS.filter((decision) => REVIEW_ACTIONS[question][decision].does !== 'no');
