import { fromMajor } from '../../../../shared/money.ts';
import { ApiError, ineligible, invalid, invalidValue, notFound } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { ok } from './call.ts';
import { receiveMoney } from './collect.ts';
import { book } from './ledger.ts';
import { parse } from './parse.ts';
import type { PaymentRecord } from './records.ts';
import { captureBody } from './schemas.ts';
import { paymentView } from './views.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

function find(state: SimulatorState, { id }: Call): PaymentRecord {
  if (id.length !== 39) throw invalid('payment_id', 'must have 39 characters');
  const payment = state.payments.get(id);
  if (!payment) throw notFound('payment');
  return payment;
}

export const getPayment = (state: SimulatorState, call: Call): Answer => ok(paymentView(find(state, call)));

/** Captures an authorization, once. The request stays AUTHORIZED; only the payment shows the capture. */
export function capturePayment(state: SimulatorState, call: Call): Answer {
  const payment = find(state, call);
  const { capture_amount: requested } = parse(captureBody, call.body);
  if (payment.status !== 'AUTHORIZED') throw ineligible('Only an authorized payment can be captured, and only once');
  const amount = requested === undefined ? payment.amount : fromMajor(requested, payment.request.currency);
  if (amount === undefined || amount === 0) throw invalidValue('capture_amount is no amount of this currency');
  if (amount > payment.amount) throw new ApiError(400, 'CAPTURE_AMOUNT_EXCEEDED', 'More than was authorized');
  receiveMoney(state, payment, amount, 'capture');
  return ok(paymentView(payment));
}

/** Voids an authorization. */
export function voidPayment(state: SimulatorState, call: Call): Answer {
  const payment = find(state, call);
  if (payment.status !== 'AUTHORIZED') throw ineligible('Only an authorized payment can be canceled');
  payment.status = 'CANCELED';
  payment.updatedAt = now(state);
  book(state, 'void', { id: payment.id, reference: payment.request.reference });
  return ok(paymentView(payment));
}
