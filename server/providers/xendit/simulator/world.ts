import type { Clock } from '../../../payments/ports/ports.ts';
import type { Instant } from '../../../payments/model/model.ts';
import type { Deliver, LedgerEntry } from '../../simulation/simulator.ts';
import { Agenda } from '../../simulation/agenda.ts';
import { FaultQueue } from '../../simulation/fault-queue.ts';
import type { Outbox } from '../../simulation/notification-outbox.ts';
import type { PaymentRecord, RefundRecord, RequestRecord, SessionRecord, TokenRecord } from './records.ts';
import { openOutbox, type Webhook } from './webhooks.ts';

export interface XenditSimulatorOptions {
  /** Absolute, without a trailing slash; it may have a path. The API, the pages and every address we give out. */
  readonly baseUrl: string;
  readonly secretKey: string;
  /** What our notifications carry in `x-callback-token`. */
  readonly callbackToken: string;
  readonly webhookUrl: string;
  readonly clock: Clock;
  /** Random UUIDs, or predictable ones for a test: every id and number is made of them. */
  readonly uuid: () => string;
  readonly deliver: Deliver;
  /** How `slow` answers wait. Without it they do not: a test moves its own clock. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** Calls per minute and endpoint; the real one allows 60 with a test key. Default: no limit. */
  readonly callsPerMinute?: number | undefined;
  /** The account may charge cards without 3-D Secure. Default true. */
  readonly skipThreeDs?: boolean | undefined;
}

/** Everything one simulated provider knows. Every module works on this and keeps nothing of its own. */
export interface SimulatorState {
  readonly options: XenditSimulatorOptions;
  readonly requests: Map<string, RequestRecord>;
  readonly payments: Map<string, PaymentRecord>;
  readonly tokens: Map<string, TokenRecord>;
  readonly sessions: Map<string, SessionRecord>;
  readonly refunds: Map<string, RefundRecord>;
  /** Our customer reference → its id. */
  readonly customers: Map<string, string>;
  readonly ledger: LedgerEntry[];
  readonly faults: FaultQueue;
  readonly outbox: Outbox<Webhook>;
  /** References that card payments used: each is good once. */
  readonly cardReferences: Set<string>;
  /** Endpoint → when it was called in the last minute. */
  readonly calls: Map<string, Instant[]>;
  readonly sessionReferences: Set<string>;
  readonly agenda: Agenda;
  /** API calls answered so far. */
  answered: number;
}

export const createSimulatorState = (options: XenditSimulatorOptions): SimulatorState => ({
  options,
  requests: new Map(),
  payments: new Map(),
  tokens: new Map(),
  sessions: new Map(),
  refunds: new Map(),
  customers: new Map(),
  ledger: [],
  faults: new FaultQueue(),
  outbox: openOutbox(options),
  cardReferences: new Set(),
  calls: new Map(),
  sessionReferences: new Set(),
  agenda: new Agenda(),
  answered: 0,
});

export const now = (state: SimulatorState): Instant => state.options.clock.now();

/** `pr-` + UUID, 39 characters; likewise `py`, `pt`, `cptr`, `rfd`, `cust`. */
export const newId = (state: SimulatorState, prefix: 'pr' | 'py' | 'pt' | 'cptr' | 'rfd' | 'cust'): string =>
  `${prefix}-${state.options.uuid()}`;

/** `ps-` + 24 hexadecimal digits, 27 characters. */
export const newSessionId = (state: SimulatorState): string =>
  `ps-${state.options.uuid().replaceAll('-', '').slice(-24)}`;

/** Digits that no other number of this world has, as far as the UUIDs differ in their last twelve places. */
export const newDigits = (state: SimulatorState, length: number): string =>
  String(BigInt(`0x${state.options.uuid().slice(-12)}`) % 10n ** BigInt(length)).padStart(length, '0');
