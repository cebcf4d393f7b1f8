import { askGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { nextClosingAt } from './inquiry-schedule.ts';
import { loadCheckout } from '../core/load.ts';
import { paymentRef } from './payment-ref.ts';
import type { Instant, Payment } from '../model/model.ts';

/**
 * A code that can be paid again and again is closed once it is paid: tried until the provider confirms it, or until the
 * code's own end. Answers when to try again, and until then it is asked whether it was paid once more; nothing when it is
 * closed.
 */
export async function closeAfterPaid(d: Domain, payment: Payment): Promise<Instant | undefined> {
  const checkout = await loadCheckout(d, payment.checkoutId);
  const offer = d.providerRouter.offerOf(payment, checkout.country, checkout.currency);
  if (offer?.closeAfterPaid !== true) return undefined;
  const gateway = d.providerRouter.gateway(payment.provider);
  if (gateway.cancel === undefined) return undefined;
  const commandResult = await askGateway(d, () =>
    gateway.cancel?.(paymentRef(payment, checkout), payment.status, d.timeout(CALL_TIMEOUT_MS)),
  );
  const said = commandResult.kind === 'answered' ? (commandResult.value ?? []) : [];
  if (said.some((one) => one.subject === 'payment' && (one.outcome === 'canceled' || one.outcome === 'expired')))
    return undefined;
  d.log.info({ paymentId: payment.id, outcome: commandResult.kind }, 'a paid code could not be closed');
  return nextClosingAt(payment, d.clock.now());
}
