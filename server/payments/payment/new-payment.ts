import type { RateLimitClass } from '../channel/rate-limit-class.ts';
import type { ChannelChoice, ResolvedChoice } from '../channel/resolve-channel-choice.ts';
import type { Domain } from '../core/domain.ts';
import type { Checkout, Instant, Payment } from '../model/model.ts';
import { merchantReferenceOf, type PaymentOrder, type Offer, type Tx } from '../ports/ports.ts';

/** A request to pay, as {@link createPayment} takes it. */
export interface PaymentRequest {
  /** Reserved by the caller. A repeat with the same id returns the same payment, and nothing is sent twice. */
  readonly id: string;
  readonly checkoutId: string;
  readonly choice: ChannelChoice;
  /** Default false. */
  readonly merchantInitiated?: boolean | undefined;
  readonly customerIp?: string | undefined;
  /** Called before anything is closed, stored or sent; throws where the limit is exceeded. */
  readonly checkRateLimit?: ((kind: RateLimitClass) => Promise<void>) | undefined;
  /** What is stored with the payment, before anything is sent. Only where nothing was stored under its id yet. */
  readonly withIntent?: ((tx: Tx) => Promise<void>) | undefined;
  /** What is stored with an outcome that is answered as it is. */
  readonly withOutcome?: ((tx: Tx, payment: Payment) => Promise<void>) | undefined;
}

/** A payment as it is stored before anything is sent to its provider. */
export function newPayment(
  deps: Domain,
  request: PaymentRequest,
  checkout: Checkout,
  choice: ResolvedChoice,
  offer: Offer,
): Payment {
  const now = deps.clock.now();
  return {
    id: request.id,
    checkoutId: checkout.id,
    provider: offer.provider,
    channel: choice.channel,
    merchantReference: merchantReferenceOf(request.id),
    amount: checkout.amount,
    currency: checkout.currency,
    status: 'creating',
    expiresAt: expiryOf(offer, checkout.expiresAt, now),
    instruction: { kind: 'none' },
    fields: choice.fields,
    device: choice.device,
    providerReferences: {},
    unconfirmed: [],
    quickStarts: [],
    inquiries: 0,
    received: [],
    refundedAmount: 0,
    savedMethodId: choice.savedMethod?.id,
    saveConsentAt: choice.save ? now : undefined,
    merchantInitiated: request.merchantInitiated === true,
    createdAt: now,
    updatedAt: now,
  };
}

/** The earlier of the checkout's expiry and the channel's; the longest possible where the provider lets us choose. */
function expiryOf(offer: Offer, checkoutEnd: Instant, now: Instant): Instant {
  const longest = offer.expiryBounds?.maxSeconds ?? offer.expiresAfterSeconds;
  return longest === undefined ? checkoutEnd : Math.min(checkoutEnd, now + longest * 1000);
}

/** The order for the gateway. */
export const orderOf = (
  deps: Domain,
  payment: Payment,
  checkout: Checkout,
  choice: ResolvedChoice,
  request: PaymentRequest,
): PaymentOrder => ({
  merchantReference: payment.merchantReference,
  channel: payment.channel,
  money: { amount: payment.amount, currency: payment.currency },
  country: checkout.country,
  expiresAt: payment.expiresAt,
  orderNumber: checkout.reference,
  description: checkout.description,
  items: checkout.items,
  customer: checkout.customer,
  fields: payment.fields,
  device: payment.device,
  capture: checkout.capture,
  save: choice.save,
  savedToken: choice.savedMethod?.token,
  merchantInitiated: payment.merchantInitiated,
  installments: checkout.installments,
  ...callbackUrls(deps, payment),
  customerIp: request.customerIp,
});

/** Where the provider sends the customer's browser back to, and where it sends its notifications. */
export const callbackUrls = (deps: Domain, payment: Payment): Pick<PaymentOrder, 'returnUrl' | 'notificationUrl'> => ({
  returnUrl: `${deps.publicUrl}/v1/return/${payment.id}`,
  notificationUrl: `${deps.publicUrl}/v1/notifications/${payment.provider}`,
});
