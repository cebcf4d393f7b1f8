import { CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Instant, Payment } from '../model/model.ts';
import { nextClosingAt } from './inquiry-schedule.ts';

/**
 * Closes a reusable payment code at the provider once it was paid. Repeated until the provider confirms it or the code
 * has long expired; until then each run also queries whether the code was paid again.
 *
 * @returns when to try again; `undefined` when it is closed or cannot be closed
 */
export async function closeReusableCode(deps: Domain, payment: Payment): Promise<Instant | undefined> {
  const { offer, gateway, call } = await loadPaymentAtProvider(deps, payment);
  if (offer?.closeAfterPaid !== true || gateway.cancel === undefined) return undefined;
  const result = await call(CALL_TIMEOUT_MS, (_, ref, signal) => gateway.cancel?.(ref, payment.status, signal));
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  if (reports.some((one) => one.subject === 'payment' && (one.outcome === 'canceled' || one.outcome === 'expired')))
    return undefined;
  deps.log.info(
    { checkoutId: payment.checkoutId, paymentId: payment.id, outcome: result.kind },
    'reusable code not closed yet: provider did not confirm',
  );
  return nextClosingAt(payment, deps.clock.now());
}
