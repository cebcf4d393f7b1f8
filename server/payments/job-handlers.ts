import { CALL_TIMEOUT_MS, ROUTINE_TIMEOUT_MS } from './core/call-gateway.ts';
import type { Domain } from './core/domain.ts';
import { expireCheckout } from './checkout/expire-checkout.ts';
import { expirePayment } from './payment/expire-payment.ts';
import type { Instant } from './model/model.ts';
import type { Job } from './ports/ports.ts';
import { closeSibling } from './payment/close-sibling.ts';
import { inquirePayout } from './payout/inquire-payout.ts';
import { inquireRefund } from './refund/inquire-refund.ts';
import { runProviderRefundInquiry } from './refund/inquire-provider-refunds.ts';
import { runScheduledInquiry } from './payment/run-scheduled-inquiry.ts';
import { reviewPayment, reviewPayout, reviewRefund } from './review/raise-unknown-review.ts';
import { activateSavedMethod } from './saved-method/activate-saved-method.ts';

/** Returns when the job is to be run again; `undefined` when it is done. */
type JobHandler = (job: Job) => Promise<Instant | undefined>;

/** The handler of each kind of job; `deliver` is handled with the events. */
export const jobHandlers = (deps: Domain): Readonly<Record<Exclude<Job['kind'], 'deliver'>, JobHandler>> => ({
  inquire: ({ key, notified }) => runScheduledInquiry(deps, key, notified ? CALL_TIMEOUT_MS : ROUTINE_TIMEOUT_MS),
  expire_payment: ({ key }) => expirePayment(deps, key),
  expire_checkout: ({ key }) => expireCheckout(deps, key),
  close_payment: ({ key, retryCount }) => closeSibling(deps, key, retryCount),
  review_payment: ({ key }) => reviewPayment(deps, key),
  review_refund: ({ key }) => reviewRefund(deps, key),
  review_payout: ({ key }) => reviewPayout(deps, key),
  inquire_refund: (job) => inquireRefund(deps, job),
  inquire_returns: ({ key, retryCount }) => runProviderRefundInquiry(deps, key, retryCount),
  activate_method: ({ key, retryCount }) => activateSavedMethod(deps, key, retryCount),
  inquire_payout: (job) => inquirePayout(deps, job),
});
