import type { Money } from '../../../shared/money.ts';
import { NotDelivered, OutcomeUnknown } from '../../payments/ports/ports.ts';
import type { Instant } from '../../payments/model/model.ts';
import type { ProviderAnswer, ProviderCall, ProviderFetch } from '../http.ts';

/**
 * A stand-in for one provider: it speaks the provider's own HTTP API, keeps its rules, and can be told to fail. It has
 * no timers of its own; what is due later happens when somebody calls `runDue` after the injected clock has moved.
 */
export interface Simulator {
  /** The provider's id, and the last part of {@link baseUrl}. */
  readonly id: string;
  /** Absolute, without a trailing slash: what the gateway is configured with and where browsers find its pages. */
  readonly baseUrl: string;
  /** One HTTP request, to the API or to a page for the customer. Throws {@link Unanswered} when no answer will come. */
  handle(request: Request): Promise<Response>;
  /** Newest first. */
  payments(): readonly SimulatedPayment[];
  /** What a customer, a bank or a forger does to a payment. Refusals are results, not exceptions. */
  perform(id: string, action: SimulatorAction, amount?: number): Promise<ActionResult>;
  /** While true no request is answered and no notification is sent; both sides of the wire look dead. */
  silent: boolean;
  fail(fault: Fault): void;
  /** Money on its way out, newest first; absent where the provider sends none. */
  payouts?(): readonly SimulatedPayout[];
  /** What the recipient's bank does to a payout. */
  decide?(id: string, decision: PayoutDecision): ActionResult;
  /** Every effective movement, oldest first. */
  ledger(): readonly LedgerEntry[];
  /** Runs everything that is due by the injected clock: expiries, settlements, notifications and their repeats. */
  runDue(): Promise<void>;
  /** When {@link runDue} has something to do next; `undefined` when nothing is planned. */
  nextDueAt(): Instant | undefined;
}

/** What happens at every provider, and can be done to whatever is open. */
export const SIMULATOR_ACTIONS = ['pay', 'fail', 'expire', 'pay twice', 'pay late', 'forge notification'] as const;

/**
 * What happens at some of them alone. `look up`: a till asks for a bill and is about to take the money. `reverse`: a
 * store or bank takes a payment back that it has reported. `refund`: somebody of the merchant gives money back in the
 * provider's back office, all that is left or the amount that is named.
 */
export const RARE_ACTIONS = ['look up', 'reverse', 'refund'] as const;

export type SimulatorAction = (typeof SIMULATOR_ACTIONS | typeof RARE_ACTIONS)[number];

export interface SimulatedPayment {
  /** The provider's own id, as {@link Simulator.act} takes it. */
  readonly id: string;
  /** Our reference, as the provider was told. */
  readonly reference: string;
  /** The provider's name for the channel. */
  readonly channel: string;
  /** Absent where the payer chooses the amount. */
  readonly money?: Money | undefined;
  /** The provider's own word. */
  readonly status: string;
  /** It can still be paid the ordinary way. */
  readonly open: boolean;
  /** How many times money really moved. */
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

/** `silent`: nothing, until it is told otherwise. */
export const PAYOUT_DECISIONS = ['paid', 'failed', 'silent'] as const;
export type PayoutDecision = (typeof PAYOUT_DECISIONS)[number];

export interface SimulatedPayout {
  /** The provider's own id, as {@link Simulator.decide} takes it. */
  readonly id: string;
  readonly reference: string;
  readonly money: Money;
  /** Bank, account and holder. */
  readonly to: string;
  /** The provider's own word, and what it means. */
  readonly status: string;
  /** It can still be decided. */
  readonly open: boolean;
}

export interface ActionResult {
  readonly ok: boolean;
  /** One plain sentence for the person who pressed the button. */
  readonly message: string;
  /** After `forge notification`: the statuses our notification address answered with. */
  readonly answers?: readonly number[] | undefined;
}

export interface LedgerEntry {
  readonly at: Instant;
  /**
   * `create`: a way to pay now exists. `charge`: money was taken at once. `authorize`, `capture`, `void`: held, taken,
   * let go. `cancel`: withdrawn unpaid. `refund`: accepted; `refund_failed`: and then not done. `token`: can be charged.
   * `reversal`: taken back by the provider. `payout`: sent out; `payout_failed`: and come back.
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

/** What a fault is waiting for. `notice` stands for the provider's notifications to us. */
export const OPERATIONS = [
  'create',
  'inquire',
  'cancel',
  'confirm',
  'resend_otp',
  'capture',
  // A saved method, where that is not a matter of `create` alone.
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
export type Operation = (typeof OPERATIONS)[number];

export const FAULT_KINDS = [
  // Nothing happens at the provider.
  'refuse',
  'timeout_before',
  '500',
  '503',
  '429',
  'error',
  'not_found',
  // It happens, and the answer is lost.
  'timeout_after_commit',
  'reset_after_commit',
  '500_after_commit',
  // It happens, and the answer is wrong.
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
  // It happens, and the answer does not prove who sent it; only where answers are signed.
  'unsigned',
  'wrong_signature',
  // It happens, and the answer is late: see the simulator's `wait`.
  'slow',
  // It happens another way: the partner says no, or, to a charge that needs no payer, has not answered yet.
  'decline',
  'pending',
  // Notifications only.
  'lost',
  'duplicate',
  'late',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly operation: Operation;
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

/** Sends a notification to us, as `fetch` does. Whatever it throws counts as a failed delivery. */
export type Deliver = (request: Request) => Promise<Response>;

/** No whole answer will come. How that feels depends on the wire, so the carrier of {@link Simulator.handle} decides. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  /** `refused`: never received. `silent`: the caller waits until it gives up. `reset`: the connection was cut. */
  readonly how: 'refused' | 'silent' | 'reset';
  constructor(how: 'refused' | 'silent' | 'reset') {
    super(`simulated: ${how}`);
    this.how = how;
  }
}

/** What the real funnel reads at most; see http.ts. */
const LARGEST_ANSWER = 1024 * 1024;

/**
 * The network between a gateway and simulators in the same process. Fails as the real funnel would: `NotDelivered`
 * when the request surely was not received, `OutcomeUnknown` in every other case without a whole answer. A request to
 * an address that belongs to no simulator throws a plain Error, so that no test can overlook it.
 */
export function simulatorFetch(...simulators: readonly Simulator[]): ProviderFetch {
  return async (call) => {
    const target = simulators.find(({ baseUrl }) => call.url.startsWith(`${baseUrl}/`));
    if (!target) throw new Error(`a gateway sent a request to ${new URL(call.url).origin}, which is no simulator`);
    if (call.signal.aborted) throw new NotDelivered('out of time before the request was made');
    try {
      return await Promise.race([exchange(target, call), aborted(call.signal)]);
    } catch (cause) {
      if (!(cause instanceof Unanswered)) throw cause;
      if (cause.how === 'refused') throw new NotDelivered('the provider could not be reached', { cause });
      throw new OutcomeUnknown('no whole answer arrived', { cause });
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
