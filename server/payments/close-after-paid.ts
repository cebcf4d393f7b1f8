import { askGateway, CALL_TIMEOUT_MS } from './ask-gateway.ts';
import type { Domain } from './domain.ts';
import { loadCheckout } from './load.ts';
import { paymentRef } from './payment-ref.ts';
import type { Payment } from './payment.ts';

/**
 * A code that can be paid again and again is closed once it is paid. When the provider does not confirm that, nothing
 * is lost: later money is noticed and flagged `paid_twice`.
 */
export async function closeAfterPaid(d: Domain, payment: Payment): Promise<void> {
  const checkout = await loadCheckout(d, payment.checkoutId);
  const offer = d.market.offerOf(payment, checkout.country, checkout.currency);
  if (offer?.closeAfterPaid !== true) return;
  const gateway = d.market.gateway(payment.provider);
  const told = await askGateway(d, () =>
    gateway.cancel?.(paymentRef(payment, checkout), payment.status, d.timeout(CALL_TIMEOUT_MS)),
  );
  if (told.kind !== 'answered')
    d.log.info({ paymentId: payment.id, outcome: told.kind }, 'a paid code could not be closed');
}
