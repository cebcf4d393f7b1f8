import type { CheckoutSession } from './session/checkout-session.ts';
import type { LiveUpdates } from './session/live-updates.ts';
import { onHide, onWake } from './ui/wake-signals.ts';

/** Without what listens, the BFF is asked, and it is fetched again, after this. */
const RETRY_MS = 3_000;

/** The place of what listens: a chunk of its own, fetched once there is something to listen for. */
export class LiveUpdatesLoader {
  readonly #session: CheckoutSession;
  readonly #stopHearing: readonly (() => void)[];
  #updates: LiveUpdates | undefined;
  #checkoutId: string | undefined;
  #loading = false;
  #stopped = false;

  constructor(session: CheckoutSession) {
    this.#session = session;
    this.#stopHearing = [
      onWake(() => {
        this.sync();
        this.#updates?.wake();
      }),
      onHide(() => this.sync()),
    ];
  }

  /** The session has changed, or the page is seen again, or no longer. */
  sync(): void {
    const { listens, snapshot } = this.#session;
    const checkoutId = snapshot.session?.checkout.id;
    if (this.#checkoutId !== checkoutId) {
      this.#updates?.stop();
      this.#updates = undefined;
    }
    this.#checkoutId = checkoutId;
    if (this.#updates) this.#updates.sync();
    else if (listens && !this.#loading) void this.#load();
  }

  stop(): void {
    this.#stopped = true;
    for (const stop of this.#stopHearing) stop();
    this.#updates?.stop();
  }

  async #load(): Promise<void> {
    this.#loading = true;
    try {
      const { liveUpdatesOf } = await import('./live-updates.ts');
      if (this.#stopped) return;
      this.#updates = liveUpdatesOf(this.#session);
      this.#updates.sync();
    } catch {
      void this.#session.read();
      setTimeout(() => {
        if (!this.#stopped) this.sync();
      }, RETRY_MS);
    } finally {
      this.#loading = false;
    }
  }
}
