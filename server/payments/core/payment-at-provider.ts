import type { Checkout, Payment } from '../model/model.ts';
import type { Gateway, Offer, PaymentRef } from '../ports/ports.ts';
import { callGateway, type GatewayResult } from './call-gateway.ts';
import type { Domain } from './domain.ts';
import { loadCheckout, loadPayment } from './load.ts';

/** A payment with everything that a command to its provider, or an inquiry about it, needs. */
export interface PaymentAtProvider {
  readonly payment: Payment;
  readonly checkout: Checkout;
  /** Absent where its provider is not configured any more. */
  readonly offer: Offer | undefined;
  /** Where its provider is not configured any more: a gateway whose calls are never answered. */
  readonly gateway: Gateway;
  /**
   * Calls the gateway, with the reference that it finds the payment by; a method that the gateway does not have is
   * `answered` without a value. Rejects as `callGateway` does.
   *
   * @param limit milliseconds, or a signal of this call alone that aborts it
   */
  readonly call: <T>(
    limit: number | AbortSignal,
    send: (gateway: Gateway, ref: PaymentRef, signal: AbortSignal) => Promise<T> | undefined,
  ) => Promise<GatewayResult<T | undefined>>;
}

/**
 * Loads a payment (unless it is given), its checkout, its offer and its gateway.
 *
 * @throws {DomainError} `not_found`
 */
export async function loadPaymentAtProvider(deps: Domain, of: string | Payment): Promise<PaymentAtProvider> {
  const payment = typeof of === 'string' ? await loadPayment(deps, of) : of;
  return paymentAtProvider(deps, payment, await loadCheckout(deps, payment.checkoutId));
}

/** The same for a payment and a checkout that are loaded already. */
export function paymentAtProvider(deps: Domain, payment: Payment, checkout: Checkout): PaymentAtProvider {
  const gateway = deps.providerRouter.gateway(payment.provider);
  return {
    payment,
    checkout,
    offer: deps.providerRouter.offerOf(payment, checkout.country, checkout.currency),
    gateway,
    call: (limit, send) => callGateway(deps, limit, (signal) => send(gateway, paymentRef(payment, checkout), signal)),
  };
}

const paymentRef = (payment: Payment, checkout: Checkout): PaymentRef => ({
  merchantReference: payment.merchantReference,
  channel: payment.channel,
  money: { amount: payment.amount, currency: payment.currency },
  providerReferences: payment.providerReferences,
  createdAt: payment.createdAt,
  expiresAt: payment.expiresAt,
  usesSavedMethod: payment.savedMethodId !== undefined,
  country: checkout.country,
  device: payment.device,
});
