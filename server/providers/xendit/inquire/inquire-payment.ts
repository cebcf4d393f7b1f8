import type { Instant } from '../../../payments/model/model.ts';
import {
  OutcomeUnknown,
  Rejected,
  type PaymentRef,
  type PaymentReport,
  type Unconfirmed,
} from '../../../payments/ports/ports.ts';
import type { ActionContext } from '../instruction/instruction.ts';
import { SHORTEST_SESSION_MS } from '../build.ts';
import { getPaymentCall, getPaymentRequestCall, getSessionCall } from '../wire/api-call.ts';
import { readPayment, readRequest, readSession } from '../read.ts';
import {
  paymentRequestSchema,
  paymentSchema,
  sessionSchema,
  type XenditPaymentRequest,
  type Session,
  type XenditPayment,
} from '../schema.ts';
import type { Send } from '../send.ts';
import { requestOutcome } from '../status.ts';

/**
 * Inquires about one payment. The payment request has its status, its payments have the money that moved; money takes
 * precedence. Payments that a notification named are read as well, because money can arrive after the request has ended.
 *
 * @see https://docs.xendit.co/docs/delayed-webhooks
 */
export async function inquire(
  send: Send,
  ref: PaymentRef,
  context: ActionContext,
  now: Instant,
  signal: AbortSignal,
  { providerReferences, transactionIds }: Unconfirmed = { providerReferences: {}, transactionIds: [] },
): Promise<PaymentReport[]> {
  // References learned from answers come first; those of a notification are used only where there are no others.
  const isKnown = ref.providerReferences['session'] !== undefined || ref.providerReferences['request'] !== undefined;
  const { session, request } = isKnown ? ref.providerReferences : providerReferences;
  const inquiry: Inquiry = {
    send: isKnown ? send : sendingHints(send),
    context,
    signal,
    unconfirmed: transactionIds,
  };
  if (session !== undefined) return inquireSession(inquiry, session);
  if (request === undefined) return [];
  const reports = await inquireRequest(inquiry, request);
  return isTryOnOpenPage(ref, context, now) ? reports.map(withoutEnd) : reports;
}

/**
 * Whether the request is one try on a hosted page that may take another. The page itself cannot be asked: the answer that
 * named it was lost, and a notification named the request of a try.
 */
const isTryOnOpenPage = (ref: PaymentRef, { row }: ActionContext, now: Instant): boolean =>
  row?.flow === 'SESSION' &&
  !ref.usesSavedMethod &&
  now < Math.max(ref.expiresAt, ref.createdAt + SHORTEST_SESSION_MS) + PAGE_END_MS;

/** Clocks differ, and the last try takes its time. */
const PAGE_END_MS = 5 * 60_000;

/** The try has ended, and the payment has not. */
const withoutEnd = (report: PaymentReport): PaymentReport =>
  ENDS.has(report.outcome)
    ? { ...report, outcome: 'unknown', failure: undefined, providerStatus: `try ${report.providerStatus}` }
    : report;

const ENDS: ReadonlySet<PaymentReport['outcome']> = new Set(['failed', 'canceled', 'expired']);

interface Inquiry {
  readonly send: Send;
  readonly context: ActionContext;
  readonly signal: AbortSignal;
  /** Payments that notifications named. */
  readonly unconfirmed: readonly string[];
}

async function inquireRequest(inquiry: Inquiry, id: string): Promise<PaymentReport[]> {
  const { send, context, signal } = inquiry;
  const [request, unconfirmed] = await Promise.all([
    send(getPaymentRequestCall(id), paymentRequestSchema, signal),
    Promise.all(inquiry.unconfirmed.map((payment) => findPayment(inquiry, payment))),
  ]);
  const payments = unconfirmed.filter((payment) => payment !== undefined);
  const latest = request.latest_payment_id;
  // An open request was not paid, unless its code takes several payments.
  const mayHaveMoved = request.status !== 'REQUIRES_ACTION' || request.type === 'REUSABLE_PAYMENT_CODE';
  if (latest !== undefined && mayHaveMoved && !inquiry.unconfirmed.includes(latest)) {
    const payment = await findPayment(inquiry, latest);
    if (payment !== undefined) payments.push(payment);
  }
  return combine(request, payments, context);
}

/** One set of reports out of a request and its payments. */
function combine(
  request: XenditPaymentRequest,
  payments: readonly XenditPayment[],
  context: ActionContext,
): PaymentReport[] {
  const own = readRequest(request, context);
  const found = payments
    .filter((payment) => belongs(payment, request))
    .map((payment) => ({ id: payment.payment_id, report: withReferencesOf(readPayment(payment), own) }));
  const record = found.find(({ id }) => id === request.latest_payment_id)?.report;
  const moved = found.map(({ report }) => report).filter((report) => report !== record && isMoney(report));
  const outcome = requestOutcome(request.status);
  // Of a paid request the payment has the amount; where the payment's status is unknown, the request counts.
  const isDetailed = outcome === 'paid' && record?.outcome !== 'unknown';
  // Of an authorized request the payment tells what followed: captured, voided, expired.
  if (record !== undefined && (isDetailed || outcome === 'authorized')) return [record, ...moved];
  // In the order of the notifications: of a code that was paid twice the first payment counts.
  if (record !== undefined && isMoney(record)) moved.push(record);
  return moved.length > 0 ? moved : [own];
}

const isMoney = ({ outcome }: PaymentReport): boolean => outcome === 'paid' || outcome === 'authorized';

/**
 * A hosted page makes a request of its own for every try of the customer, all with our reference. Where only the request
 * of a failed try is known, because the answer that named the page was lost, the money is under another one.
 */
const belongs = (payment: XenditPayment, request: XenditPaymentRequest): boolean =>
  payment.payment_request_id === request.payment_request_id ||
  (payment.reference_id !== undefined && payment.reference_id === request.reference_id);

/** A payment may lack the reference and the token: its request has them. */
const withReferencesOf = (report: PaymentReport, request: PaymentReport): PaymentReport => ({
  ...report,
  merchantReference: report.merchantReference ?? request.merchantReference,
  providerReferences: { ...request.providerReferences, ...report.providerReferences },
  savedToken: report.savedToken ?? (report.outcome === 'paid' ? request.savedToken : undefined),
});

/**
 * For ids that only a notification named, which may have been damaged on its way: what Xendit refuses as no id of its own
 * is an object that it does not have. Otherwise the payment would never be answered again.
 */
const sendingHints =
  (send: Send): Send =>
  (call, schema, signal) =>
    send(call, schema, signal).catch((error: unknown) => {
      if (!(error instanceof OutcomeUnknown) || error.rejection?.code !== 'API_VALIDATION_ERROR') throw error;
      const failure = { code: 'provider_error', providerCode: error.rejection.code } as const;
      throw new Rejected(failure, 'a notification named what is no id', { cause: error, rejection: error.rejection });
    });

/** `undefined`: Xendit has no such payment. */
async function findPayment({ send, signal }: Inquiry, id: string): Promise<XenditPayment | undefined> {
  try {
    return await sendingHints(send)(getPaymentCall(id), paymentSchema, signal);
  } catch (error) {
    if (error instanceof Rejected) return undefined;
    throw error;
  }
}

/**
 * A hosted page lets the customer try again after a failure, so a failed payment ends nothing while the page is open. The
 * page has our reference and names the request, whose own reference may differ.
 *
 * @see https://docs.xendit.co/docs/payment-sessions-overview
 */
async function inquireSession(inquiry: Inquiry, id: string): Promise<PaymentReport[]> {
  const { send, context, signal } = inquiry;
  const session = await send(getSessionCall(id), sessionSchema, signal);
  const page = readSession(session, context.base);
  if (session.payment_request_id === undefined) {
    const unconfirmed = await Promise.all(inquiry.unconfirmed.map((payment) => findPayment(inquiry, payment)));
    const own = unconfirmed.filter(
      (payment) => payment?.reference_id !== undefined && payment.reference_id === session.reference_id,
    );
    const moved = own.flatMap((payment) => (payment === undefined ? [] : [readPayment(payment)])).filter(isMoney);
    return moved.length > 0 ? moved.map((report) => underSession(report, session, page)) : [page];
  }
  const behind = await inquireRequest(inquiry, session.payment_request_id);
  const over = session.status === 'COMPLETED';
  const decisive = behind.filter((report) => over || isMoney(report) || report.outcome === 'processing');
  return decisive.length > 0 ? decisive.map((report) => underSession(report, session, page)) : [page];
}

function underSession(report: PaymentReport, session: Session, page: PaymentReport): PaymentReport {
  const saved = session.allow_save_payment_method === 'DISABLED' ? undefined : session.payment_token_id;
  return {
    ...report,
    merchantReference: page.merchantReference,
    providerReferences: { ...page.providerReferences, ...report.providerReferences },
    // The request's actions belong to a later step of the page.
    instruction: undefined,
    savedToken: report.savedToken ?? (report.outcome === 'paid' ? saved : undefined),
  };
}
