import { Rejected, type PaymentRef, type PaymentTestimony, type Unconfirmed } from '../../payments/ports/ports.ts';
import type { ActionContext } from './actions.ts';
import { getPayment, getPaymentRequest, getSession } from './api-call.ts';
import { readPayment, readRequest, readSession } from './read.ts';
import {
  paymentRequestSchema,
  paymentSchema,
  sessionSchema,
  type PaymentRequest,
  type Session,
  type XenditPayment,
} from './schema.ts';
import type { Send } from './send.ts';
import { requestOutcome } from './status.ts';

/**
 * Asks about one payment. The request says how it stands, its payments say what money really moved; where both speak,
 * money goes first. Payments that a notice spoke of are looked up as well, for money can come after the request's end.
 */
export function inquire(
  send: Send,
  ref: PaymentRef,
  context: ActionContext,
  signal: AbortSignal,
  { ids, transactionIds }: Unconfirmed = { ids: {}, transactionIds: [] },
): Promise<PaymentTestimony[]> {
  // What is known goes first: a request that a notification named is looked at only where there is nothing else to ask.
  const isKnown = ref.ids['session'] !== undefined || ref.ids['request'] !== undefined;
  const { session, request } = isKnown ? ref.ids : ids;
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

async function inquireRequest(asking: Asking, id: string): Promise<PaymentTestimony[]> {
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
function weave(
  request: PaymentRequest,
  payments: readonly XenditPayment[],
  context: ActionContext,
): PaymentTestimony[] {
  const own = readRequest(request, context);
  const said = payments
    .filter((payment) => belongs(payment, request))
    .map((payment) => ({ id: payment.payment_id, testimony: inNameOf(readPayment(payment), own) }));
  const record = said.find(({ id }) => id === request.latest_payment_id)?.testimony;
  const moved = said
    .map(({ testimony }) => testimony)
    .filter((testimony) => testimony !== record && isMoney(testimony));
  const outcome = requestOutcome(request.status);
  // Of a paid request the payment tells how much; where nobody understands what it says, the request speaks.
  const isTold = outcome === 'paid' && record?.outcome !== 'unknown';
  // Of an authorized one it tells the rest of the story: captured, voided, run out.
  if (record !== undefined && (isTold || outcome === 'authorized')) return [record, ...moved];
  // What was heard of first comes first: of a code that was paid twice it is what counts.
  if (record !== undefined && isMoney(record)) moved.push(record);
  return moved.length > 0 ? moved : [own];
}

const isMoney = ({ outcome }: PaymentTestimony): boolean => outcome === 'paid' || outcome === 'authorized';

const belongs = (payment: XenditPayment, request: PaymentRequest): boolean =>
  payment.payment_request_id === undefined
    ? payment.reference_id !== undefined && payment.reference_id === request.reference_id
    : payment.payment_request_id === request.payment_request_id;

/** A payment need not repeat the reference or the token: its request has them. */
const inNameOf = (testimony: PaymentTestimony, request: PaymentTestimony): PaymentTestimony => ({
  ...testimony,
  reference: testimony.reference ?? request.reference,
  ids: { ...request.ids, ...testimony.ids },
  savedToken: testimony.savedToken ?? (testimony.outcome === 'paid' ? request.savedToken : undefined),
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
async function inquireSession(asking: Asking, id: string): Promise<PaymentTestimony[]> {
  const { send, context, signal } = asking;
  const session = await send(getSession(id), sessionSchema, signal);
  const page = readSession(session, context.base);
  if (session.payment_request_id === undefined) {
    const heard = await Promise.all(asking.heard.map((payment) => findPayment(asking, payment)));
    const own = heard.filter(
      (payment) => payment?.reference_id !== undefined && payment.reference_id === session.reference_id,
    );
    const moved = own.flatMap((payment) => (payment === undefined ? [] : [readPayment(payment)])).filter(isMoney);
    return moved.length > 0 ? moved.map((testimony) => vouched(testimony, session, page)) : [page];
  }
  const behind = await inquireRequest(asking, session.payment_request_id);
  const over = session.status === 'COMPLETED';
  const telling = behind.filter((testimony) => over || isMoney(testimony) || testimony.outcome === 'processing');
  return telling.length > 0 ? telling.map((testimony) => vouched(testimony, session, page)) : [page];
}

function vouched(testimony: PaymentTestimony, session: Session, page: PaymentTestimony): PaymentTestimony {
  const saved = session.allow_save_payment_method === 'DISABLED' ? undefined : session.payment_token_id;
  return {
    ...testimony,
    reference: page.reference,
    ids: { ...page.ids, ...testimony.ids },
    // The request's own actions lead into the middle of the page.
    instruction: undefined,
    savedToken: testimony.savedToken ?? (testimony.outcome === 'paid' ? saved : undefined),
  };
}
