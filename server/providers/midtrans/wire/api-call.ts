/** One request to Midtrans before it is sent: all but host and key. */
export interface ApiCall {
  readonly api: 'core' | 'snap';
  readonly method: 'GET' | 'POST';
  /** Below the base URL of the API; ids in it are percent-encoded. */
  readonly path: string;
  readonly body?: unknown;
  /**
   * At most 36 characters. Midtrans remembers it for five minutes, and only where it has answered with success.
   *
   * @see https://docs.midtrans.com/reference/api-headers, Idempotency-Key
   */
  readonly idempotencyKey?: string;
  /** Where notifications about what it creates go, instead of the address in the dashboard. */
  readonly notificationUrl?: string;
}

const id = encodeURIComponent;

/** @see https://docs.midtrans.com/reference/charge-transactions-1 */
export const chargeCall = (reference: string, body: object, notificationUrl: string): ApiCall => ({
  api: 'core',
  method: 'POST',
  path: '/v2/charge',
  body,
  idempotencyKey: `${reference}-charge`,
  notificationUrl,
});

/** @see https://docs.midtrans.com/reference/get-transaction-status */
export const statusCall = (order: string): ApiCall => ({
  api: 'core',
  method: 'GET',
  path: `/v2/${id(order)}/status`,
});

/**
 * `expire` ends what is unpaid and nothing else; `cancel` also voids a card that is held or charged.
 *
 * @see https://docs.midtrans.com/reference/expire-transaction; https://docs.midtrans.com/reference/cancel-transaction
 */
export const endCall = (order: string, verb: 'expire' | 'cancel' | 'approve' | 'deny'): ApiCall => ({
  api: 'core',
  method: 'POST',
  path: `/v2/${id(order)}/${verb}`,
  body: {},
});

/** @see https://docs.midtrans.com/reference/capture-transaction */
export const captureCall = (reference: string, transaction: string, amount: number): ApiCall => ({
  api: 'core',
  method: 'POST',
  path: '/v2/capture',
  body: { transaction_id: transaction, gross_amount: amount },
  idempotencyKey: `${reference}-capt`,
});

/** @see https://docs.midtrans.com/reference/refund-transaction; https://docs.midtrans.com/reference/direct-refund-transaction */
export const refundCall = (order: string, body: { readonly refund_key: string }, isDirect: boolean): ApiCall => ({
  api: 'core',
  method: 'POST',
  path: `/v2/${id(order)}/refund${isDirect ? '/online/direct' : ''}`,
  body,
  idempotencyKey: `${body.refund_key}-refund`,
});

/** @see https://docs.midtrans.com/reference/backend-integration */
export const snapCall = (reference: string, body: object, notificationUrl: string): ApiCall => ({
  api: 'snap',
  method: 'POST',
  path: '/transactions',
  body,
  idempotencyKey: `${reference}-snap`,
  notificationUrl,
});

/** Closes the page. @see https://docs.midtrans.com/reference/cancel-snap-transaction */
export const cancelSnapCall = (token: string): ApiCall => ({
  api: 'snap',
  method: 'POST',
  path: `/transactions/${id(token)}/cancel`,
  body: {},
});
