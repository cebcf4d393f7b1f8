import type { PaymentView } from '../../shared/api/views.ts';
import { isMoney } from './is-money.ts';
import type { Snapshot } from './snapshot.ts';
import { isPending } from './state-machine.ts';

/** Decides which reports about payments count on this page. */
export class ReportFilter {
  /** Payments that the customer gave up on this page, by id. */
  readonly givenUp = new Set<string>();
  #requesting = false;
  /** A report came in during the request, and was not taken. */
  #skipped = false;

  accepts(payment: PaymentView, snapshot: Snapshot): boolean {
    return !this.#isAwaited(payment) && !this.#isGivenUp(payment, snapshot);
  }

  /** While a payment is requested, its answer brings it. After a refusal, what was skipped meanwhile is read. */
  async during<T>(request: Promise<T>, read: () => Promise<unknown>): Promise<T> {
    this.#requesting = true;
    this.#skipped = false;
    try {
      return await request;
    } catch (error) {
      this.#requesting = false;
      if (this.#skipped) await read();
      throw error;
    } finally {
      this.#requesting = false;
    }
  }

  #isAwaited(payment: PaymentView): boolean {
    const awaited = this.#requesting && !isMoney(payment.status);
    this.#skipped ||= awaited;
    return awaited;
  }

  /** A payment that the customer gave up, here or in another tab, is not shown again unless money came in for it. */
  #isGivenUp({ id, status, review }: PaymentView, { state, busy, session }: Snapshot): boolean {
    if (isMoney(status) || review) return false;
    if (this.givenUp.has(id)) return true;
    // While `leaving`, the customer is canceling it: that leads back to the list.
    const elsewhere = !isPending(state) && session?.checkout.status === 'open';
    return status === 'canceled' && (busy === 'leaving' || elsewhere);
  }
}

/** Whether a payment is certainly newer than the one that is known. */
export function isNewer(payment: PaymentView, known: PaymentView | undefined): boolean {
  if (!known) return true;
  if (isMoney(payment.status) && !isMoney(known.status)) return true;
  return payment.id === known.id && payment.updatedAt >= known.updatedAt;
}
