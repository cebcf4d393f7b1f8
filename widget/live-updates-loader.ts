import type { CheckoutSession } from './session/checkout-session.ts';
import type { LiveUpdates } from './session/live-updates.ts';
import { onHide, onWake } from './ui/wake-signals.ts';

/** When the chunk cannot be loaded, the session is read and the chunk tried again after this. */
const RETRY_MS = 3_000;

/** Loads the live updates, a chunk of their own, once something may change. */
export class LiveUpdatesLoader {
  readonly #session: CheckoutSession;
  readonly #stopListening: readonly (() => void)[];
  #updates: LiveUpdates | undefined;
  #checkoutId: string | undefined;
  #loading = false;
  #stopped = false;

  constructor(session: CheckoutSession) {
    this.#session = session;
    this.#stopListening = [
      onWake(() => {
        this.sync();
        this.#updates?.wake();
      }),
      onHide(() => this.sync()),
    ];
  }

  /** The session has changed, or the page was shown or hidden. */
  sync(): void {
    const { active, snapshot } = this.#session;
    const checkoutId = snapshot.session?.checkout.id;
    if (this.#checkoutId !== checkoutId) {
      this.#updates?.stop();
      this.#updates = undefined;
    }
    this.#checkoutId = checkoutId;
    if (this.#updates) this.#updates.sync();
    else if (active && !this.#loading) void this.#load();
  }

  stop(): void {
    this.#stopped = true;
    for (const stop of this.#stopListening) stop();
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
