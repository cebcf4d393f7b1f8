import type { Domain } from '../core/domain.ts';
import { reportLifetimeMs } from '../payment/inquiry-schedule.ts';
import type { Payment, UnconfirmedReport } from '../model/model.ts';
import { commit } from '../core/unit-of-work.ts';

/**
 * Drops unconfirmed reports after three days of inquiries that contradict them, or a month of inquiries without an
 * answer. Each is logged and counted.
 */
export async function dropStaleReports(deps: Domain, payment: Payment): Promise<Payment> {
  const isOver = ({ receivedAt, contradicted }: UnconfirmedReport): boolean =>
    deps.clock.now() >= receivedAt + reportLifetimeMs(contradicted);
  if (!payment.unconfirmed.some(isOver)) return payment;
  const [after, dropped] = await commit(deps, { of: 'payment', id: payment.id }, async ({ tx }) => {
    const fresh = (await tx.findPayment(payment.id)) ?? payment;
    const unconfirmed = fresh.unconfirmed.filter((report) => !isOver(report));
    await tx.updatePayment(fresh.id, { unconfirmed });
    return [{ ...fresh, unconfirmed }, fresh.unconfirmed.filter(isOver)] as const;
  });
  for (const { outcome, contradicted } of dropped) {
    const { id: paymentId, checkoutId, provider } = payment;
    const facts = { checkoutId, paymentId, provider, outcome, contradicted };
    if (contradicted > 0) deps.log.warn(facts, 'notification contradicted by inquiries: dropped');
    else deps.log.error(facts, 'notification never confirmed: inquiries not answered');
    deps.countDroppedReport?.(payment.provider, contradicted > 0 ? 'contradicted' : 'unanswered');
  }
  return after;
}
