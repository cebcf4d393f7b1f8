import type { SessionView } from '../../shared/api/views.ts';

/** A view that is older by no more than this is as good as the last answer. */
const OUTDATED_MS = 2_000;

/** What a page is told once of a checkout that it has seen open. */
export type Ending = 'paid' | 'closed';

/**
 * What was asked for on this page, and what it still has to be told of its checkouts, whichever element showed them. A
 * framework may make the element anew while the customer pays: the new one finds the checkout paid, and the page has not
 * heard of it. A page that is opened on a paid checkout has nothing to hear, or its way back from a thank-you page would
 * lead there again.
 */
export class PageMemory {
  readonly #owed = new Map<string, Set<Ending>>();
  readonly #attempted = new Set<string>();
  /** When the BFF last answered about a checkout, by its own clock. */
  readonly #answeredAt = new Map<string, number>();

  /** An attempt to pay was sent: there may be a payment from now on, whoever gets the answer. */
  idempotencyKey(checkoutId: string): void {
    this.#attempted.add(checkoutId);
  }

  attempted(checkoutId: string): boolean {
    return this.#attempted.has(checkoutId);
  }

  answered({ checkout, now }: SessionView): void {
    this.#answeredAt.set(checkout.id, Date.parse(now));
  }

  /** An app keeps the view that it was given, and brings it along again with every new element. */
  knowsBetter({ checkout, now }: SessionView): boolean {
    return (this.#answeredAt.get(checkout.id) ?? 0) - OUTDATED_MS > Date.parse(now);
  }

  seenOpen(checkoutId: string): void {
    if (!this.#owed.has(checkoutId)) this.#owed.set(checkoutId, new Set(['paid', 'closed']));
  }

  /** Whether the page was still to be told; from now on it is not. */
  settle(ending: Ending, checkoutId: string): boolean {
    return this.#owed.get(checkoutId)?.delete(ending) ?? false;
  }
}
