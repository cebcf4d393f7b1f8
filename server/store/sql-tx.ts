import type {
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
import { claimIdempotencyKey, saveIdempotentResponse, releaseIdempotencyKey } from './idempotency-records.ts';
import { insertCheckout, updateCheckout } from './checkouts.ts';
import { insertEvent, updateEvent } from './events.ts';
import { scheduleJob, dropJob } from './jobs.ts';
import { insertNotification } from './notifications.ts';
import { appendHistory } from './payment-history.ts';
import { insertPayment, updatePayment } from './payments.ts';
import { appendPayoutHistory } from './payout-history.ts';
import { insertPayout, updatePayout } from './payouts.ts';
import { insertRefund, updateRefund } from './refunds.ts';
import { insertSavedMethod, updateSavedMethod } from './saved-methods.ts';
import { SqlReads } from './sql-reads.ts';

type Arg<M extends keyof Tx, N extends number> = Parameters<Tx[M]>[N];
type Out<M extends keyof Tx> = ReturnType<Tx[M]>;

/** The reads and writes of one unit of work. The file of each table implements them. */
export class SqlTx extends SqlReads implements Tx {
  insertCheckout(checkout: Checkout): Out<'insertCheckout'> {
    return insertCheckout(this.access, checkout);
  }

  updateCheckout(id: string, patch: Arg<'updateCheckout', 1>): Out<'updateCheckout'> {
    return updateCheckout(this.access, id, patch);
  }

  insertPayment(payment: Payment): Out<'insertPayment'> {
    return insertPayment(this.access, payment);
  }

  updatePayment(id: string, patch: Arg<'updatePayment', 1>): Out<'updatePayment'> {
    return updatePayment(this.access, id, patch);
  }

  appendHistory(paymentId: string, entry: HistoryEntry): Out<'appendHistory'> {
    return appendHistory(this.access, paymentId, entry);
  }

  insertRefund(refund: Refund): Out<'insertRefund'> {
    return insertRefund(this.access, refund);
  }

  updateRefund(id: string, patch: Arg<'updateRefund', 1>): Out<'updateRefund'> {
    return updateRefund(this.access, id, patch);
  }

  insertSavedMethod(method: SavedMethod): Out<'insertSavedMethod'> {
    return insertSavedMethod(this.access, method);
  }

  updateSavedMethod(id: string, patch: Arg<'updateSavedMethod', 1>): Out<'updateSavedMethod'> {
    return updateSavedMethod(this.access, id, patch);
  }

  insertPayout(payout: Payout): Out<'insertPayout'> {
    return insertPayout(this.access, payout);
  }

  updatePayout(id: string, patch: Arg<'updatePayout', 1>): Out<'updatePayout'> {
    return updatePayout(this.access, id, patch);
  }

  appendPayoutHistory(payoutId: string, entry: PayoutHistoryEntry): Out<'appendPayoutHistory'> {
    return appendPayoutHistory(this.access, payoutId, entry);
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

  releaseIdempotencyKey(scope: string, key: string): Out<'releaseIdempotencyKey'> {
    return releaseIdempotencyKey(this.access, scope, key);
  }
}
