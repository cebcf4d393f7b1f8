import type { RouteName } from '../../shared/api/routes.ts';
import { cancelSessionPaymentEndpoint } from './browser/cancel-session-payment.ts';
import { confirmSessionPaymentEndpoint } from './browser/confirm-session-payment.ts';
import { createSessionPaymentEndpoint } from './browser/create-session-payment.ts';
import { getSessionPaymentEndpoint } from './browser/get-session-payment.ts';
import { getSessionEndpoint } from './browser/get-session.ts';
import { readSessionEndpoint } from './browser/read-session.ts';
import { resendOtpEndpoint } from './browser/resend-otp.ts';
import { sessionEventsEndpoint } from './browser/session-events.ts';
import type { Endpoint } from './endpoint.ts';
import { approvePayoutEndpoint } from './payouts/approve-payout.ts';
import { createPayoutEndpoint } from './payouts/create-payout.ts';
import { getPayoutEndpoint } from './payouts/get-payout.ts';
import { listBalancesEndpoint } from './payouts/list-balances.ts';
import { listBanksEndpoint } from './payouts/list-banks.ts';
import { listPayoutsEndpoint } from './payouts/list-payouts.ts';
import { resolvePayoutEndpoint } from './payouts/resolve-payout.ts';
import { customerReturnEndpoint } from './provider/customer-return.ts';
import { receiveNotificationEndpoint, receivePayoutNotificationEndpoint } from './provider/receive-notification.ts';
import { cancelCheckoutEndpoint } from './storefront/cancel-checkout.ts';
import { cancelPaymentEndpoint } from './storefront/cancel-payment.ts';
import { capturePaymentEndpoint } from './storefront/capture-payment.ts';
import { confirmReceiptEndpoint } from './storefront/confirm-receipt.ts';
import { createChargeEndpoint } from './storefront/create-charge.ts';
import { createCheckoutEndpoint } from './storefront/create-checkout.ts';
import { forgetCustomerEndpoint } from './storefront/forget-customer.ts';
import { getCheckoutEndpoint } from './storefront/get-checkout.ts';
import { getPaymentEndpoint } from './storefront/get-payment.ts';
import { inquirePaymentEndpoint } from './storefront/inquire-payment.ts';
import { listCheckoutsEndpoint } from './storefront/list-checkouts.ts';
import { listEventsEndpoint } from './storefront/list-events.ts';
import { listNotificationsEndpoint } from './storefront/list-notifications.ts';
import { listPaymentHistoryEndpoint } from './storefront/list-payment-history.ts';
import { listPaymentRecordsEndpoint } from './storefront/list-payment-records.ts';
import { listPaymentsEndpoint } from './storefront/list-payments.ts';
import { listSavedMethodsEndpoint } from './storefront/list-saved-methods.ts';
import { reconcilePaymentEndpoint } from './storefront/reconcile-payment.ts';
import { redeliverEventEndpoint } from './storefront/redeliver-event.ts';
import { refundPaymentEndpoint } from './storefront/refund-payment.ts';
import { removeSavedMethodEndpoint } from './storefront/remove-saved-method.ts';
import { renewEncryptionEndpoint } from './storefront/renew-encryption.ts';
import { triggerEventEndpoint } from './storefront/trigger-event.ts';
import { renewTokenEndpoint } from './storefront/renew-token.ts';
import { replayNotificationEndpoint } from './storefront/replay-notification.ts';
import { resolvePaymentEndpoint } from './storefront/resolve-payment.ts';

/** Every route of the API, in the order of the reference. A route without an endpoint does not compile. */
export const ENDPOINTS: Readonly<Record<RouteName, Endpoint>> = {
  // For the storefront’s server, with an API key
  createCheckout: createCheckoutEndpoint,
  listCheckouts: listCheckoutsEndpoint,
  getCheckout: getCheckoutEndpoint,
  renewToken: renewTokenEndpoint,
  cancelCheckout: cancelCheckoutEndpoint,
  listPayments: listPaymentsEndpoint,
  getPayment: getPaymentEndpoint,
  listPaymentHistory: listPaymentHistoryEndpoint,
  inquirePayment: inquirePaymentEndpoint,
  reconcilePayment: reconcilePaymentEndpoint,
  listPaymentRecords: listPaymentRecordsEndpoint,
  capturePayment: capturePaymentEndpoint,
  cancelPayment: cancelPaymentEndpoint,
  resolvePayment: resolvePaymentEndpoint,
  confirmReceipt: confirmReceiptEndpoint,
  refundPayment: refundPaymentEndpoint,
  listSavedMethods: listSavedMethodsEndpoint,
  removeSavedMethod: removeSavedMethodEndpoint,
  forgetCustomer: forgetCustomerEndpoint,
  createCharge: createChargeEndpoint,
  // For the storefront’s server, with a payout key
  createPayout: createPayoutEndpoint,
  listPayouts: listPayoutsEndpoint,
  getPayout: getPayoutEndpoint,
  approvePayout: approvePayoutEndpoint,
  resolvePayout: resolvePayoutEndpoint,
  listBalances: listBalancesEndpoint,
  listBanks: listBanksEndpoint,
  // For the storefront’s server, with an API key
  listEvents: listEventsEndpoint,
  redeliverEvent: redeliverEventEndpoint,
  triggerEvent: triggerEventEndpoint,
  listNotifications: listNotificationsEndpoint,
  replayNotification: replayNotificationEndpoint,
  renewEncryption: renewEncryptionEndpoint,
  // For the customer’s browser, with a client token
  getSession: getSessionEndpoint,
  readSession: readSessionEndpoint,
  createSessionPayment: createSessionPaymentEndpoint,
  getSessionPayment: getSessionPaymentEndpoint,
  confirmSessionPayment: confirmSessionPaymentEndpoint,
  resendOtp: resendOtpEndpoint,
  cancelSessionPayment: cancelSessionPaymentEndpoint,
  sessionEvents: sessionEventsEndpoint,
  // For providers, and for browsers returning from them
  receiveNotification: receiveNotificationEndpoint,
  receivePayoutNotification: receivePayoutNotificationEndpoint,
  customerReturn: customerReturnEndpoint,
};
