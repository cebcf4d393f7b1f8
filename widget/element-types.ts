import type { KasirEventMap } from './events.ts';
import type { KasirCheckout } from './kasir-checkout.ts';
import type { SettingsElement } from './settings-element.ts';

/** What is set on the element, as attributes or as properties. */
export interface KasirCheckoutOptions extends Partial<
  Pick<SettingsElement, 'bff' | 'token' | 'locale' | 'theme' | 'channel'>
> {}

/** What is set as properties alone. */
export interface KasirCheckoutProperties extends Partial<
  Pick<SettingsElement, 'renewToken' | 'session' | 'messages' | 'arrangeChannels' | 'beforePay' | 'logos'>
> {}

/** Listeners as templates write them: `onkasir-paid` in React 19, Preact and Svelte 5. */
export type KasirListeners = {
  [Name in keyof KasirEventMap as `on${Name}`]?: ((event: KasirEventMap[Name]) => void) | undefined;
};

/** The tag in a template: to be added to `IntrinsicElements` where a framework has its own list of tags. */
export interface KasirCheckoutTag extends KasirCheckoutOptions, KasirCheckoutProperties, KasirListeners {
  id?: string | undefined;
  class?: string | undefined;
  className?: string | undefined;
  slot?: string | undefined;
  hidden?: boolean | undefined;
  lang?: string | undefined;
  ref?: unknown;
  key?: string | number | null | undefined;
  children?: unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    'kasir-checkout': KasirCheckout;
  }
  interface HTMLElementEventMap extends KasirEventMap {}

  /** For frameworks that read the tags of templates from global types. */
  namespace JSX {
    interface IntrinsicElements {
      'kasir-checkout': KasirCheckoutTag;
    }
  }
  namespace svelteHTML {
    interface IntrinsicElements {
      'kasir-checkout': KasirCheckoutTag;
    }
  }
}
