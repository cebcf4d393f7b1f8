import type { Checkout, Payment, Payout, Refund, SavedMethod, StoredEvent } from '../../payments/model/model.ts';
import {
  CHECKOUT_LANE,
  providerLane,
  STOREFRONT_LANE,
  SUBJECT_OF,
  type JobKind,
  type JobLane,
  type Tx,
} from '../../payments/ports/ports.ts';
import { checkoutCodec } from '../codecs/checkout-codec.ts';
import { eventCodec } from '../codecs/event-codec.ts';
import { paymentCodec } from '../codecs/payment-codec.ts';
import { payoutCodec } from '../codecs/payout-codec.ts';
import { refundCodec } from '../codecs/refund-codec.ts';
import { savedMethodCodec } from '../codecs/saved-method-codec.ts';
import type { Row } from '../connection.ts';
import { refundFact, type Book, type BookRow, type RefundFacts } from '../ledger/facts.ts';
import type { BookRows } from '../ledger/unit-ledger.ts';
import { rowById } from '../row-by-id.ts';
import type { LockedRows } from '../lock-aggregate.ts';
import type { Sql } from '../sql.ts';
import type { TableAccess } from '../table-access.ts';
import { HeldRows } from './held-rows.ts';
import {
  loadPaymentByMerchantReference,
  loadPaymentByProviderReference,
  loadPaymentRowsOf,
  loadPaymentWithSiblings,
  loadPayoutRow,
  loadRefundRowsOf,
} from './load-rows.ts';

type Patch<
  M extends 'updateCheckout' | 'updatePayment' | 'updateRefund' | 'updatePayout' | 'updateSavedMethod' | 'updateEvent',
> = Parameters<Tx[M]>[1];

/** For a job whose subject does not exist: its handler reports that when it runs. */
const NO_PROVIDER = '';

/** Everything of the domain that one unit of work has read or changed. */
export class UnitRows implements BookRows {
  readonly checkouts: HeldRows<Checkout, Patch<'updateCheckout'>>;
  readonly payments: HeldRows<Payment, Patch<'updatePayment'>>;
  readonly refunds: HeldRows<Refund, Patch<'updateRefund'>>;
  readonly payouts: HeldRows<Payout, Patch<'updatePayout'>>;
  readonly savedMethods: HeldRows<SavedMethod, Patch<'updateSavedMethod'>>;
  readonly events: HeldRows<StoredEvent, Patch<'updateEvent'>>;
  readonly #sql: Sql;
  /** The checkouts whose payments are all held, and the payments whose refunds are. */
  readonly #complete = new Set<string>();

  constructor(access: TableAccess) {
    const { sql } = access;
    this.#sql = sql;
    this.checkouts = new HeldRows(access, {
      table: 'checkouts',
      codec: checkoutCodec,
      load: (id) => rowById(sql, 'checkouts', id),
    });
    this.payments = new HeldRows(access, {
      table: 'payments',
      codec: paymentCodec,
      load: (id) => this.#loadPayment(id),
    });
    this.refunds = new HeldRows(access, {
      table: 'refunds',
      codec: refundCodec,
      load: (id) => rowById(sql, 'refunds', id),
    });
    this.payouts = new HeldRows(access, { table: 'payouts', codec: payoutCodec, load: (id) => loadPayoutRow(sql, id) });
    this.savedMethods = new HeldRows(access, {
      table: 'saved_methods',
      codec: savedMethodCodec,
      load: (id) => rowById(sql, 'saved_methods', id),
    });
    this.events = new HeldRows(access, {
      table: 'events',
      codec: eventCodec,
      load: (id) => rowById(sql, 'events', id),
    });
  }

  /** Newest first. */
  async paymentsOf(checkoutId: string): Promise<readonly Payment[]> {
    if (!this.#complete.has(checkoutId)) {
      for (const row of await loadPaymentRowsOf(this.#sql, checkoutId)) this.payments.hold(row);
      this.#complete.add(checkoutId);
    }
    return this.payments
      .heldWith('checkout_id', checkoutId)
      .map(({ entity }) => entity)
      .toSorted(newestFirst);
  }

  async findPaymentByMerchantReference(reference: string): Promise<Payment | undefined> {
    return this.#heldPayment(await loadPaymentByMerchantReference(this.#sql, reference));
  }

  async findPaymentByProviderReference(provider: string, name: string, value: string): Promise<Payment | undefined> {
    return this.#heldPayment(await loadPaymentByProviderReference(this.#sql, provider, name, value));
  }

  /** Newest first. */
  async refundsOf(paymentId: string): Promise<readonly Refund[]> {
    await this.#holdRefunds(paymentId);
    return this.refunds
      .heldWith('payment_id', paymentId)
      .map(({ entity }) => entity)
      .toSorted(newestFirst);
  }

  /** What was read with the lock of the aggregate. */
  holdLocked({ checkouts, payments, payouts = [] }: LockedRows): void {
    for (const row of checkouts) this.checkouts.hold(row);
    for (const row of payouts) this.payouts.hold(row);
    if (payments === undefined) return;
    for (const row of payments) this.payments.hold(row);
    for (const row of checkouts) this.#complete.add(String(row['id']));
  }

  /** It was inserted by this unit: there are no others yet. */
  holdNewCheckout(row: Row): void {
    this.checkouts.hold(row);
    this.#complete.add(String(row['id']));
  }

  holdNewPayment(row: Row): void {
    this.payments.hold(row);
    this.#complete.add(String(row['id']));
  }

  async bookRow(book: Book, id: string): Promise<BookRow> {
    const row = await (book === 'payment' ? this.payments : this.payouts).rowOf(id);
    if (row === undefined) throw new Error(`there is no ${book}s row ${id} to change`);
    if (book === 'payout' || row['order_reference'] !== undefined) return row;
    const checkout = await this.checkouts.rowOf(String(row['checkout_id']));
    return { ...row, order_reference: checkout?.['reference'], order_amount: checkout?.['amount'] };
  }

  async refundFacts(paymentId: string): Promise<RefundFacts> {
    await this.#holdRefunds(paymentId);
    return this.refunds
      .heldWith('payment_id', paymentId)
      .map(({ row }) => row)
      .toSorted((one, other) => (String(one['id']) < String(other['id']) ? -1 : 1))
      .map(refundFact);
  }

  /** The lane of a job, by the provider of the row that its key names. */
  async laneOf(kind: JobKind, key: string): Promise<JobLane> {
    switch (SUBJECT_OF[kind]) {
      case 'stream':
        return STOREFRONT_LANE;
      case 'checkout':
      case 'person':
        return CHECKOUT_LANE;
      case 'payment':
        return laneOfRow(await this.payments.rowOf(key));
      case 'saved_method':
        return laneOfRow(await this.savedMethods.rowOf(key));
      case 'payout':
        return laneOfRow(await this.payouts.rowOf(key));
      case 'refund': {
        const refund = await this.refunds.rowOf(key);
        return laneOfRow(refund && (await this.payments.rowOf(String(refund['payment_id']))));
      }
    }
  }

  /** Some have changes that are not written yet. */
  get isChanged(): boolean {
    return (
      this.checkouts.isChanged ||
      this.payments.isChanged ||
      this.refunds.isChanged ||
      this.payouts.isChanged ||
      this.savedMethods.isChanged ||
      this.events.isChanged
    );
  }

  async flush(): Promise<void> {
    for (const rows of [this.checkouts, this.payments, this.refunds, this.payouts, this.savedMethods, this.events])
      if (rows.isChanged) await rows.flush(this.#sql);
  }

  #heldPayment(row: Row | undefined): Promise<Payment | undefined> {
    if (row === undefined) return Promise.resolve(undefined);
    this.payments.hold(row);
    return this.payments.find(String(row['id']));
  }

  async #loadPayment(id: string): Promise<Row | undefined> {
    const rows = await loadPaymentWithSiblings(this.#sql, id);
    for (const row of rows) this.payments.hold(row);
    const found = rows.find((row) => row['id'] === id);
    if (found !== undefined) this.#complete.add(String(found['checkout_id']));
    return found;
  }

  async #holdRefunds(paymentId: string): Promise<void> {
    if (this.#complete.has(paymentId)) return;
    for (const row of await loadRefundRowsOf(this.#sql, paymentId)) this.refunds.hold(row);
    this.#complete.add(paymentId);
  }
}

const newestFirst = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id < other.id ? 1 : -1;

function laneOfRow(row: Row | undefined): JobLane {
  const provider = row?.['provider'];
  return providerLane(typeof provider === 'string' ? provider : NO_PROVIDER);
}
