import type { Instant } from '../../../payments/model/model.ts';
import { Agenda } from '../../simulation/agenda.ts';
import { FaultQueue } from '../../simulation/fault-queue.ts';
import type { Outbox } from '../../simulation/notification-outbox.ts';
import type { LedgerEntry } from '../../simulation/simulator.ts';
import type { SavedCard, Task, Transaction } from './records.ts';
import type { NicepaySimulatorOptions } from './options.ts';
import { openOutbox, type Notification } from './outbox.ts';

/** Everything one simulated provider knows. Every module works on this and keeps nothing of its own. */
export interface SimulatorState {
  readonly options: NicepaySimulatorOptions;
  readonly transactions: Map<string, Transaction>;
  /** Merchant id and reference, which may come once. */
  readonly references: Set<string>;
  /** Numbers given out: virtual accounts and till codes. */
  readonly numbers: Set<string>;
  /** Address of a browser's page → transaction. */
  readonly visits: Map<string, Transaction>;
  /** By recurring token. */
  readonly cards: Map<string, SavedCard>;
  readonly ledger: LedgerEntry[];
  readonly faults: FaultQueue;
  readonly outbox: Outbox<Notification>;
  readonly agenda: Agenda<Task>;
}

export const createSimulatorState = (options: NicepaySimulatorOptions): SimulatorState => ({
  options,
  transactions: new Map(),
  references: new Set(),
  numbers: new Set(),
  visits: new Map(),
  cards: new Map(),
  ledger: [],
  faults: new FaultQueue(),
  outbox: openOutbox(options),
  agenda: new Agenda(),
});

export const now = (state: SimulatorState): Instant => state.options.clock.now();

/** Random digits. */
export const digits = (state: SimulatorState, length: number): string =>
  String(BigInt(`0x${state.options.uuid().slice(-12)}`) % 10n ** BigInt(length)).padStart(length, '0');

/** Random text of 64 hexadecimal digits: the form of a token. */
export const longHex = (state: SimulatorState): string =>
  (state.options.uuid() + state.options.uuid()).replaceAll('-', '');
