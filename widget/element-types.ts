import type { SessionView } from '../shared/api/views.ts';
import type {
  KasirChannelEvent,
  KasirClosedEvent,
  KasirErrorEvent,
  KasirInstructionEvent,
  KasirPaidEvent,
  KasirReadyEvent,
  KasirRedirectEvent,
  KasirStatusEvent,
} from './events.ts';

/** Every event of the element, by its name. */
export interface KasirEventMap {
  'kasir-ready': KasirReadyEvent;
  'kasir-channel': KasirChannelEvent;
  'kasir-instruction': KasirInstructionEvent;
  'kasir-status': KasirStatusEvent;
  'kasir-paid': KasirPaidEvent;
  'kasir-closed': KasirClosedEvent;
  'kasir-error': KasirErrorEvent;
  'kasir-redirect': KasirRedirectEvent;
}

/** What is set on the element, as attributes or as properties. */
export interface KasirCheckoutOptions {
  bff?: string | undefined;
  token?: string | undefined;
  locale?: string | undefined;
  theme?: 'auto' | 'light' | 'dark' | undefined;
  channel?: string | undefined;
}

/** What is set as properties alone. */
export interface KasirCheckoutProperties {
  renewToken?: (() => Promise<string>) | undefined;
  session?: SessionView | undefined;
}

/** Listeners as templates write them: `onkasir-paid` in React 19, Preact and Svelte 5. */
export type KasirListeners = {
  [Name in keyof KasirEventMap as `on${Name}`]?: ((event: KasirEventMap[Name]) => void) | undefined;
};

/** The tag in a template: to be put into `IntrinsicElements` where a framework keeps its own list of tags. */
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
  interface HTMLElementEventMap extends KasirEventMap {}

  /** Of frameworks that read the tags of templates from everywhere. */
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
