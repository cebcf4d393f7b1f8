import { CURRENCIES, fromMajor, type Currency, type Money } from '../../../shared/money.ts';
import type { PaymentReport, RefundReport, SavedMethodReport } from '../../payments/ports/ports.ts';
import { toInstruction, type ActionContext } from './instruction/instruction.ts';
import { readFailure, rejectionFor } from './errors/failure-codes.ts';
import { toInstant } from './wire/iso-time.ts';
import type { XenditPaymentRequest, PaymentToken, Session, XenditPayment, XenditRefund } from './schema.ts';
import { safeWebUrl } from '../safe-url.ts';
import { paymentOutcome, refundOutcome, requestOutcome, sessionOutcome, tokenOutcome } from './status.ts';

/**
 * A payment request as a report. `paid` needs an amount that can be read; without it the payment is `processing`.
 *
 * @see https://docs.xendit.co/apidocs/create-payment-request, response
 */
export function readRequest(request: XenditPaymentRequest, context: ActionContext): PaymentReport {
  const outcome = requestOutcome(request.status);
  const hasMoney = outcome === 'paid' || outcome === 'authorized';
  const money = hasMoney ? toMoney(request.request_amount, request.currency) : undefined;
  const named = request.latest_payment_id;
  const saved = outcome === 'paid' && request.type === 'PAY_AND_SAVE' ? request.payment_token_id : undefined;
  return {
    subject: 'payment',
    outcome: hasMoney && money === undefined ? 'processing' : outcome,
    merchantReference: request.reference_id,
    providerReferences: {
      request: request.payment_request_id,
      ...(hasMoney && named !== undefined ? { payment: named } : {}),
    },
    transactionId: money === undefined ? undefined : (named ?? request.payment_request_id),
    money,
    instruction: toInstruction(request, context),
    expiresAt: toInstant(request.channel_properties?.expires_at),
    failure: outcome === 'failed' ? readFailure(request.failure_code) : undefined,
    ...(outcome === 'failed' ? rejectionFor(request.failure_code) : {}),
    ...(hasMoney && money === undefined ? unstated(request.request_amount, request.currency) : {}),
    savedToken: saved,
    providerStatus: request.status,
  };
}

/**
 * A payment as a report. The amount is the sum of its captures, or the requested amount where it lists none.
 *
 * @see https://docs.xendit.co/docs/payments-api-webhooks, payment object; https://docs.xendit.co/docs/cards-capturing-a-card-payment
 */
export function readPayment(payment: XenditPayment): PaymentReport {
  const outcome = paymentOutcome(payment.status);
  const hasMoney = outcome === 'paid' || outcome === 'authorized';
  const money = outcome === 'paid' ? capturedMoney(payment) : toMoney(payment.request_amount, payment.currency);
  const stated = hasMoney && money !== undefined;
  const request = payment.payment_request_id;
  return {
    subject: 'payment',
    outcome: hasMoney && !stated ? 'processing' : outcome,
    merchantReference: payment.reference_id,
    providerReferences: {
      ...(request === undefined ? {} : { request }),
      ...(hasMoney ? { payment: payment.payment_id } : {}),
    },
    transactionId: stated ? payment.payment_id : undefined,
    money: stated ? money : undefined,
    failure: outcome === 'failed' ? readFailure(payment.failure_code) : undefined,
    ...(outcome === 'failed' ? rejectionFor(payment.failure_code) : {}),
    ...(hasMoney && !stated ? unstated(payment.request_amount, payment.currency) : {}),
    savedToken: outcome === 'paid' && payment.type === 'PAY_AND_SAVE' ? payment.payment_token_id : undefined,
    providerStatus: payment.status,
  };
}

/** Money moved, and the amount cannot be read: another inquiry will not help, so the operator has to look. */
const unstated = (amount: string | number | undefined, currency: string | undefined) => ({
  rejection: {
    code: 'AMOUNT_NOT_STATED',
    message: `paid or authorized, but the amount cannot be read: ${amount ?? '(none)'} ${currency ?? '(no currency)'}`,
    mend: true,
    fix: 'look the payment up in the Xendit dashboard',
  },
});

/**
 * A hosted page as a report: its own status. What was paid on it is in the payment request.
 *
 * @see https://docs.xendit.co/apidocs/create-session, response
 */
export function readSession(session: Session, base: URL): PaymentReport {
  const outcome = sessionOutcome(session.status);
  const url = session.payment_link_url === undefined ? undefined : safeWebUrl(session.payment_link_url, base);
  return {
    subject: 'payment',
    outcome,
    merchantReference: session.reference_id,
    providerReferences: { session: session.payment_session_id },
    instruction:
      outcome === 'requires_action' && url !== undefined ? { kind: 'redirect', url, method: 'GET' } : undefined,
    expiresAt: toInstant(session.expires_at),
    providerStatus: `session ${session.status}`,
  };
}

/** @see https://docs.xendit.co/docs/refund-payment-request */
export function readRefund(refund: XenditRefund): RefundReport {
  const outcome = refundOutcome(refund.status);
  return {
    subject: 'refund',
    outcome,
    merchantReference: refund.reference_id,
    providerReferences: { refund: refund.id },
    paymentReferences: {
      ...(refund.payment_request_id === undefined ? {} : { request: refund.payment_request_id }),
      ...(refund.payment_id === undefined ? {} : { payment: refund.payment_id }),
    },
    money: toMoney(refund.amount, refund.currency),
    failure: outcome === 'failed' ? readFailure(refund.failure_code) : undefined,
    ...(outcome === 'failed' ? rejectionFor(refund.failure_code) : {}),
    providerStatus: refund.status,
  };
}

/** @see https://docs.xendit.co/docs/create-a-token */
export function readToken(token: PaymentToken): SavedMethodReport {
  const card = token.channel_properties?.card_details;
  const account =
    card?.masked_card_number ?? token.token_details?.account_number ?? token.channel_properties?.account_mobile_number;
  return {
    subject: 'saved_method',
    outcome: tokenOutcome(token.status),
    token: token.payment_token_id,
    merchantReference: token.reference_id,
    masked: account === undefined || account.length < 6 ? undefined : `•••• ${account.slice(-4)}`,
    expiresAt: endOfMonth(card?.expiry_year, card?.expiry_month),
    providerStatus: token.status,
  };
}

const isCurrency = (text: string | undefined): text is Currency => CURRENCIES.some((currency) => currency === text);

/** `undefined` where the amount is missing or has too many decimals, or the currency is unknown. */
export function toMoney(major: string | number | undefined, currency: string | undefined): Money | undefined {
  if (major === undefined || !isCurrency(currency)) return undefined;
  const amount = fromMajor(major, currency);
  return amount === undefined ? undefined : { amount, currency };
}

function capturedMoney({ captures, currency, request_amount }: XenditPayment): Money | undefined {
  if (!isCurrency(currency)) return undefined;
  if (captures === null || captures === undefined || captures.length === 0) return toMoney(request_amount, currency);
  let amount = 0;
  for (const capture of captures) {
    const part = toMoney(capture.capture_amount, currency);
    if (part === undefined) return undefined;
    amount += part.amount;
  }
  return { amount, currency };
}

/** A card is valid until the end of its month, in UTC. */
function endOfMonth(year: string | undefined, month: string | undefined): number | undefined {
  if (year === undefined || month === undefined || !/^\d{4}$/.test(year) || !/^(0?[1-9]|1[0-2])$/.test(month))
    return undefined;
  return Date.UTC(Number(year), Number(month), 1) - 1;
}
