import { cancelSessionPaymentEndpoint } from './browser/cancel-session-payment.ts';
import { confirmSessionPaymentEndpoint } from './browser/confirm-session-payment.ts';
import { createSessionPaymentEndpoint } from './browser/create-session-payment.ts';
import type { EventStreams } from './browser/event-streams.ts';
import { getSessionPaymentEndpoint } from './browser/get-session-payment.ts';
import { getSessionEndpoint } from './browser/get-session.ts';
import { readSessionEndpoint } from './browser/read-session.ts';
import { resendOtpEndpoint } from './browser/resend-otp.ts';
import { sessionEventsEndpoint } from './browser/session-events.ts';
import type { Endpoint, EndpointDeps } from './endpoint.ts';
import { approvePayoutEndpoint } from './payouts/approve-payout.ts';
import { createPayoutEndpoint } from './payouts/create-payout.ts';
import { getPayoutEndpoint } from './payouts/get-payout.ts';
import { listBalancesEndpoint } from './payouts/list-balances.ts';
import { listBanksEndpoint } from './payouts/list-banks.ts';
import { listPayoutsEndpoint } from './payouts/list-payouts.ts';
import { resolvePayoutEndpoint } from './payouts/resolve-payout.ts';
import { cancelCheckoutEndpoint } from './storefront/cancel-checkout.ts';
import { cancelPaymentEndpoint } from './storefront/cancel-payment.ts';
import { capturePaymentEndpoint } from './storefront/capture-payment.ts';
import { confirmReceiptEndpoint } from './storefront/confirm-receipt.ts';
import { createChargeEndpoint } from './storefront/create-charge.ts';
import { createCheckoutEndpoint } from './storefront/create-checkout.ts';
import { getCheckoutEndpoint } from './storefront/get-checkout.ts';
import { getPaymentEndpoint } from './storefront/get-payment.ts';
import { inquirePaymentEndpoint } from './storefront/inquire-payment.ts';
import { listCheckoutsEndpoint } from './storefront/list-checkouts.ts';
import { listEventsEndpoint } from './storefront/list-events.ts';
import { listPaymentHistoryEndpoint } from './storefront/list-payment-history.ts';
import { listPaymentsEndpoint } from './storefront/list-payments.ts';
import { listSavedMethodsEndpoint } from './storefront/list-saved-methods.ts';
import { redeliverEventEndpoint } from './storefront/redeliver-event.ts';
import { refundPaymentEndpoint } from './storefront/refund-payment.ts';
import { removeSavedMethodEndpoint } from './storefront/remove-saved-method.ts';
import { resolvePaymentEndpoint } from './storefront/resolve-payment.ts';
import { renewTokenEndpoint } from './storefront/renew-token.ts';

/** For the storefront's server. No page of any origin can read these. */
export const storefrontEndpoints = (deps: EndpointDeps): readonly Endpoint[] => [
  createCheckoutEndpoint(deps),
  listCheckoutsEndpoint(deps),
  getCheckoutEndpoint(deps),
  renewTokenEndpoint(deps),
  cancelCheckoutEndpoint(deps),
  listPaymentsEndpoint(deps),
  getPaymentEndpoint(deps),
  listPaymentHistoryEndpoint(deps),
  inquirePaymentEndpoint(deps),
  capturePaymentEndpoint(deps),
  cancelPaymentEndpoint(deps),
  resolvePaymentEndpoint(deps),
  confirmReceiptEndpoint(deps),
  refundPaymentEndpoint(deps),
  listSavedMethodsEndpoint(deps),
  removeSavedMethodEndpoint(deps),
  createChargeEndpoint(deps),
  listEventsEndpoint(deps),
  redeliverEventEndpoint(deps),
];

/** For whoever may move money out. A key of the shop opens none of these. */
export const payoutEndpoints = (deps: EndpointDeps): readonly Endpoint[] => [
  createPayoutEndpoint(deps),
  listPayoutsEndpoint(deps),
  getPayoutEndpoint(deps),
  approvePayoutEndpoint(deps),
  resolvePayoutEndpoint(deps),
  listBalancesEndpoint(deps),
  listBanksEndpoint(deps),
];

/** For the customer's browser, on pages of the allowed origins. */
export const browserEndpoints = (deps: EndpointDeps, streams: EventStreams): readonly Endpoint[] => [
  getSessionEndpoint(deps),
  readSessionEndpoint(deps),
  createSessionPaymentEndpoint(deps),
  getSessionPaymentEndpoint(deps),
  confirmSessionPaymentEndpoint(deps),
  resendOtpEndpoint(deps),
  cancelSessionPaymentEndpoint(deps),
  sessionEventsEndpoint(deps, streams),
];
