import { Rejected, type PaymentRef, type PaymentReport, type Unconfirmed } from '../../../payments/ports/ports.ts';
import type { ActionContext } from '../instruction/instruction.ts';
import { getPayment, getPaymentRequest, getSession } from '../wire/api-call.ts';
import { readPayment, readRequest, readSession } from '../read.ts';
import {
  paymentRequestSchema,
  paymentSchema,
  sessionSchema,
  type PaymentRequest,
  type Session,
  type XenditPayment,
} from '../schema.ts';
import type { Send } from '../send.ts';
import { requestOutcome } from '../status.ts';

/**
 * Asks about one payment. The request says how it stands, its payments say what money really moved; where both speak,
 * money goes first. Payments that a notice spoke of are looked up as well, for money can come after the request's end.
 */
export function inquire(
  send: Send,
  ref: PaymentRef,
  context: ActionContext,
  signal: AbortSignal,
  { providerReferences, transactionIds }: Unconfirmed = { providerReferences: {}, transactionIds: [] },
): Promise<PaymentReport[]> {
  // What is known goes first: a request that a notification named is looked at only where there is nothing else to ask.
  const isKnown = ref.providerReferences['session'] !== undefined || ref.providerReferences['request'] !== undefined;
  const { session, request } = isKnown ? ref.providerReferences : providerReferences;
  const asking: Asking = { send, context, signal, heard: transactionIds };
  if (session !== undefined) return inquireSession(asking, session);
  if (request !== undefined) return inquireRequest(asking, request);
  return Promise.resolve([]);
}

interface Asking {
  readonly send: Send;
  readonly context: ActionContext;
  readonly signal: AbortSignal;
  /** Payments that notifications spoke of. */
  readonly heard: readonly string[];
}

async function inquireRequest(asking: Asking, id: string): Promise<PaymentReport[]> {
  const { send, context, signal } = asking;
  const [request, heard] = await Promise.all([
    send(getPaymentRequest(id), paymentRequestSchema, signal),
    Promise.all(asking.heard.map((payment) => findPayment(asking, payment))),
  ]);
  const payments = heard.filter((payment) => payment !== undefined);
  const latest = request.latest_payment_id;
  // What is open was not paid, save a code that takes many payments.
  const mayHaveMoved = request.status !== 'REQUIRES_ACTION' || request.type === 'REUSABLE_PAYMENT_CODE';
  if (latest !== undefined && mayHaveMoved && !asking.heard.includes(latest)) {
    const payment = await findPayment(asking, latest);
    if (payment !== undefined) payments.push(payment);
  }
  return weave(request, payments, context);
}

/** What a request and its payments testify together. */
function weave(request: PaymentRequest, payments: readonly XenditPayment[], context: ActionContext): PaymentReport[] {
  const own = readRequest(request, context);
  const providerStatus = payments
    .filter((payment) => belongs(payment, request))
    .map((payment) => ({ id: payment.payment_id, report: inNameOf(readPayment(payment), own) }));
  const record = providerStatus.find(({ id }) => id === request.latest_payment_id)?.report;
  const moved = providerStatus.map(({ report }) => report).filter((report) => report !== record && isMoney(report));
  const outcome = requestOutcome(request.status);
  // Of a paid request the payment tells how much; where nobody understands what it says, the request speaks.
  const isTold = outcome === 'paid' && record?.outcome !== 'unknown';
  // Of an authorized one it tells the rest of the story: captured, voided, run out.
  if (record !== undefined && (isTold || outcome === 'authorized')) return [record, ...moved];
  // What was heard of first comes first: of a code that was paid twice it is what counts.
  if (record !== undefined && isMoney(record)) moved.push(record);
  return moved.length > 0 ? moved : [own];
}

const isMoney = ({ outcome }: PaymentReport): boolean => outcome === 'paid' || outcome === 'authorized';

const belongs = (payment: XenditPayment, request: PaymentRequest): boolean =>
  payment.payment_request_id === undefined
    ? payment.reference_id !== undefined && payment.reference_id === request.reference_id
    : payment.payment_request_id === request.payment_request_id;

/** A payment need not repeat the reference or the token: its request has them. */
const inNameOf = (report: PaymentReport, request: PaymentReport): PaymentReport => ({
  ...report,
  merchantReference: report.merchantReference ?? request.merchantReference,
  providerReferences: { ...request.providerReferences, ...report.providerReferences },
  savedToken: report.savedToken ?? (report.outcome === 'paid' ? request.savedToken : undefined),
});

/** `undefined`: there is no such payment. */
async function findPayment({ send, signal }: Asking, id: string): Promise<XenditPayment | undefined> {
  try {
    return await send(getPayment(id), paymentSchema, signal);
  } catch (error) {
    if (error instanceof Rejected) return undefined;
    throw error;
  }
}

/**
 * A hosted page lets the customer try again after a failure, so a failed try closes nothing while the page is open. The
 * page carries our reference and names the request, which may have a reference of its own: the page vouches for it.
 */
async function inquireSession(asking: Asking, id: string): Promise<PaymentReport[]> {
  const { send, context, signal } = asking;
  const session = await send(getSession(id), sessionSchema, signal);
  const page = readSession(session, context.base);
  if (session.payment_request_id === undefined) {
    const heard = await Promise.all(asking.heard.map((payment) => findPayment(asking, payment)));
    const own = heard.filter(
      (payment) => payment?.reference_id !== undefined && payment.reference_id === session.reference_id,
    );
    const moved = own.flatMap((payment) => (payment === undefined ? [] : [readPayment(payment)])).filter(isMoney);
    return moved.length > 0 ? moved.map((report) => vouched(report, session, page)) : [page];
  }
  const behind = await inquireRequest(asking, session.payment_request_id);
  const over = session.status === 'COMPLETED';
  const telling = behind.filter((report) => over || isMoney(report) || report.outcome === 'processing');
  return telling.length > 0 ? telling.map((report) => vouched(report, session, page)) : [page];
}

function vouched(report: PaymentReport, session: Session, page: PaymentReport): PaymentReport {
  const saved = session.allow_save_payment_method === 'DISABLED' ? undefined : session.payment_token_id;
  return {
    ...report,
    merchantReference: page.merchantReference,
    providerReferences: { ...page.providerReferences, ...report.providerReferences },
    // The request's own actions lead into the middle of the page.
    instruction: undefined,
    savedToken: report.savedToken ?? (report.outcome === 'paid' ? saved : undefined),
  };
}
