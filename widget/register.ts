import { KasirCheckout } from './kasir-checkout.ts';

/** Registers `<kasir-checkout>`, once: a second copy of the widget on a page leaves the first one in place. */
export function registerElement(): void {
  if (typeof customElements !== 'undefined' && !customElements.get('kasir-checkout'))
    customElements.define('kasir-checkout', KasirCheckout);
}
