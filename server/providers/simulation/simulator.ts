import type { Money } from '../../../shared/money.ts';
import { NotDelivered, OutcomeUnknown } from '../../payments/ports/ports.ts';
import type { Instant } from '../../payments/model/model.ts';
import type { ProviderAnswer, ProviderCall, ProviderFetch } from '../http.ts';

/**
 * A stand-in for one provider: it speaks the provider's own HTTP API, keeps its rules, and can be made to fail. It has no
 * timers; what is due later happens at the next call of `runDue` after the injected clock has moved.
 */
export interface Simulator {
  /** The provider's id, and the last part of {@link baseUrl}. */
  readonly id: string;
  /** Absolute, without a trailing slash: what the gateway is configured with and where browsers find its pages. */
  readonly baseUrl: string;
  /**
   * One HTTP request, to the API or to a page for the customer.
   *
   * @throws {Unanswered} when no answer will come
   */
  handle(request: Request): Promise<Response>;
  /** Newest first. */
  payments(): readonly SimulatedPayment[];
  /** What a customer, a bank or a forger does to a payment. What is not possible is a result, not an exception. */
  perform(id: string, action: SimulatorAction, amount?: number): Promise<ActionResult>;
  /** While true no request is answered and no notification is sent. */
  silent: boolean;
  fail(fault: Fault): void;
  /** Payouts, newest first; absent where the provider makes none. */
  payouts?(): readonly SimulatedPayout[];
  /** What the recipient's bank does to a payout. */
  decide?(id: string, decision: PayoutDecision): ActionResult;
  /** Every effective movement, oldest first. */
  ledger(): readonly LedgerEntry[];
  /** Runs everything that is due by the injected clock: expiries, partners' decisions, notifications. */
  runDue(): Promise<void>;
  /** When {@link runDue} has something to do next; `undefined` when nothing is planned. */
  nextDueAt(): Instant | undefined;
}

/** What can be done to an open payment at every provider. */
export const SIMULATOR_ACTIONS = ['pay', 'fail', 'expire', 'pay twice', 'pay late', 'forge notification'] as const;

/**
 * What can be done at some providers only. `look up`: a store counter looks up a bill and is about to collect it.
 * `reverse`: a store or bank reverses a payment that it has reported. `refund`: the merchant refunds in the provider's back
 * office, by default all that is left.
 */
export const RARE_ACTIONS = ['look up', 'reverse', 'refund'] as const;

export type SimulatorAction = (typeof SIMULATOR_ACTIONS | typeof RARE_ACTIONS)[number];

export interface SimulatedPayment {
  /** The provider's own id, as {@link Simulator.perform} takes it. */
  readonly id: string;
  /** Our reference, as the provider received it. */
  readonly reference: string;
  /** The provider's name for the channel. */
  readonly channel: string;
  /** Absent where the customer chooses the amount. */
  readonly money?: Money | undefined;
  /** The provider's own status. */
  readonly status: string;
  /** It can still be paid normally. */
  readonly open: boolean;
  /** How many times money moved. */
  readonly timesPaid: number;
  /** What the customer was given: a number, a code, QR text. */
  readonly codes: readonly { readonly label: string; readonly value: string }[];
  /** The provider's page for the customer, where there is one. */
  readonly page?: string | undefined;
  readonly expiresAt?: Instant | undefined;
  readonly createdAt: Instant;
  /** What can be done to it now. */
  readonly actions: readonly SimulatorAction[];
}

/** `silent`: no decision, until another one is given. */
export const PAYOUT_DECISIONS = ['paid', 'failed', 'silent'] as const;
export type PayoutDecision = (typeof PAYOUT_DECISIONS)[number];

export interface SimulatedPayout {
  /** The provider's own id, as {@link Simulator.decide} takes it. */
  readonly id: string;
  readonly reference: string;
  readonly money: Money;
  /** Bank, account and holder. */
  readonly to: string;
  /** The provider's own status, and what it means. */
  readonly status: string;
  /** It can still be decided. */
  readonly open: boolean;
}

export interface ActionResult {
  readonly ok: boolean;
  /** One sentence for the person who pressed the button. */
  readonly message: string;
  /** After `forge notification`: the statuses our notification address answered with. */
  readonly answers?: readonly number[] | undefined;
}

export interface LedgerEntry {
  readonly at: Instant;
  /**
   * `create`: the payment exists and can be paid. `charge`: paid. `authorize`, `capture`, `void`: of an authorization.
   * `cancel`: canceled unpaid. `refund`: accepted; `refund_failed`: and then failed. `token`: can be charged.
   * `reversal`: reversed by the provider. `payout`: sent; `payout_failed`: and returned.
   */
  readonly kind:
    | 'create'
    | 'charge'
    | 'authorize'
    | 'capture'
    | 'void'
    | 'cancel'
    | 'refund'
    | 'refund_failed'
    | 'token'
    | 'token_removed'
    | 'reversal'
    | 'payout'
    | 'payout_failed';
  /** Our reference. */
  readonly reference: string;
  /** The provider's id of the thing this is about: request, payment, refund or token. */
  readonly id: string;
  readonly money?: Money | undefined;
}

/** The operation that a fault affects. `notice`: the provider's notifications to us. */
export const OPERATIONS = [
  'create',
  'inquire',
  'cancel',
  'confirm',
  'resend_otp',
  'capture',
  // Charging a saved method, where that is another call than `create`.
  'charge',
  'refund',
  'inquire_refund',
  'inquire_token',
  'remove_token',
  'payout',
  'inquire_payout',
  'balance',
  'notice',
] as const;
export type SimulatedOperation = (typeof OPERATIONS)[number];

export const FAULT_KINDS = [
  // Nothing happens at the provider.
  'refuse',
  'timeout_before',
  '500',
  '503',
  '429',
  'error',
  'not_found',
  // The operation is done, and the answer is lost.
  'timeout_after_commit',
  'reset_after_commit',
  '500_after_commit',
  // The operation is done, and the answer is wrong.
  'garbage',
  'html',
  'truncated',
  'huge',
  'redirect',
  'wrong_amount',
  'wrong_reference',
  'wrong_currency',
  'unknown_status',
  'stale_status',
  // The operation is done, and the answer is not signed correctly; only where answers are signed.
  'unsigned',
  'wrong_signature',
  // The operation is done, and the answer is late: see the simulator's `wait`.
  'slow',
  // The partner declines, or, to a charge without a step of the customer, has not decided yet.
  'decline',
  'pending',
  // Notifications only.
  'lost',
  'duplicate',
  'late',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly operation: SimulatedOperation;
  readonly kind: FaultKind;
  /** How many times it strikes; default 1. */
  readonly times?: number | undefined;
  /** With `error`: the HTTP status; default 400. */
  readonly status?: number | undefined;
  /** With `error` and `decline`: the provider's own code. */
  readonly code?: string | undefined;
  /** With `slow` and `late`; default 5 s and 1 h. */
  readonly delayMs?: number | undefined;
}

/** Sends a notification to us, as `fetch` does. An exception counts as a failed delivery. */
export type Deliver = (request: Request) => Promise<Response>;

/** No complete answer will come. The caller of {@link Simulator.handle} decides how that shows on its wire. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  /** `refused`: never received. `silent`: the caller waits until it gives up. `reset`: the connection was cut. */
  readonly how: 'refused' | 'silent' | 'reset';
  constructor(how: 'refused' | 'silent' | 'reset') {
    super(`simulated: ${how}`);
    this.how = how;
  }
}

/** The largest answer that http.ts reads. */
const LARGEST_ANSWER = 1024 * 1024;

/**
 * The network between a gateway and simulators in the same process. It fails as http.ts does: `NotDelivered` when the
 * request certainly was not received, `OutcomeUnknown` in every other case without a complete answer. A request to an
 * address of no simulator throws a plain Error, so that no test can overlook it.
 */
export function simulatorFetch(...simulators: readonly Simulator[]): ProviderFetch {
  return async (call) => {
    const target = simulators.find(({ baseUrl }) => call.url.startsWith(`${baseUrl}/`));
    if (!target) throw new Error(`a gateway sent a request to ${new URL(call.url).origin}, which is no simulator`);
    if (call.signal.aborted) throw new NotDelivered('the time was over before the request was made');
    try {
      return await Promise.race([exchange(target, call), aborted(call.signal)]);
    } catch (cause) {
      if (!(cause instanceof Unanswered)) throw cause;
      if (cause.how === 'refused') throw new NotDelivered('the provider could not be reached', { cause });
      throw new OutcomeUnknown('no complete answer arrived', { cause });
    }
  };
}

async function exchange(simulator: Simulator, { url, method, headers, body }: ProviderCall): Promise<ProviderAnswer> {
  const request = new Request(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const response = await simulator.handle(request);
  const text = await response.text();
  if (text.length > LARGEST_ANSWER) throw new Unanswered('reset');
  return { status: response.status, headers: Object.fromEntries(response.headers), text };
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Unanswered('silent')), { once: true });
  });
