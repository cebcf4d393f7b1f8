import type { SessionView } from '../../shared/api/views.ts';

/** A view that is older than the last answer by no more than this is as good as it. */
const OUTDATED_MS = 2_000;

/** Events that a page gets once for a checkout that it has seen open. */
export type Ending = 'paid' | 'closed';

/**
 * What all elements of a page share: where a payment was requested, and which final events the page is still to get. A
 * framework may replace the element while the customer pays: the new one finds the checkout paid, and the page has had no
 * event. A page that is opened on a paid checkout gets none, or the way back from a thank-you page would lead there again.
 */
export class PageMemory {
  readonly #due = new Map<string, Set<Ending>>();
  readonly #requested = new Set<string>();
  /** When the BFF last answered about a checkout, by its own clock. */
  readonly #answeredAt = new Map<string, number>();

  /** A payment is requested: there may be one from now on, whichever element gets the answer. */
  requestPayment(checkoutId: string): void {
    this.#requested.add(checkoutId);
  }

  paymentRequested(checkoutId: string): boolean {
    return this.#requested.has(checkoutId);
  }

  answered({ checkout, now }: SessionView): void {
    this.#answeredAt.set(checkout.id, Date.parse(now));
  }

  /** An app may keep the view that it was given, and hand it to every new element. */
  hasNewerThan({ checkout, now }: SessionView): boolean {
    return (this.#answeredAt.get(checkout.id) ?? 0) - OUTDATED_MS > Date.parse(now);
  }

  seenOpen(checkoutId: string): void {
    if (!this.#due.has(checkoutId)) this.#due.set(checkoutId, new Set(['paid', 'closed']));
  }

  /** Whether the page was still to get this event; from now on it is not. */
  takeDue(ending: Ending, checkoutId: string): boolean {
    return this.#due.get(checkoutId)?.delete(ending) ?? false;
  }
}
