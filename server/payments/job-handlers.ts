import { CALL_TIMEOUT_MS, ROUTINE_TIMEOUT_MS } from './core/call-gateway.ts';
import type { Domain } from './core/domain.ts';
import { expireCheckout } from './checkout/expire-checkout.ts';
import { expirePayment } from './payment/expire-payment.ts';
import type { Instant } from './model/model.ts';
import type { Job, RequestPriority } from './ports/ports.ts';
import { closeSibling } from './payment/close-sibling.ts';
import { inquirePayout } from './payout/inquire-payout.ts';
import { inquireRefund } from './refund/inquire-refund.ts';
import { runProviderRefundInquiry } from './refund/inquire-provider-refunds.ts';
import { runScheduledInquiry } from './payment/run-scheduled-inquiry.ts';
import { reviewPayment, reviewPayout, reviewRefund } from './review/raise-unknown-review.ts';
import { activateSavedMethod } from './saved-method/activate-saved-method.ts';

/** Returns when the job is to be run again; `undefined` when it is done. */
type JobHandler = (job: Job) => Promise<Instant | undefined>;

/**
 * The handler of each kind of job; `deliver` is handled with the events. What a job sends to a provider may be postponed:
 * then its handler throws `RequestPostponed`, and the job is run again as it is.
 */
export function jobHandlers(deps: Domain): Readonly<Record<Exclude<Job['kind'], 'deliver'>, JobHandler>> {
  const at = (priority: RequestPriority): Domain => ({
    ...deps,
    providerRouter: deps.providerRouter.atPriority(priority),
  });
  const urgent = at('notified');
  const routine = at('routine');
  const depsOf = ({ notified }: Job): Domain => (notified ? urgent : routine);
  return {
    inquire: (job) => runScheduledInquiry(depsOf(job), job.key, job.notified ? CALL_TIMEOUT_MS : ROUTINE_TIMEOUT_MS),
    expire_payment: (job) => expirePayment(depsOf(job), job.key),
    expire_checkout: ({ key }) => expireCheckout(deps, key),
    // Until it is closed, a customer can pay for an order that is paid already.
    close_payment: ({ key, retryCount }) => closeSibling(urgent, key, retryCount),
    review_payment: ({ key }) => reviewPayment(deps, key),
    review_refund: ({ key }) => reviewRefund(deps, key),
    review_payout: ({ key }) => reviewPayout(deps, key),
    inquire_refund: (job) => inquireRefund(depsOf(job), job),
    inquire_returns: (job) => runProviderRefundInquiry(depsOf(job), job.key, job.retryCount),
    activate_method: (job) => activateSavedMethod(depsOf(job), job.key, job.retryCount),
    inquire_payout: (job) => inquirePayout(depsOf(job), job),
  };
}
