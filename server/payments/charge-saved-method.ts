import type { Currency } from '../../shared/money.ts';
import { cancelCheckout } from './cancel-checkout.ts';
import { createCheckout } from './create-checkout.ts';
import { createPayment } from './create-payment.ts';
import type { Domain } from './domain.ts';
import type { Payment } from './payment.ts';
import { Refusal, refuseField } from './refusal.ts';

export interface NewCharge {
  readonly reference: string;
  readonly amount: number;
  readonly currency: Currency;
  /** `tok_…` */
  readonly savedMethod: string;
  readonly description?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/**
 * Charges a saved method with no customer present: makes its own checkout, whose id shares the payment's 26 characters,
 * so that a repeat after a crash finds both.
 */
export async function chargeSavedMethod(
  d: Domain,
  { paymentId, order }: { paymentId: string; order: NewCharge },
): Promise<Payment> {
  // Charged before: whether the method could be charged now is no matter any more.
  const begun = await d.store.findPayment(paymentId);
  if (begun !== undefined) return charge(d, paymentId, begun.checkoutId, order.savedMethod);
  const method = await d.store.findSavedMethod(order.savedMethod);
  if (method?.status !== 'active') throw refuseField('savedMethod', 'is not a saved method that can be charged');
  if (method.currency !== order.currency)
    throw refuseField('currency', `must be ${method.currency}, the saved method's own`);
  const checkoutId = paymentId.replace(/^pay_/, 'co_');
  // Nobody comes back from a charge; the first merchant page stands in, so that the view is whole.
  const [anyOrigin = d.publicUrl] = d.allowedOrigins;
  await createCheckout({ ...d, allowedOrigins: new Set([...d.allowedOrigins, anyOrigin]) }, checkoutId, {
    reference: order.reference,
    amount: order.amount,
    currency: order.currency,
    country: method.country,
    description: order.description,
    metadata: order.metadata,
    customer: { reference: method.customerReference },
    returnUrl: `${anyOrigin}/`,
    channels: [method.channel],
  });
  return charge(d, paymentId, checkoutId, method.id);
}

/** Nothing else will pay this checkout: where the charge has failed, its reference is free for the next try. */
async function charge(d: Domain, paymentId: string, checkoutId: string, savedMethod: string): Promise<Payment> {
  const choice = { fields: {}, savedMethod, save: false };
  try {
    const payment = await createPayment(d, { id: paymentId, checkoutId, choice, merchantInitiated: true });
    if (payment.status === 'failed') await close(d, checkoutId);
    return payment;
  } catch (error) {
    if (error instanceof Refusal) await close(d, checkoutId);
    throw error;
  }
}

/** One that cannot be canceled is closed already, or is still being decided. */
async function close(d: Domain, checkoutId: string): Promise<void> {
  try {
    await cancelCheckout(d, checkoutId);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
