import type { Instant } from '../../../payments/model/model.ts';
import { Agenda } from '../../simulation/agenda.ts';
import { FaultQueue } from '../../simulation/fault-queue.ts';
import type { Outbox } from '../../simulation/notification-outbox.ts';
import type { LedgerEntry } from '../../simulation/simulator.ts';
import type { SavedCard, Task, Transaction } from './records.ts';
import type { NicepaySimulatorOptions } from './options.ts';
import { openOutbox, type Notification } from './outbox.ts';

/** All state of one simulated NICEPAY. The other modules keep none of their own. */
export interface SimulatorState {
  readonly options: NicepaySimulatorOptions;
  readonly transactions: Map<string, Transaction>;
  /** Merchant id and `referenceNo`, which may be used once. */
  readonly references: Set<string>;
  /** Issued numbers: virtual accounts, store codes and QR purchases. */
  readonly numbers: Set<string>;
  /** Id in the URL of a browser's payment page → transaction. */
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

/** 64 random hexadecimal digits, the format of a token. */
export const longHex = (state: SimulatorState): string =>
  (state.options.uuid() + state.options.uuid()).replaceAll('-', '');
