import type {
  Instant,
  Checkout,
  HistoryEntry,
  Payment,
  Payout,
  PayoutHistoryEntry,
  Refund,
  SavedMethod,
  StoredEvent,
} from '../payments/model/model.ts';
import type { JobKind, Tx } from '../payments/ports/ports.ts';
import {
  claimIdempotencyKey,
  reserveIdempotencyKey,
  saveIdempotentResponse,
  releaseIdempotencyKey,
  dropExpiredIdempotencyRecord,
} from './idempotency-records.ts';
import { insertCheckout } from './checkouts.ts';
import { insertEvent } from './events.ts';
import { insertNotification } from './notifications.ts';
import { appendHistory } from './payment-history.ts';
import { addPaymentReferences, insertPayment } from './payments.ts';
import { appendPayoutHistory } from './payout-history.ts';
import { insertPayout, updatePayoutReference } from './payouts.ts';
import { addRefundReferences, insertRefund } from './refunds.ts';
import { insertSavedMethod, lockToken } from './saved-methods.ts';
import { CHANGING_MEMBERS, type Book } from './ledger/facts.ts';
import { UnitLedger, type ReportSuspect } from './ledger/unit-ledger.ts';
import { SqlReads } from './sql-reads.ts';
import type { LockedRows } from './lock-aggregate.ts';
import type { Sql } from './sql.ts';
import type { TableAccess } from './table-access.ts';
import { JobWrites } from './unit/job-writes.ts';
import { UnitRows } from './unit/unit-rows.ts';

type Arg<M extends keyof Tx, N extends number> = Parameters<Tx[M]>[N];
type Out<M extends keyof Tx> = ReturnType<Tx[M]>;

/**
 * The reads and writes of one unit of work. Rows that it has read or written are held, and their changes and its jobs
 * are written together: before a read that may depend on them, and at the end.
 */
export class SqlTx extends SqlReads implements Tx {
  readonly #written: TableAccess;
  readonly #rows: UnitRows;
  readonly #jobs: JobWrites;
  readonly #ledger: UnitLedger;

  /** @param lockedRows what was read with the lock of the aggregate */
  constructor(access: TableAccess, reportSuspect: ReportSuspect, lockedRows?: LockedRows) {
    super({
      ...access,
      sql: writtenFirst(
        access.sql,
        () => this.#isChanged,
        () => this.#flush(),
      ),
    });
    this.#written = access;
    this.#rows = new UnitRows(access);
    if (lockedRows !== undefined) this.#rows.holdLocked(lockedRows);
    this.#jobs = new JobWrites(access, (kind, key) => this.#rows.laneOf(kind, key));
    this.#ledger = new UnitLedger(access, this.#rows, reportSuspect);
  }

  earliestJob(): Instant | undefined {
    return this.#jobs.earliest;
  }

  /** Must be called once, after the last write. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#ledger.close();
  }

  /** Something is not written yet. */
  get #isChanged(): boolean {
    return this.#rows.isChanged || this.#jobs.isChanged;
  }

  async #flush(): Promise<void> {
    if (this.#rows.isChanged) await this.#rows.flush();
    if (this.#jobs.isChanged) await this.#jobs.flush();
  }

  async #willChange(book: Book, id: string, patch: object): Promise<void> {
    if (CHANGING_MEMBERS[book].some((member) => Object.hasOwn(patch, member))) await this.#ledger.willChange(book, id);
  }

  override findCheckout(id: string): Out<'findCheckout'> {
    return this.#rows.checkouts.find(id);
  }

  override findPayment(id: string): Out<'findPayment'> {
    return this.#rows.payments.find(id);
  }

  override async findPaymentByMerchantReference(reference: string): Out<'findPaymentByMerchantReference'> {
    await this.#flush();
    return this.#rows.findPaymentByMerchantReference(reference);
  }

  override async findPaymentByProviderReference(
    provider: string,
    name: string,
    value: string,
  ): Out<'findPaymentByProviderReference'> {
    await this.#flush();
    return this.#rows.findPaymentByProviderReference(provider, name, value);
  }

  override paymentsOf(checkoutId: string): Out<'paymentsOf'> {
    return this.#rows.paymentsOf(checkoutId);
  }

  override findRefund(id: string): Out<'findRefund'> {
    return this.#rows.refunds.find(id);
  }

  override refundsOf(paymentId: string): Out<'refundsOf'> {
    return this.#rows.refundsOf(paymentId);
  }

  override findSavedMethod(id: string): Out<'findSavedMethod'> {
    return this.#rows.savedMethods.find(id);
  }

  override findPayout(id: string): Out<'findPayout'> {
    return this.#rows.payouts.find(id);
  }

  override findEvent(id: string): Out<'findEvent'> {
    return this.#rows.events.find(id);
  }

  async insertCheckout(checkout: Checkout): Out<'insertCheckout'> {
    this.#rows.holdNewCheckout(await insertCheckout(this.#written, checkout));
  }

  updateCheckout(id: string, patch: Arg<'updateCheckout', 1>): Out<'updateCheckout'> {
    return this.#rows.checkouts.change(id, patch);
  }

  async insertPayment(payment: Payment): Out<'insertPayment'> {
    this.#rows.holdNewPayment(await insertPayment(this.#written, payment));
    this.#ledger.created('payment', payment.id);
  }

  async updatePayment(id: string, patch: Arg<'updatePayment', 1>): Out<'updatePayment'> {
    await this.#willChange('payment', id, patch);
    await this.#rows.payments.change(id, patch);
    const { providerReferences = {} } = patch;
    if (Object.keys(providerReferences).length === 0) return;
    const provider = String((await this.#rows.payments.rowOf(id))?.['provider']);
    await addPaymentReferences(this.#written, provider, id, providerReferences);
  }

  async appendHistory(paymentId: string, entry: HistoryEntry): Out<'appendHistory'> {
    await appendHistory(this.#written, paymentId, entry, await this.#ledger.append('payment', paymentId, entry));
  }

  async insertRefund(refund: Refund): Out<'insertRefund'> {
    await this.#ledger.willChangeRefunds(refund.paymentId);
    this.#rows.refunds.hold(await insertRefund(this.#written, refund));
  }

  async updateRefund(id: string, patch: Arg<'updateRefund', 1>): Out<'updateRefund'> {
    const refund = 'status' in patch ? await this.findRefund(id) : undefined;
    if (refund !== undefined) await this.#ledger.willChangeRefunds(refund.paymentId);
    await this.#rows.refunds.change(id, patch);
    if (patch.providerReferences !== undefined) await addRefundReferences(this.#written, id, patch.providerReferences);
  }

  override async savedMethodsByToken(provider: string, token: string): Out<'savedMethodsByToken'> {
    await lockToken(this.access, token);
    return super.savedMethodsByToken(provider, token);
  }

  insertSavedMethod(method: SavedMethod): Out<'insertSavedMethod'> {
    return insertSavedMethod(this.#written, method);
  }

  updateSavedMethod(id: string, patch: Arg<'updateSavedMethod', 1>): Out<'updateSavedMethod'> {
    return this.#rows.savedMethods.change(id, patch);
  }

  async insertPayout(payout: Payout): Out<'insertPayout'> {
    const holder = await insertPayout(this.access, payout);
    if (holder === undefined) this.#ledger.created('payout', payout.id);
    return holder;
  }

  async updatePayout(id: string, patch: Arg<'updatePayout', 1>): Out<'updatePayout'> {
    await this.#willChange('payout', id, patch);
    await this.#rows.payouts.change(id, patch);
    const payout = patch.status === undefined ? undefined : await this.findPayout(id);
    if (payout !== undefined) await updatePayoutReference(this.#written.sql, payout);
  }

  async appendPayoutHistory(payoutId: string, entry: PayoutHistoryEntry): Out<'appendPayoutHistory'> {
    await appendPayoutHistory(this.#written, payoutId, entry, await this.#ledger.append('payout', payoutId, entry));
  }

  insertNotification(notification: Arg<'insertNotification', 0>): Out<'insertNotification'> {
    return insertNotification(this.access, notification);
  }

  insertEvent(event: StoredEvent): Out<'insertEvent'> {
    return insertEvent(this.access, event);
  }

  updateEvent(id: string, patch: Arg<'updateEvent', 1>): Out<'updateEvent'> {
    return this.#rows.events.change(id, patch);
  }

  scheduleJob(job: Arg<'scheduleJob', 0>): Out<'scheduleJob'> {
    return this.#jobs.schedule(job);
  }

  dropJob(kind: JobKind, key: string): Out<'dropJob'> {
    return this.#jobs.drop(kind, key);
  }

  claimIdempotencyKey(claim: Arg<'claimIdempotencyKey', 0>): Out<'claimIdempotencyKey'> {
    return claimIdempotencyKey(this.access, claim);
  }

  reserveIdempotencyKey(
    claim: Arg<'reserveIdempotencyKey', 0>,
    expiredAt: Instant,
    ifTaken: () => Error,
  ): Out<'reserveIdempotencyKey'> {
    return reserveIdempotencyKey(this.access, claim, expiredAt, ifTaken);
  }

  saveIdempotentResponse(
    scope: string,
    key: string,
    answer: Arg<'saveIdempotentResponse', 2>,
    replaced?: number,
  ): Out<'saveIdempotentResponse'> {
    return saveIdempotentResponse(this.access, scope, key, answer, replaced);
  }

  releaseIdempotencyKey(claim: Parameters<Tx['releaseIdempotencyKey']>[0]): Out<'releaseIdempotencyKey'> {
    return releaseIdempotencyKey(this.access, claim);
  }

  dropExpiredIdempotencyRecord(scope: string, key: string, until: Instant): Out<'dropExpiredIdempotencyRecord'> {
    return dropExpiredIdempotencyRecord(this.access, scope, key, until);
  }
}

/** Reads that see everything that the unit has changed so far. */
const writtenFirst = (sql: Sql, isChanged: () => boolean, flush: () => Promise<void>): Sql => ({
  ...sql,
  all: (query) => (isChanged() ? flush().then(() => sql.all(query)) : sql.all(query)),
  first: (query) => (isChanged() ? flush().then(() => sql.first(query)) : sql.first(query)),
});
