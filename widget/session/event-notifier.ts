import type { PaymentView, SessionCheckout, SessionView } from '../../shared/api/views.ts';
import type { Ending, PageMemory } from './page-memory.ts';
import type { WidgetProblem } from './problem.ts';

/** What happens in a session; the element passes it on to the page as events. */
export interface SessionListener {
  changed(): void;
  ready(session: SessionView): void;
  /** `fresh`: the customer has just requested it here, so a redirect may go ahead. */
  instruction(payment: PaymentView, fresh: boolean): void;
  status(payment: PaymentView): void;
  paid(payment: PaymentView): void;
  /** The checkout was open on this page and has ended. */
  closed(checkout: SessionCheckout): void;
  failed(problem: WidgetProblem): void;
}

/** Reports each thing once. */
export class EventNotifier {
  readonly #listener: SessionListener;
  readonly #memory: PageMemory;
  readonly #seenOpen = new Set<string>();
  /** Of the view that the page had. */
  #offered: Pick<SessionCheckout, 'id' | 'status'> | undefined;
  #offeredAt = 0;
  readonly #notified = { session: '', status: '', instruction: '', paid: '', closed: '' };

  constructor(listener: SessionListener, memory: PageMemory) {
    this.#listener = listener;
    this.#memory = memory;
  }

  /** The page already had this view; both may come from a cache. */
  offered({ checkout: { id, status }, now }: SessionView): void {
    this.#offered = { id, status };
    this.#offeredAt = Date.parse(now);
  }

  /** `openedAt`: when the page was opened, by the BFF's clock. */
  answered({ checkout: { id, status } }: SessionView, openedAt: number): void {
    const offered = this.#offered;
    const wasOpen = offered?.id === id && offered.status === 'open' && this.#offeredAt >= openedAt;
    if (wasOpen || status === 'open') this.#memory.seenOpen(id);
    if (status === 'open') this.#seenOpen.add(id);
  }

  session(session: SessionView): void {
    const { id } = session.checkout;
    if (this.#notified.session === id) return;
    this.#notified.session = id;
    this.#listener.ready(session);
  }

  /** `fresh`: see {@link SessionListener.instruction}. */
  payment(payment: PaymentView, fresh: boolean): void {
    const status = `${payment.id} ${payment.status} ${payment.review ?? ''}`;
    if (this.#notified.status !== status) {
      this.#notified.status = status;
      this.#listener.status(payment);
    }
    const instruction = `${payment.id} ${JSON.stringify(payment.instruction)}`;
    if (payment.status === 'requires_action' && this.#notified.instruction !== instruction) {
      this.#notified.instruction = instruction;
      this.#listener.instruction(payment, fresh);
    }
    // A payment that was reversed is not reported as paid, nor is one that was paid before the page was opened.
    if (payment.status === 'succeeded' && payment.reversedAt === undefined && this.#notified.paid !== payment.id) {
      this.#notified.paid = payment.id;
      if (this.#isDue('paid', this.#notified.session)) this.#listener.paid(payment);
    }
  }

  checkout(checkout: SessionCheckout): void {
    if (checkout.status === 'open' || this.#notified.closed === checkout.id) return;
    this.#notified.closed = checkout.id;
    if (this.#isDue('closed', checkout.id)) this.#listener.closed(checkout);
  }

  /** An element that has seen the checkout open reports its end; a new one does so only if none has yet. */
  #isDue(ending: Ending, checkoutId: string): boolean {
    const due = this.#memory.takeDue(ending, checkoutId);
    return due || this.#seenOpen.has(checkoutId);
  }
}
