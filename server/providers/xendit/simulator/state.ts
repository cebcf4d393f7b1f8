import type { Instant } from '../../../payments/model/model.ts';
import type { LedgerEntry } from '../../simulation/simulator.ts';
import { Agenda } from '../../simulation/agenda.ts';
import { FaultQueue } from '../../simulation/fault-queue.ts';
import type { Outbox } from '../../simulation/notification-outbox.ts';
import type { XenditSimulatorOptions } from './options.ts';
import type {
  PaymentRecord,
  RefundRecord,
  RequestRecord,
  SessionRecord,
  Task,
  TokenRecord,
  Webhook,
} from './records.ts';

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
  /** References that card payments used: each can be used once. */
  readonly cardReferences: Set<string>;
  /** Endpoint → when it was called in the last minute. */
  readonly calls: Map<string, Instant[]>;
  readonly sessionReferences: Set<string>;
  readonly agenda: Agenda<Task>;
  /** Counts API calls; starts anew with each process. */
  readonly requestCounter: { last: number };
}

export const createSimulatorState = (options: XenditSimulatorOptions, outbox: Outbox<Webhook>): SimulatorState => ({
  options,
  requests: new Map(),
  payments: new Map(),
  tokens: new Map(),
  sessions: new Map(),
  refunds: new Map(),
  customers: new Map(),
  ledger: [],
  faults: new FaultQueue(),
  outbox,
  cardReferences: new Set(),
  calls: new Map(),
  sessionReferences: new Set(),
  agenda: new Agenda(),
  requestCounter: { last: 0 },
});

export const now = (state: SimulatorState): Instant => state.options.clock.now();

/** `pr-` + UUID, 39 characters; likewise `py`, `pt`, `cptr`, `rfd`, `cust`. */
export const newId = (state: SimulatorState, prefix: 'pr' | 'py' | 'pt' | 'cptr' | 'rfd' | 'cust'): string =>
  `${prefix}-${state.options.uuid()}`;

/** `ps-` + 24 hexadecimal digits, 27 characters. */
export const newSessionId = (state: SimulatorState): string =>
  `ps-${state.options.uuid().replaceAll('-', '').slice(-24)}`;
