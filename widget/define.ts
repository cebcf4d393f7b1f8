import { KasirCheckout } from './kasir-checkout.ts';

/* Registers <kasir-checkout>, once: a second copy of this script on the page leaves the first one in place. */
if (typeof customElements !== 'undefined' && !customElements.get('kasir-checkout'))
  customElements.define('kasir-checkout', KasirCheckout);

/* So that its types come along: the tag, its properties and its events. */
export type * from './index.ts';
