import type { CheckoutHost } from './checkout-host.ts';
import type { ChunkLoader } from './chunk-loader.ts';
import type * as Extras from './list-extras.ts';
import type { LiveUpdatesLoader } from './live-updates-loader.ts';
import type { CheckoutSession } from './session/checkout-session.ts';

/** Loads what completes a list that is on the screen, and with that what changes elsewhere. */
export class ListExtrasLoader {
  readonly #host: CheckoutHost;
  readonly #loader: ChunkLoader<typeof Extras>;
  /** Has the payment flow loaded that the browser could not prefetch. */
  readonly #loadFlow: () => void;
  #session: CheckoutSession | undefined;
  #updates: LiveUpdatesLoader | undefined;

  constructor(host: CheckoutHost, loadFlow: () => void) {
    this.#host = host;
    this.#loadFlow = loadFlow;
    this.#loader = host.chunks.loader(
      'list-extras',
      () => import('./list-extras.ts'),
      () => this.sync(),
    );
  }

  /** `undefined` when it cannot be loaded now. */
  async load(): Promise<typeof Extras | undefined> {
    await this.#loader.load();
    return this.#loader.module;
  }

  /** Another session, or none. */
  follow(session: CheckoutSession | undefined): void {
    const { extras } = this.#host.picker.form;
    if (session && extras) extras.session = session;
    this.#updates?.stop();
    this.#updates = undefined;
    this.#session = session;
  }

  /** The session has changed. */
  sync(): void {
    const { module } = this.#loader;
    const session = this.#session;
    if (!module || !session) return;
    const { element, picker, styles, language } = this.#host;
    this.#updates ??= module.addExtras({
      element,
      form: picker.form,
      styles,
      session,
      language,
      loadFlow: this.#loadFlow,
    });
    this.#updates.sync();
  }
}
