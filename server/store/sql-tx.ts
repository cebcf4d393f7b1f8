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
  saveIdempotentResponse,
  releaseIdempotencyKey,
  dropExpiredIdempotencyRecord,
} from './idempotency-records.ts';
import { insertCheckout, updateCheckout } from './checkouts.ts';
import { insertEvent, updateEvent } from './events.ts';
import { scheduleJob, dropJob } from './jobs.ts';
import { insertNotification } from './notifications.ts';
import { appendHistory } from './payment-history.ts';
import { insertPayment, updatePayment } from './payments.ts';
import { appendPayoutHistory } from './payout-history.ts';
import { insertPayout, updatePayout } from './payouts.ts';
import { findRefund, insertRefund, updateRefund } from './refunds.ts';
import { insertSavedMethod, lockToken, updateSavedMethod } from './saved-methods.ts';
import { CHANGING_MEMBERS, type Book } from './ledger/facts.ts';
import { UnitLedger, type ReportSuspect } from './ledger/unit-ledger.ts';
import { SqlReads } from './sql-reads.ts';
import type { TableAccess } from './table-access.ts';

type Arg<M extends keyof Tx, N extends number> = Parameters<Tx[M]>[N];
type Out<M extends keyof Tx> = ReturnType<Tx[M]>;

/** The reads and writes of one unit of work. The file of each table implements them. */
export class SqlTx extends SqlReads implements Tx {
  readonly #ledger: UnitLedger;

  constructor(access: TableAccess, reportSuspect: ReportSuspect) {
    super(access);
    this.#ledger = new UnitLedger(access, reportSuspect);
  }

  /** Must be called once, after the last write. */
  finish(): Promise<void> {
    return this.#ledger.close();
  }

  async #willChange(book: Book, id: string, patch: object): Promise<void> {
    if (CHANGING_MEMBERS[book].some((member) => Object.hasOwn(patch, member))) await this.#ledger.willChange(book, id);
  }

  insertCheckout(checkout: Checkout): Out<'insertCheckout'> {
    return insertCheckout(this.access, checkout);
  }

  updateCheckout(id: string, patch: Arg<'updateCheckout', 1>): Out<'updateCheckout'> {
    return updateCheckout(this.access, id, patch);
  }

  async insertPayment(payment: Payment): Out<'insertPayment'> {
    await insertPayment(this.access, payment);
    this.#ledger.created('payment', payment.id);
  }

  async updatePayment(id: string, patch: Arg<'updatePayment', 1>): Out<'updatePayment'> {
    await this.#willChange('payment', id, patch);
    await updatePayment(this.access, id, patch);
  }

  async appendHistory(paymentId: string, entry: HistoryEntry): Out<'appendHistory'> {
    await appendHistory(this.access, paymentId, entry, await this.#ledger.append('payment', paymentId, entry));
  }

  async insertRefund(refund: Refund): Out<'insertRefund'> {
    await this.#ledger.willChangeRefunds(refund.paymentId);
    await insertRefund(this.access, refund);
  }

  async updateRefund(id: string, patch: Arg<'updateRefund', 1>): Out<'updateRefund'> {
    const refund = 'status' in patch ? await findRefund(this.access, id) : undefined;
    if (refund !== undefined) await this.#ledger.willChangeRefunds(refund.paymentId);
    await updateRefund(this.access, id, patch);
  }

  override async savedMethodsByToken(provider: string, token: string): Out<'savedMethodsByToken'> {
    await lockToken(this.access, token);
    return super.savedMethodsByToken(provider, token);
  }

  insertSavedMethod(method: SavedMethod): Out<'insertSavedMethod'> {
    return insertSavedMethod(this.access, method);
  }

  updateSavedMethod(id: string, patch: Arg<'updateSavedMethod', 1>): Out<'updateSavedMethod'> {
    return updateSavedMethod(this.access, id, patch);
  }

  async insertPayout(payout: Payout): Out<'insertPayout'> {
    const holder = await insertPayout(this.access, payout);
    if (holder === undefined) this.#ledger.created('payout', payout.id);
    return holder;
  }

  async updatePayout(id: string, patch: Arg<'updatePayout', 1>): Out<'updatePayout'> {
    await this.#willChange('payout', id, patch);
    await updatePayout(this.access, id, patch);
  }

  async appendPayoutHistory(payoutId: string, entry: PayoutHistoryEntry): Out<'appendPayoutHistory'> {
    await appendPayoutHistory(this.access, payoutId, entry, await this.#ledger.append('payout', payoutId, entry));
  }

  insertNotification(notification: Arg<'insertNotification', 0>): Out<'insertNotification'> {
    return insertNotification(this.access, notification);
  }

  insertEvent(event: StoredEvent): Out<'insertEvent'> {
    return insertEvent(this.access, event);
  }

  updateEvent(id: string, patch: Arg<'updateEvent', 1>): Out<'updateEvent'> {
    return updateEvent(this.access, id, patch);
  }

  scheduleJob(job: Arg<'scheduleJob', 0>): Out<'scheduleJob'> {
    return scheduleJob(this.access, job);
  }

  dropJob(kind: JobKind, key: string): Out<'dropJob'> {
    return dropJob(this.access, kind, key);
  }

  claimIdempotencyKey(claim: Arg<'claimIdempotencyKey', 0>): Out<'claimIdempotencyKey'> {
    return claimIdempotencyKey(this.access, claim);
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
