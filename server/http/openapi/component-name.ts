import type { z } from 'zod';
import { cancelPaymentRequest } from '../../../shared/api/cancel-payment.ts';
import { capturePaymentRequest } from '../../../shared/api/capture-payment.ts';
import { confirmSessionPaymentRequest } from '../../../shared/api/confirm-session-payment.ts';
import { createChargeRequest } from '../../../shared/api/create-charge.ts';
import { createCheckoutRequest, createCheckoutResponse } from '../../../shared/api/create-checkout.ts';
import { createPayoutRequest } from '../../../shared/api/create-payout.ts';
import { createSessionPaymentRequest } from '../../../shared/api/create-session-payment.ts';
import { eventBodySchema, eventViewSchema } from '../../../shared/api/event-view.ts';
import { emptyRequest } from '../../../shared/api/fields.ts';
import { forgetCustomerRequest, forgetCustomerResponse } from '../../../shared/api/forget-customer.ts';
import { readSessionForm } from '../../../shared/api/get-session.ts';
import { listBalancesResponse } from '../../../shared/api/list-balances.ts';
import { listBanksResponse } from '../../../shared/api/list-banks.ts';
import { listCheckoutsResponse } from '../../../shared/api/list-checkouts.ts';
import { listEventsResponse } from '../../../shared/api/list-events.ts';
import { listNotificationsResponse, notificationViewSchema } from '../../../shared/api/list-notifications.ts';
import { listPaymentHistoryResponse } from '../../../shared/api/list-payment-history.ts';
import { listPaymentRecordsResponse, paymentRecordSchema } from '../../../shared/api/list-payment-records.ts';
import { listPaymentsResponse } from '../../../shared/api/list-payments.ts';
import { listPayoutsResponse } from '../../../shared/api/list-payouts.ts';
import { listSavedMethodsResponse } from '../../../shared/api/list-saved-methods.ts';
import { payoutDetailSchema, payoutViewSchema } from '../../../shared/api/payout-views.ts';
import { problemSchema } from '../../../shared/api/problem-document.ts';
import { reconcilePaymentResponse } from '../../../shared/api/reconcile-payment.ts';
import { refundPaymentRequest } from '../../../shared/api/refund-payment.ts';
import { resolvePaymentRequest } from '../../../shared/api/resolve-payment.ts';
import { resolvePayoutRequest } from '../../../shared/api/resolve-payout.ts';
import { renewEncryptionRequest, renewEncryptionResponse } from '../../../shared/api/renew-encryption.ts';
import { triggerEventRequest, triggerEventResponse } from '../../../shared/api/trigger-event.ts';
import { replayNotificationResponse } from '../../../shared/api/replay-notification.ts';
import { renewTokenResponse } from '../../../shared/api/renew-token.ts';
import {
  channelCodeSchema,
  channelViewSchema,
  checkoutViewSchema,
  paymentDetailSchema,
  paymentItemSchema,
  paymentViewSchema,
  storefrontPaymentViewSchema,
  refundViewSchema,
  savedMethodViewSchema,
  storefrontSavedMethodViewSchema,
  sessionCheckoutSchema,
  sessionViewSchema,
} from '../../../shared/api/views.ts';
import { instructionSchema } from '../../../shared/instruction.ts';

/** The schemas that the document names: the same that requests are validated by and answers are typed by. */
export const COMPONENTS = {
  Checkout: checkoutViewSchema,
  NewCheckout: createCheckoutRequest,
  CheckoutWithToken: createCheckoutResponse,
  CheckoutPage: listCheckoutsResponse,
  ClientToken: renewTokenResponse,
  Payment: paymentViewSchema,
  StorefrontPayment: storefrontPaymentViewSchema,
  PaymentItem: paymentItemSchema,
  PaymentDetail: paymentDetailSchema,
  PaymentHistoryPage: listPaymentHistoryResponse,
  PaymentPage: listPaymentsResponse,
  PaymentRecord: paymentRecordSchema,
  PaymentRecordPage: listPaymentRecordsResponse,
  Reconciliation: reconcilePaymentResponse,
  Instruction: instructionSchema,
  Capture: capturePaymentRequest,
  Cancellation: cancelPaymentRequest,
  PaymentDecision: resolvePaymentRequest,
  NewRefund: refundPaymentRequest,
  Refund: refundViewSchema,
  SavedMethod: savedMethodViewSchema,
  StorefrontSavedMethod: storefrontSavedMethodViewSchema,
  SavedMethodPage: listSavedMethodsResponse,
  NewCharge: createChargeRequest,
  NewPayout: createPayoutRequest,
  PayoutDecision: resolvePayoutRequest,
  Payout: payoutViewSchema,
  PayoutDetail: payoutDetailSchema,
  PayoutPage: listPayoutsResponse,
  BalancePage: listBalancesResponse,
  BankPage: listBanksResponse,
  Event: eventViewSchema,
  EventBody: eventBodySchema,
  EventPage: listEventsResponse,
  Notification: notificationViewSchema,
  NotificationPage: listNotificationsResponse,
  ReplayedNotification: replayNotificationResponse,
  EventTrigger: triggerEventRequest,
  TriggeredEvent: triggerEventResponse,
  Forgetting: forgetCustomerRequest,
  ForgottenCustomer: forgetCustomerResponse,
  EncryptionRenewal: renewEncryptionRequest,
  RenewedEncryption: renewEncryptionResponse,
  Session: sessionViewSchema,
  SessionForm: readSessionForm,
  SessionCheckout: sessionCheckoutSchema,
  Channel: channelViewSchema,
  ChannelCode: channelCodeSchema,
  NewPayment: createSessionPaymentRequest,
  Confirmation: confirmSessionPaymentRequest,
  Nothing: emptyRequest,
  Problem: problemSchema,
} as const satisfies Readonly<Record<string, z.core.$ZodType>>;

export type ComponentName = keyof typeof COMPONENTS;

const NAMES = new Map<z.core.$ZodType, string>(Object.entries(COMPONENTS).map(([name, schema]) => [schema, name]));

export const isComponentName = (name: string): name is ComponentName => Object.hasOwn(COMPONENTS, name);

/** The name of a schema in the document. */
export function componentName(schema: z.core.$ZodType): ComponentName {
  const name = NAMES.get(schema) ?? '';
  if (!isComponentName(name)) throw new Error('a schema of the API has no name in COMPONENTS');
  return name;
}

export const componentRef = (name: ComponentName): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
