import type { Domain } from '../core/domain.ts';
import { reportLifetimeMs } from '../payment/inquiry-schedule.ts';
import type { Payment, UnconfirmedReport } from '../model/model.ts';
import { commit } from '../core/unit-of-work.ts';

/**
 * Drops what notifications said once it has been asked about for long enough: three days where answers contradict it, a
 * month where none came. Logged and counted, for a person to look into.
 */
export async function dropStaleReports(deps: Domain, payment: Payment): Promise<Payment> {
  const isOver = ({ receivedAt, contradicted }: UnconfirmedReport): boolean =>
    deps.clock.now() >= receivedAt + reportLifetimeMs(contradicted);
  if (!payment.unconfirmed.some(isOver)) return payment;
  const [after, dropped] = await commit(deps, async ({ tx }) => {
    const fresh = (await tx.findPayment(payment.id)) ?? payment;
    const unconfirmed = fresh.unconfirmed.filter((report) => !isOver(report));
    await tx.updatePayment(fresh.id, { unconfirmed });
    return [{ ...fresh, unconfirmed }, fresh.unconfirmed.filter(isOver)] as const;
  });
  for (const { outcome, contradicted } of dropped) {
    const facts = { paymentId: payment.id, provider: payment.provider, outcome, contradicted };
    if (contradicted > 0) deps.log.warn(facts, 'notification contradicted by inquiries: given up');
    else deps.log.error(facts, 'notification never confirmed: inquiries got no answer');
    deps.countDroppedReport?.(payment.provider, contradicted > 0 ? 'contradicted' : 'unanswered');
  }
  return after;
}
