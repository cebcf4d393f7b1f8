import type { Domain } from './domain.ts';
import { reportLife } from './inquiry-schedule.ts';
import type { Payment, UnconfirmedReport } from './payment.ts';
import { commit } from './unit.ts';

/**
 * Drops what notifications said once it has been asked about for long enough: three days where answers contradict it, a
 * month where none came. Logged and counted, for a person to look into.
 */
export async function giveUpReports(d: Domain, payment: Payment): Promise<Payment> {
  const isOver = ({ receivedAt, contradicted }: UnconfirmedReport): boolean =>
    d.clock.now() >= receivedAt + reportLife(contradicted);
  if (!payment.unconfirmed.some(isOver)) return payment;
  return commit(d, async ({ tx }) => {
    const fresh = (await tx.findPayment(payment.id)) ?? payment;
    for (const { outcome, contradicted } of fresh.unconfirmed.filter(isOver)) {
      const facts = { paymentId: fresh.id, provider: fresh.provider, outcome, contradicted };
      if (contradicted > 0) d.log.warn(facts, 'notification contradicted by inquiries: given up');
      else d.log.error(facts, 'notification never confirmed: inquiries got no answer');
    }
    const unconfirmed = fresh.unconfirmed.filter((report) => !isOver(report));
    await tx.updatePayment(fresh.id, { unconfirmed });
    return { ...fresh, unconfirmed };
  });
}
