import type {
  Checkout,
  HistoryEntry,
  Payment,
  Payout,
  Refund,
  StoredEvent,
} from '../../../server/payments/model/model.ts';
import type { LedgerEntry } from '../../../server/providers/simulation/simulator.ts';
import type { Installation } from '../installation.ts';

/** What our database and the providers' ledgers hold at one moment. */
export interface Books {
  readonly checkouts: readonly Checkout[];
  readonly payments: readonly PaymentBook[];
  readonly payouts: readonly Payout[];
  readonly events: readonly StoredEvent[];
  /** With our reference of the payment where the provider was given one derived from it. */
  readonly ledger: readonly (LedgerEntry & { readonly provider: string })[];
}

export interface PaymentBook {
  readonly payment: Payment;
  readonly refunds: readonly Refund[];
  readonly history: readonly HistoryEntry[];
}

export async function readBooks({ store, providers }: Installation): Promise<Books> {
  const payments: PaymentBook[] = [];
  for (const payment of (await store.listPayments({}, { limit: 100 })).data)
    payments.push({ payment, refunds: await store.refundsOf(payment.id), history: await store.historyOf(payment.id) });
  return {
    checkouts: (await store.listCheckouts({}, { limit: 100 })).data,
    payments,
    payouts: (await store.listPayouts({}, { limit: 100 })).data,
    events: await allEvents(store),
    ledger: providers.flatMap(({ subject, simulator }) =>
      simulator.ledger().map((entry) => ({
        ...entry,
        provider: subject.id,
        reference: subject.paymentReference?.(entry.reference) ?? entry.reference,
      })),
    ),
  };
}

async function allEvents(store: Installation['store']): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await store.listEvents({ limit: 100, cursor });
    events.push(...page.data);
    if (page.data.length < 100 || page.nextCursor === null) return events;
    cursor = page.nextCursor;
  }
}

interface Moved {
  readonly times: number;
  readonly amount: number;
  readonly refunded: number;
  /** What is still there. */
  readonly left: number;
}

/** What has moved at the provider, of a payment and its refunds. */
export function movedAt({ ledger }: Books, { payment, refunds }: PaymentBook): Moved {
  const references = new Set([payment.merchantReference, ...refunds.map(({ merchantReference }) => merchantReference)]);
  // A refund that staff made has no reference of ours.
  const ids = new Set(refunds.flatMap(({ providerReferences }) => Object.values(providerReferences)));
  let [times, amount, refunded, reversed] = [0, 0, 0, 0];
  for (const { kind, reference, provider, money, id } of ledger) {
    if (provider !== payment.provider || !(references.has(reference) || (reference === '' && ids.has(id)))) continue;
    if (kind === 'charge' || kind === 'capture') [times, amount] = [times + 1, amount + (money?.amount ?? 0)];
    if (kind === 'reversal') reversed += money?.amount ?? payment.amount;
    if (kind === 'refund') refunded += money?.amount ?? 0;
    if (kind === 'refund_failed') refunded -= money?.amount ?? 0;
  }
  return { times, amount, refunded, left: amount - refunded - reversed };
}
