import { ABANDONED_AFTER_MS, abandon } from './abandon.ts';
import { CALL_TIMEOUT_MS, ROUTINE_TIMEOUT_MS } from './ask-gateway.ts';
import type { Domain } from './domain.ts';
import { expireCheckout, expirePayment } from './expire.ts';
import { inquire, knownOf } from './inquire-payment.ts';
import { nextInquiryAt } from './inquiry-schedule.ts';
import type { Instant } from './payment.ts';
import type { Job } from './ports.ts';
import { closeSibling } from './close-sibling.ts';
import { closeAfterPaid } from './close-after-paid.ts';
import { inquirePayout } from './inquire-payout.ts';
import { inquireRefund } from './inquire-refund.ts';
import { activateMethod } from './saved-methods.ts';

/** Answers when the job is to be run again; nothing when it is done. */
type RunJob = (job: Job) => Promise<Instant | undefined>;

/** What each kind of job of the domain's own does. */
export const domainJobs = (d: Domain): Readonly<Record<Exclude<Job['kind'], 'deliver'>, RunJob>> => ({
  inquire: (job) => inquireAgain(d, job),
  expire_payment: ({ key }) => expirePayment(d, key),
  expire_checkout: ({ key }) => expireCheckout(d, key),
  close_payment: ({ key, attempt }) => closeSibling(d, key, attempt),
  inquire_refund: ({ key, attempt }) => inquireRefund(d, key, attempt),
  activate_method: ({ key, attempt }) => activateMethod(d, key, attempt),
  inquire_payout: ({ key, attempt }) => inquirePayout(d, key, attempt),
});

async function inquireAgain(d: Domain, job: Job): Promise<Instant | undefined> {
  const inquired = await inquire(d, job.key, job.notified ? CALL_TIMEOUT_MS : ROUTINE_TIMEOUT_MS);
  const payment = knownOf(inquired);
  if (payment.status === 'creating') {
    const abandonedAt = payment.createdAt + ABANDONED_AFTER_MS;
    if (d.clock.now() < abandonedAt) return abandonedAt;
    await abandon(d, payment, 'no outcome was written down');
  }
  if (payment.status === 'succeeded') {
    await closeAfterPaid(d, payment);
    // Money that was only heard of must be asked about until the provider answers.
    return payment.heard.length > 0 && !inquired.answered ? d.clock.now() + 60_000 : undefined;
  }
  return nextInquiryAt(job.attempt + 1, d.clock.now(), payment.expiresAt);
}
