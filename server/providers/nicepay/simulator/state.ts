import type { Instant } from '../../../payments/model/model.ts';
import type { Clock } from '../../../payments/ports/ports.ts';
import { Agenda } from '../../simulation/agenda.ts';
import { FaultQueue } from '../../simulation/fault-queue.ts';
import type { Outbox } from '../../simulation/notification-outbox.ts';
import type { Deliver, LedgerEntry } from '../../simulation/simulator.ts';
import type { SavedCard, Transaction } from './records.ts';
import { openOutbox, type Notification } from './notifications.ts';

/** How a transaction is paid. `00`, which only a page has, is no way to pay but the choice of one. */
export const METHODS = ['01', '02', '03', '04', '05', '06', '08'] as const;
export type Method = (typeof METHODS)[number];

/** One merchant id. Everything is a matter of the id: what it may sell, and how. */
export interface SimulatedMerchant {
  /** Ten letters and digits. */
  readonly iMid: string;
  readonly merchantKey: string;
  /** What is activated; default: everything. */
  readonly methods?: readonly Method[] | undefined;
  /** Cards are held, and taken by a capture. */
  readonly preauth?: boolean | undefined;
  /** Months that cards may be paid in; default 3, 6 and 12. */
  readonly installments?: readonly number[] | undefined;
  /** Default true. */
  readonly partialCancel?: boolean | undefined;
}

export interface NicepaySimulatorOptions {
  /** Absolute, without a trailing slash, ending in `/nicepay`. The API, the pages and every address we give out. */
  readonly baseUrl: string;
  readonly merchants: readonly SimulatedMerchant[];
  readonly clock: Clock;
  /** Random UUIDs, or predictable ones for a test: every id and number is made of them. */
  readonly uuid: () => string;
  /** Notifications go to the `dbProcessUrl` of their transaction. */
  readonly deliver: Deliver;
  /** How `slow` answers wait. Without it they do not: a test moves its own clock. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** What a payment step without card data answers. Default `form`, which was recorded; no source tells of the others. */
  readonly tokenAnswer?: 'form' | 'redirect' | 'json' | undefined;
  /** `status` of a declined step without card data, which no source tells either. Default `8`, failed; `9` is initialised. */
  readonly declinedShows?: '8' | '9' | undefined;
  /** How the browser is sent back: sources disagree. Default `GET`. */
  readonly pageReturn?: 'GET' | 'POST' | undefined;
  /** Tills take no money at night, as in reality. Default false: somebody who tries it out may do so at night. */
  readonly countersClose?: boolean | undefined;
}

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
  readonly agenda: Agenda;
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

export const now = (simulatorState: SimulatorState): Instant => simulatorState.options.clock.now();

export const mayUse = ({ methods = METHODS }: SimulatedMerchant, method: Method): boolean => methods.includes(method);

/** Random digits. */
export const digits = (simulatorState: SimulatorState, length: number): string =>
  String(BigInt(`0x${simulatorState.options.uuid().slice(-12)}`) % 10n ** BigInt(length)).padStart(length, '0');

/** Random text of 64 hexadecimal digits: the form of a token. */
export const longHex = (simulatorState: SimulatorState): string =>
  (simulatorState.options.uuid() + simulatorState.options.uuid()).replaceAll('-', '');
