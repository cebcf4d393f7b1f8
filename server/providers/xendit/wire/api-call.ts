/** One request to Xendit before it is sent: all but host, key and the headers that never change. */
export interface ApiCall {
  readonly method: 'GET' | 'POST';
  /** Below the base URL; ids in it are percent-encoded. */
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** The id field that the answer must repeat, and its value; absent where the call creates something. */
  readonly about?: readonly [field: string, id: string];
}

type IdField = 'payment_request_id' | 'payment_id' | 'payment_session_id' | 'payment_token_id' | 'id';

const get = (path: string): ApiCall => ({ method: 'GET', path });
const post = (path: string, body?: unknown): ApiCall => ({
  method: 'POST',
  path,
  ...(body === undefined ? {} : { body }),
});
const id = encodeURIComponent;
const about = (field: IdField, value: string, call: ApiCall): ApiCall => ({ ...call, about: [field, value] });

export const createPaymentRequestCall = (body: unknown): ApiCall => post('/v3/payment_requests', body);
export const getPaymentRequestCall = (request: string): ApiCall =>
  about('payment_request_id', request, get(`/v3/payment_requests/${id(request)}`));
export const cancelPaymentRequestCall = (request: string): ApiCall =>
  about('payment_request_id', request, post(`/v3/payment_requests/${id(request)}/cancel`));
export const validateOtpCall = (request: string, path: string, otp: string): ApiCall =>
  about('payment_request_id', request, post(path, { otp_code: otp }));
export const resendOtpCall = (request: string, path: string): ApiCall =>
  about('payment_request_id', request, post(path));

/**
 * Test mode: pays a code that is shown to the customer.
 *
 * @see https://docs.xendit.co/docs/bri-virtual-account
 */
export const simulatePaymentCall = (request: string, amount: number): ApiCall =>
  post(`/v3/payment_requests/${id(request)}/simulate`, { amount });

export const getPaymentCall = (payment: string): ApiCall =>
  about('payment_id', payment, get(`/v3/payments/${id(payment)}`));
export const cancelPaymentCall = (payment: string): ApiCall =>
  about('payment_id', payment, post(`/v3/payments/${id(payment)}/cancel`));
/**
 * Final: we promise a single capture, and the rest of the authorization is released at once.
 *
 * @see https://docs.xendit.co/docs/cards-capturing-a-card-payment
 */
export const capturePaymentCall = (payment: string, amount: number): ApiCall =>
  about(
    'payment_id',
    payment,
    post(`/v3/payments/${id(payment)}/capture`, { capture_amount: amount, final_capture: true }),
  );

export const createSessionCall = (body: unknown): ApiCall => post('/sessions', body);
export const getSessionCall = (session: string): ApiCall =>
  about('payment_session_id', session, get(`/sessions/${id(session)}`));
export const cancelSessionCall = (session: string): ApiCall =>
  about('payment_session_id', session, post(`/sessions/${id(session)}/cancel`));

export const getPaymentTokenCall = (token: string): ApiCall =>
  about('payment_token_id', token, get(`/v3/payment_tokens/${id(token)}`));
export const cancelPaymentTokenCall = (token: string): ApiCall =>
  about('payment_token_id', token, post(`/v3/payment_tokens/${id(token)}/cancel`));

/**
 * The idempotency key is not documented for this endpoint; Xendit's own client sends one, and a repeat of ours must not
 * refund twice.
 *
 * @see https://docs.xendit.co/docs/refund-payment-request
 */
export const createRefundCall = (body: { readonly reference_id: string }): ApiCall => ({
  ...post('/refunds', body),
  idempotencyKey: body.reference_id,
});
export const getRefundCall = (refund: string): ApiCall => about('id', refund, get(`/refunds/${id(refund)}`));
/** Newest first; `after`: the last refund of the previous page. */
export const listRefundsCall = (request: string, after?: string): ApiCall =>
  get(`/refunds?payment_request_id=${id(request)}&limit=100${after === undefined ? '' : `&after_id=${id(after)}`}`);
