import type { SimulatedOperation } from '../../simulation/simulator.ts';
import type { Answer, Call } from './call.ts';
import {
  cancelRequest,
  createRequest,
  getRequest,
  resendRequestOtp,
  simulateRequest,
  validateRequestOtp,
} from './payment-requests.ts';
import { capturePayment, getPayment, voidPayment } from './payments.ts';
import { createRefund, getRefund, listRefunds } from './refunds.ts';
import { cancelSession, createSession, getSession } from './sessions.ts';
import { cancelToken, createToken, getToken, resendTokenOtp, validateTokenOtp } from './tokens.ts';
import type { SimulatorState } from './state.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** `:id` stands for one path segment. */
  readonly path: string;
  /** The faults that can be injected here. */
  readonly operation?: SimulatedOperation;
  readonly run: (state: SimulatorState, call: Call) => Answer;
}

const get = (path: string, operation: SimulatedOperation, run: Route['run']): Route => ({
  method: 'GET',
  path,
  operation,
  run,
});
const post = (path: string, operation: SimulatedOperation, run: Route['run']): Route => ({
  method: 'POST',
  path,
  operation,
  run,
});

export const ROUTES: readonly Route[] = [
  post('/v3/payment_requests', 'create', createRequest),
  get('/v3/payment_requests/:id', 'inquire', getRequest),
  post('/v3/payment_requests/:id/cancel', 'cancel', cancelRequest),
  post('/v3/payment_requests/:id/validate_otp', 'confirm', validateRequestOtp),
  post('/v3/payment_requests/:id/resend_otp', 'resend_otp', resendRequestOtp),
  post('/v3/payment_requests/:id/send_otp', 'resend_otp', resendRequestOtp),
  { method: 'POST', path: '/v3/payment_requests/:id/simulate', run: simulateRequest },
  get('/v3/payments/:id', 'inquire', getPayment),
  post('/v3/payments/:id/capture', 'capture', capturePayment),
  post('/v3/payments/:id/cancel', 'cancel', voidPayment),
  post('/v3/payment_tokens', 'create', createToken),
  get('/v3/payment_tokens/:id', 'inquire_token', getToken),
  post('/v3/payment_tokens/:id/cancel', 'remove_token', cancelToken),
  post('/v3/payment_tokens/:id/validate_otp', 'confirm', validateTokenOtp),
  post('/v3/payment_tokens/:id/resend_otp', 'resend_otp', resendTokenOtp),
  post('/v3/payment_tokens/:id/send_otp', 'resend_otp', resendTokenOtp),
  post('/sessions', 'create', createSession),
  get('/sessions/:id', 'inquire', getSession),
  post('/sessions/:id/cancel', 'cancel', cancelSession),
  post('/refunds', 'refund', createRefund),
  get('/refunds', 'inquire_refund', listRefunds),
  get('/refunds/:id', 'inquire_refund', getRefund),
];

/** The route of a request, and the id in its path; empty where the path has none. */
export function findRoute(method: string, path: string): { readonly route: Route; readonly id: string } | undefined {
  const segments = path.split('/');
  for (const route of ROUTES) {
    const wanted = route.path.split('/');
    const fits = wanted.length === segments.length && wanted.every((part, i) => part === ':id' || part === segments[i]);
    if (route.method === method && fits) return { route, id: segments[wanted.indexOf(':id')] ?? '' };
  }
  return undefined;
}
