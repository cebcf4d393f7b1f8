import type { KeyObject } from 'node:crypto';
import type { Instant } from '../../../payments/model/model.ts';
import type { Clock } from '../../../payments/ports/ports.ts';
import { Agenda } from '../../simulation/agenda.ts';
import { FaultQueue } from '../../simulation/fault-queue.ts';
import type { Outbox } from '../../simulation/notification-outbox.ts';
import type { Deliver, LedgerEntry } from '../../simulation/simulator.ts';

import { openOutbox, type Notification } from './notifications.ts';
import type { OrderRecord, PayoutRecord } from './records.ts';

export interface BdpaySimulatorOptions {
  /** Absolute, without a trailing slash; it may have a path. The API, the pages and every address we give out. */
  readonly baseUrl: string;
  readonly merchantCode: string;
  /** Opens what the merchant signed. */
  readonly merchantPublicKey: KeyObject;
  /** Signs what the platform says. */
  readonly platformPrivateKey: KeyObject;
  readonly clock: Clock;
  /** Random UUIDs, or predictable ones for a test: every id and number is made of them. */
  readonly uuid: () => string;
  readonly deliver: Deliver;
  /** How `slow` answers wait. Without it they do not: a test moves its own clock. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** Orders name the address of their notifications; where that origin cannot be reached from here, this one can. */
  readonly notifyOrigin?: string | undefined;
  /** How notifications are written. Sources say "form", and mean either. Default `urlencoded`. */
  readonly notificationForm?: 'urlencoded' | 'multipart' | 'json' | undefined;
  /** How long after the order a recipient's bank has paid, where nothing else was told. Default 12 s. */
  readonly payoutMs?: number | undefined;
  /** What the merchant has at the start, in rupiah. Default 1,000,000,000. */
  readonly balance?: number | undefined;
}

/** Everything the simulated platform knows. Every module works on this and keeps nothing of its own. */
export interface SimulatorState {
  readonly options: BdpaySimulatorOptions;
  /** By the merchant's own number; each is good once, whatever it was used for. */
  readonly orders: Map<string, OrderRecord>;
  readonly payouts: Map<string, PayoutRecord>;
  readonly ledger: LedgerEntry[];
  readonly faults: FaultQueue;
  readonly outbox: Outbox<Notification>;
  readonly agenda: Agenda;
  balance: number;
  /** Taken out of the balance for payouts that are on their way. */
  frozen: number;
}

export const createSimulatorState = (options: BdpaySimulatorOptions): SimulatorState => ({
  options,
  orders: new Map(),
  payouts: new Map(),
  ledger: [],
  faults: new FaultQueue(),
  outbox: openOutbox(options),
  agenda: new Agenda(),
  balance: options.balance ?? 1_000_000_000,
  frozen: 0,
});

export const now = (state: SimulatorState): Instant => state.options.clock.now();

/** Digits that no other number of this world has, as far as the UUIDs differ in their last twelve places. */
export const newDigits = (state: SimulatorState, length: number): string =>
  String(BigInt(`0x${state.options.uuid().slice(-12)}`) % 10n ** BigInt(length)).padStart(length, '0');

/** `PO` for orders, `W0` for payouts. */
export const newPlatOrderNum = (state: SimulatorState, prefix: 'PO' | 'W0'): string =>
  `${prefix}${newDigits(state, 14)}`;

export function book(
  state: SimulatorState,
  kind: LedgerEntry['kind'],
  { id, orderNum }: { readonly id: string; readonly orderNum: string },
  amount: number,
): void {
  state.ledger.push({ at: now(state), kind, reference: orderNum, id, money: { amount, currency: 'IDR' } });
}
