import type { CheckoutSession } from './session/checkout-session.ts';
import type { News } from './session/live-updates.ts';
import { onHide, onWake } from './ui/wake-signals.ts';

/** Without what listens, the BFF is asked, and it is fetched again, after this. */
const RETRY_MS = 3_000;

/** The place of what listens: a chunk of its own, fetched once there is something to listen for. */
export class NewsSlot {
  readonly #session: CheckoutSession;
  readonly #stopHearing: readonly (() => void)[];
  #news: News | undefined;
  #checkoutId: string | undefined;
  #loading = false;
  #stopped = false;

  constructor(session: CheckoutSession) {
    this.#session = session;
    this.#stopHearing = [
      onWake(() => {
        this.tend();
        this.#news?.wake();
      }),
      onHide(() => this.tend()),
    ];
  }

  /** The session has changed, or the page is seen again, or no longer. */
  tend(): void {
    const { listens, snapshot } = this.#session;
    const checkoutId = snapshot.session?.checkout.id;
    if (this.#checkoutId !== checkoutId) {
      this.#news?.stop();
      this.#news = undefined;
    }
    this.#checkoutId = checkoutId;
    if (this.#news) this.#news.tend();
    else if (listens && !this.#loading) void this.#load();
  }

  stop(): void {
    this.#stopped = true;
    for (const stop of this.#stopHearing) stop();
    this.#news?.stop();
  }

  async #load(): Promise<void> {
    this.#loading = true;
    try {
      const { newsOf } = await import('./live-updates.ts');
      if (this.#stopped) return;
      this.#news = newsOf(this.#session);
      this.#news.tend();
    } catch {
      void this.#session.read();
      setTimeout(() => {
        if (!this.#stopped) this.tend();
      }, RETRY_MS);
    } finally {
      this.#loading = false;
    }
  }
}
