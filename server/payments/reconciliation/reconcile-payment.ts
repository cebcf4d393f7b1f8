import type { ReconciliationResult } from '../../../shared/reconciliation.ts';
import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { loadPayment } from '../core/load.ts';
import type { Payment } from '../model/model.ts';
import { inquire } from '../payment/inquire-payment.ts';
import { RequestPostponed, type PaymentReport } from '../ports/ports.ts';
import { inquireProviderRefunds, mayHaveProviderRefunds } from '../refund/inquire-provider-refunds.ts';
import { comparePayment } from './compare-payment.ts';

/** With both, the request is answered within 15 s. */
const INQUIRY_MS = 10_000;
const REFUND_INQUIRY_MS = 3_000;

export interface Reconciliation {
  readonly result: ReconciliationResult;
  /** The payment as it was before the inquiry. */
  readonly before: Payment;
  /** What the provider said of it. */
  readonly reports: readonly PaymentReport[];
  /** As the answer has left it. */
  readonly after: Payment;
}

/**
 * Inquires about a payment, also one that has ended, and compares the answer with what was known before. The answer is
 * applied like that of any inquiry. Nobody waits for it, so it leaves the provider's request budget to those who do.
 *
 * @throws {DomainError} `not_found`; `rate_limited` where the budget has no room now
 */
export async function reconcilePayment(deps: Domain, paymentId: string): Promise<Reconciliation> {
  try {
    return await reconcile({ ...deps, providerRouter: deps.providerRouter.atPriority('routine') }, paymentId);
  } catch (error) {
    if (!(error instanceof RequestPostponed)) throw error;
    throw new DomainError('rate_limited', 'The request budget of the payment provider is used up for now.', {
      retryAfterSeconds: (error.retryAt - deps.clock.now()) / 1_000,
    });
  }
}

async function reconcile(deps: Domain, paymentId: string): Promise<Reconciliation> {
  const before = await loadPayment(deps, paymentId);
  const inquired = await inquire(deps, paymentId, INQUIRY_MS);
  const reports = inquired.answered ? inquired.reports : [];
  if (!inquired.answered && !inquired.isUnknownThere)
    return { result: wasSent(before) ? 'unanswered' : 'matched', before, reports, after: inquired.lastKnown };
  const compared = comparePayment(before, inquired.answered ? reports : 'absent');
  const known = await loadPayment(deps, paymentId);
  const isAsked = !mayHaveProviderRefunds(known) || (await inquireProviderRefunds(deps, paymentId, REFUND_INQUIRY_MS));
  const after = await loadPayment(deps, paymentId);
  const wasRefunded = after.refundedAmount > before.refundedAmount;
  const refunds = wasRefunded ? 'refunded_there' : isAsked || !canAsk(deps, before) ? 'matched' : 'unanswered';
  return { result: compared === 'matched' ? refunds : compared, before, reports, after };
}

/** What failed before it reached the provider has nothing to be asked about. */
const wasSent = ({ status, providerReferences, failure }: Payment): boolean =>
  !(status === 'failed' && (failure?.undelivered === true || Object.keys(providerReferences).length === 0));

const canAsk = (deps: Domain, { provider }: Payment): boolean =>
  deps.providerRouter.gateway(provider).inquireProviderRefunds !== undefined;
