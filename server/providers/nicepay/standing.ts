import type { PaymentRef } from '../../payments/ports.ts';
import type { Transaction } from './build-inquiry.ts';
import type { ChannelRow } from './channels.ts';
import { ask, type Desk } from './desk.ts';
import type { Standing } from './read-inquiry.ts';
import { capturesOf } from './transactions.ts';

export interface Standings {
  readonly transaction: Transaction;
  readonly standing: Standing;
}

/** The transaction that speaks for a payment: a capture that moved money, else the one it was registered as. */
export async function standingOf(
  desk: Desk,
  ref: PaymentRef,
  row: ChannelRow,
  original: Transaction,
  signal: AbortSignal,
): Promise<Standings> {
  const question = async (transaction: Transaction): Promise<Standings> => ({
    transaction,
    standing: await ask(desk, transaction, row, signal),
  });
  const [first, ...captures] = await Promise.all([
    question(original),
    // A capture that nobody answers for took nothing as far as anybody knows: the hold speaks meanwhile.
    ...capturesOf(ref, desk.settings.accounts).map((one) => question(one).catch(() => undefined)),
  ]);
  const moved = captures.find((one) => one !== undefined && MOVED.has(one.standing.outcome));
  return moved ?? first;
}

/** It took the money; or it did, and the money went back. */
const MOVED: ReadonlySet<string> = new Set(['paid', 'canceled', 'reversed']);
