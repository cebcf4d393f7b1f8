/* `@kasir/widget/vue`. Importing it registers nothing; mounting the component does. */
export { KasirCheckout } from './kasir-checkout.ts';
export type { KasirCheckoutTagComponent } from './global-components.ts';
export type { KasirCheckout as KasirCheckoutElement } from '../index.ts';
export type * from '../events.ts';
