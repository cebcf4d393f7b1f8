import type { SimulatedCard } from './cards.ts';
import { createTransaction } from './create-transaction.ts';
import { decideCard } from './decide-card.ts';
import type { SnapRecord, TransactionRecord } from './records.ts';
import { now, type SimulatorState } from './state.ts';

/** The bank's page is valid so long. */
export const THREE_DS_MS = 10 * 60_000;

interface Choices {
  readonly months?: number | undefined;
  readonly saves: boolean;
  /** For somebody's decision; default: where the card's bank asks for a password. */
  readonly waits?: boolean;
}

/** One card on a page. Each try is a transaction of its own, under the page's order id; after a declined one another may follow. */
export function tryCard(
  state: SimulatorState,
  page: SnapRecord,
  card: SimulatedCard,
  { months, saves, waits = card.challenges }: Choices,
): TransactionRecord {
  const transaction = createTransaction(state, {
    id: state.options.uuid(),
    orderId: page.orderId,
    type: 'credit_card',
    amount: page.amount,
    itemName: page.itemName,
    notificationUrl: page.notificationUrl,
    returnUrl: page.finishUrl,
    expiresAt: now(state) + THREE_DS_MS,
    snap: page.id,
    card,
    holds: page.holds,
    saves: saves && page.saves,
    installmentMonths: months,
  });
  if (!waits) decideCard(state, transaction);
  return transaction;
}
