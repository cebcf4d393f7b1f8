import type { Instant } from '../../../payments/model/model.ts';
import { Agenda } from '../../simulation/agenda.ts';
import { FaultQueue } from '../../simulation/fault-queue.ts';
import type { Outbox } from '../../simulation/notification-outbox.ts';
import type { LedgerEntry } from '../../simulation/simulator.ts';
import type { MidtransSimulatorOptions } from './options.ts';
import type { Notification, SavedCardRecord, SnapRecord, Task, TransactionRecord } from './records.ts';

/** A successful answer that is repeated under its idempotency key. */
export interface StoredAnswer {
  readonly at: Instant;
  readonly status: number;
  readonly body: object;
}

/** Everything the simulated Midtrans knows. Every module works on this and keeps nothing of its own. */
export interface SimulatorState {
  readonly options: MidtransSimulatorOptions;
  readonly transactions: Map<string, TransactionRecord>;
  /** By token. */
  readonly snaps: Map<string, SnapRecord>;
  readonly savedCards: Map<string, SavedCardRecord>;
  readonly answers: Map<string, StoredAnswer>;
  readonly ledger: LedgerEntry[];
  readonly faults: FaultQueue;
  readonly outbox: Outbox<Notification>;
  readonly agenda: Agenda<Task>;
}

export const createSimulatorState = (
  options: MidtransSimulatorOptions,
  outbox: Outbox<Notification>,
): SimulatorState => ({
  options,
  transactions: new Map(),
  snaps: new Map(),
  savedCards: new Map(),
  answers: new Map(),
  ledger: [],
  faults: new FaultQueue(),
  outbox,
  agenda: new Agenda(),
});

export const now = (state: SimulatorState): Instant => state.options.clock.now();

/** The newest transaction of an order, or the one with this id. */
export const findTransaction = (state: SimulatorState, key: string): TransactionRecord | undefined =>
  state.transactions.get(key) ?? [...state.transactions.values()].findLast(({ orderId }) => orderId === key);

export function book(
  state: SimulatorState,
  kind: LedgerEntry['kind'],
  { id, orderId }: Pick<TransactionRecord, 'id' | 'orderId'>,
  amount?: number,
): void {
  const money = amount === undefined ? {} : { money: { amount, currency: 'IDR' as const } };
  state.ledger.push({ at: now(state), kind, reference: orderId, id, ...money });
}
