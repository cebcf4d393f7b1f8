import { CALL_TIMEOUT_MS, ROUTINE_TIMEOUT_MS } from './core/call-gateway.ts';
import type { Domain } from './core/domain.ts';
import { expireCheckout, expirePayment } from './payment/expire-payment.ts';
import type { Instant } from './model/model.ts';
import type { Job } from './ports/ports.ts';
import { closeSibling } from './payment/close-sibling.ts';
import { inquirePayout } from './payout/inquire-payout.ts';
import { inquireRefund } from './refund/inquire-refund.ts';
import { runProviderRefundInquiry } from './refund/inquire-provider-refunds.ts';
import { keepAsking } from './payment/run-scheduled-inquiry.ts';
import { reviewPayment, reviewPayout, reviewRefund } from './review/raise-unknown-review.ts';
import { activateMethod } from './saved-method/saved-methods.ts';

/** Answers when the job is to be run again; nothing when it is done. */
type RunJob = (job: Job) => Promise<Instant | undefined>;

/** What each kind of job of the domain's own does. */
export const domainJobs = (d: Domain): Readonly<Record<Exclude<Job['kind'], 'deliver'>, RunJob>> => ({
  inquire: ({ key, notified }) => keepAsking(d, key, notified ? CALL_TIMEOUT_MS : ROUTINE_TIMEOUT_MS),
  expire_payment: ({ key }) => expirePayment(d, key),
  expire_checkout: ({ key }) => expireCheckout(d, key),
  close_payment: ({ key, attempt }) => closeSibling(d, key, attempt),
  review_payment: ({ key }) => reviewPayment(d, key),
  review_refund: ({ key }) => reviewRefund(d, key),
  review_payout: ({ key }) => reviewPayout(d, key),
  inquire_refund: (job) => inquireRefund(d, job),
  inquire_returns: ({ key, attempt }) => runProviderRefundInquiry(d, key, attempt),
  activate_method: ({ key, attempt }) => activateMethod(d, key, attempt),
  inquire_payout: (job) => inquirePayout(d, job),
});
