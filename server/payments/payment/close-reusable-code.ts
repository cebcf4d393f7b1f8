import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { nextClosingAt } from './inquiry-schedule.ts';
import { loadCheckout } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Instant, Payment } from '../model/model.ts';

/**
 * A code that can be paid again and again is closed once it is paid: tried until the provider confirms it, or until the
 * code's own end. Answers when to try again, and until then it is asked whether it was paid once more; nothing when it is
 * closed.
 */
export async function closeAfterPaid(deps: Domain, payment: Payment): Promise<Instant | undefined> {
  const checkout = await loadCheckout(deps, payment.checkoutId);
  const offer = deps.providerRouter.offerOf(payment, checkout.country, checkout.currency);
  if (offer?.closeAfterPaid !== true) return undefined;
  const gateway = deps.providerRouter.gateway(payment.provider);
  if (gateway.cancel === undefined) return undefined;
  const result = await callGateway(deps, () =>
    gateway.cancel?.(paymentRef(payment, checkout), payment.status, deps.timeout(CALL_TIMEOUT_MS)),
  );
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  if (reports.some((one) => one.subject === 'payment' && (one.outcome === 'canceled' || one.outcome === 'expired')))
    return undefined;
  deps.log.info({ paymentId: payment.id, outcome: result.kind }, 'a paid code could not be closed');
  return nextClosingAt(payment, deps.clock.now());
}
