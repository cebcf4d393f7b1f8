type Routes = Readonly<Record<string, readonly [method: 'GET' | 'POST' | 'DELETE', path: string]>>;

/** The routes that the widget calls. Separate, so that pages do not download the paths of the other APIs. */
export const BROWSER_ROUTES = {
  getSession: ['GET', '/v1/session'],
  createSessionPayment: ['POST', '/v1/session/payments'],
  getSessionPayment: ['GET', '/v1/session/payments/:id'],
  confirmSessionPayment: ['POST', '/v1/session/payments/:id/confirm'],
  resendOtp: ['POST', '/v1/session/payments/:id/resend-otp'],
  cancelSessionPayment: ['POST', '/v1/session/payments/:id/cancel'],
  sessionEvents: ['GET', '/v1/session/events'],
} as const satisfies Routes;

/** All routes of the API, for server and widget. `:name` is a path parameter. */
export const ROUTES = {
  // Storefront, server to server
  createCheckout: ['POST', '/v1/checkouts'],
  listCheckouts: ['GET', '/v1/checkouts'],
  getCheckout: ['GET', '/v1/checkouts/:id'],
  renewToken: ['POST', '/v1/checkouts/:id/token'],
  cancelCheckout: ['POST', '/v1/checkouts/:id/cancel'],
  listPayments: ['GET', '/v1/payments'],
  getPayment: ['GET', '/v1/payments/:id'],
  listPaymentHistory: ['GET', '/v1/payments/:id/history'],
  inquirePayment: ['POST', '/v1/payments/:id/inquire'],
  reconcilePayment: ['POST', '/v1/payments/:id/reconcile'],
  listPaymentRecords: ['GET', '/v1/payment-records'],
  capturePayment: ['POST', '/v1/payments/:id/capture'],
  cancelPayment: ['POST', '/v1/payments/:id/cancel'],
  resolvePayment: ['POST', '/v1/payments/:id/resolve'],
  confirmReceipt: ['POST', '/v1/payments/:id/confirm-receipt'],
  refundPayment: ['POST', '/v1/payments/:id/refunds'],
  listSavedMethods: ['GET', '/v1/customers/:reference/saved-methods'],
  forgetCustomer: ['POST', '/v1/customers/:reference/forget'],
  removeSavedMethod: ['DELETE', '/v1/saved-methods/:id'],
  createCharge: ['POST', '/v1/charges'],
  listEvents: ['GET', '/v1/events'],
  redeliverEvent: ['POST', '/v1/events/:id/redeliver'],
  triggerEvent: ['POST', '/v1/events/trigger'],
  renewEncryption: ['POST', '/v1/encryption/renew'],
  listNotifications: ['GET', '/v1/notifications'],
  replayNotification: ['POST', '/v1/notifications/:id/replay'],
  // Payouts, server to server
  createPayout: ['POST', '/v1/payouts'],
  listPayouts: ['GET', '/v1/payouts'],
  getPayout: ['GET', '/v1/payouts/:id'],
  approvePayout: ['POST', '/v1/payouts/:id/approve'],
  resolvePayout: ['POST', '/v1/payouts/:id/resolve'],
  listBalances: ['GET', '/v1/balances'],
  listBanks: ['GET', '/v1/banks'],
  // Browser
  ...BROWSER_ROUTES,
  readSession: ['POST', '/v1/session'],
  // Providers and the customer's browser coming back from one
  receiveNotification: ['POST', '/v1/notifications/:provider'],
  receivePayoutNotification: ['POST', '/v1/notifications/:provider/payouts'],
  customerReturn: ['GET', '/v1/return/:id'],
} as const satisfies Routes;

export type RouteName = keyof typeof ROUTES;

/** `pathTo('getPayment', { id })` → `/v1/payments/pay_…`, parameters percent-encoded. */
export const pathTo = (route: RouteName, parameters: Readonly<Record<string, string>> = {}): string =>
  fillPath(ROUTES[route][1], parameters);

/** The same for a path of {@link ROUTES}. */
export function fillPath(path: string, parameters: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new TypeError(`${path} needs the parameter "${name}"`);
    return encodeURIComponent(value);
  });
}
