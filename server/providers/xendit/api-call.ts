/** One request to Xendit before it is sent: everything but host, key and headers that are always the same. */
export interface ApiCall {
  readonly method: 'GET' | 'POST';
  /** Below the base URL; ids in it are percent-encoded. */
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

const get = (path: string): ApiCall => ({ method: 'GET', path });
const post = (path: string, body?: unknown): ApiCall => ({
  method: 'POST',
  path,
  ...(body === undefined ? {} : { body }),
});
const id = encodeURIComponent;

export const createPaymentRequest = (body: unknown): ApiCall => post('/v3/payment_requests', body);
export const getPaymentRequest = (request: string): ApiCall => get(`/v3/payment_requests/${id(request)}`);
export const cancelPaymentRequest = (request: string): ApiCall => post(`/v3/payment_requests/${id(request)}/cancel`);
export const validateOtp = (path: string, otp: string): ApiCall => post(path, { otp_code: otp });
export const resendOtp = (path: string): ApiCall => post(path);

export const getPayment = (payment: string): ApiCall => get(`/v3/payments/${id(payment)}`);
export const cancelPayment = (payment: string): ApiCall => post(`/v3/payments/${id(payment)}/cancel`);
/** Final: one capture is what is promised, and what is not taken by it goes back to the customer at once. */
export const capturePayment = (payment: string, amount: number): ApiCall =>
  post(`/v3/payments/${id(payment)}/capture`, { capture_amount: amount, final_capture: true });

export const createSession = (body: unknown): ApiCall => post('/sessions', body);
export const getSession = (session: string): ApiCall => get(`/sessions/${id(session)}`);
export const cancelSession = (session: string): ApiCall => post(`/sessions/${id(session)}/cancel`);

export const getPaymentToken = (token: string): ApiCall => get(`/v3/payment_tokens/${id(token)}`);
export const cancelPaymentToken = (token: string): ApiCall => post(`/v3/payment_tokens/${id(token)}/cancel`);

/** The key is not documented for this address; Xendit's own client sends one, and a repeat of ours must not pay twice. */
export const createRefund = (body: { readonly reference_id: string }): ApiCall => ({
  ...post('/refunds', body),
  idempotencyKey: body.reference_id,
});
export const getRefund = (refund: string): ApiCall => get(`/refunds/${id(refund)}`);
/** Newest first; `after`: the last one of the page before. */
export const listRefunds = (request: string, after?: string): ApiCall =>
  get(`/refunds?payment_request_id=${id(request)}&limit=100${after === undefined ? '' : `&after_id=${id(after)}`}`);
