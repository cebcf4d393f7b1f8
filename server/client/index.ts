/**
 * The client of a shop's server: `@kasir/server/client`. No package and nothing of Node's own is imported, so it runs
 * wherever there are `fetch` and WebCrypto. Importing it has no side effects.
 */
export { createClient, type KasirClientOptions } from './create-client.ts';
export type {
  CallOptions,
  KasirClient,
  MoneyOptions,
  NewCharge,
  NewCheckout,
  NewPayout,
  PageOptions,
  ReadOptions,
} from './api.ts';
export { each } from './each.ts';
export type { KasirEvent, ViewsOnlyEvent } from './event.ts';
export { EventVerificationError, type EventVerificationReason } from './event-verification-error.ts';
export { KasirProblem, type ProblemDocument } from './kasir-problem.ts';
export { KasirUnreachable } from './kasir-unreachable.ts';
export { verifyEvent, type RequestHeaders, type VerifyEventOptions } from './verify-event.ts';
export type { EventView } from '../../shared/api/event-view.ts';
export type { PayoutDetail, PayoutView } from '../../shared/api/payout-views.ts';
export type {
  CheckoutView,
  PaymentDetail,
  RefundView,
  StorefrontPaymentView,
  StorefrontSavedMethodView,
} from '../../shared/api/views.ts';
