import type { Instant } from '../../../payments/model/model.ts';
import { Agenda } from '../../simulation/agenda.ts';
import { FaultQueue } from '../../simulation/fault-queue.ts';
import type { Outbox } from '../../simulation/notification-outbox.ts';
import { newDigits } from '../../simulation/new-digits.ts';
import type { LedgerEntry } from '../../simulation/simulator.ts';
import type { BdpaySimulatorOptions } from './options.ts';
import type { Notification, OrderRecord, PayoutRecord, Task } from './records.ts';

/** Everything the simulated platform knows. Every module works on this and keeps nothing of its own. */
export interface SimulatorState {
  readonly options: BdpaySimulatorOptions;
  /** By the merchant's own number; each can be used once. */
  readonly orders: Map<string, OrderRecord>;
  readonly payouts: Map<string, PayoutRecord>;
  readonly ledger: LedgerEntry[];
  readonly faults: FaultQueue;
  readonly outbox: Outbox<Notification>;
  readonly agenda: Agenda<Task>;
  balance: number;
  /** Reserved for payouts in progress. */
  frozen: number;
}

export const createSimulatorState = (options: BdpaySimulatorOptions, outbox: Outbox<Notification>): SimulatorState => ({
  options,
  orders: new Map(),
  payouts: new Map(),
  ledger: [],
  faults: new FaultQueue(),
  outbox,
  agenda: new Agenda(),
  balance: options.balance ?? 1_000_000_000,
  frozen: 0,
});

export const now = (state: SimulatorState): Instant => state.options.clock.now();

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
