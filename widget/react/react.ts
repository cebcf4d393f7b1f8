/* `@kasir/widget/react`. Importing it registers nothing; mounting the component does. */
export { KasirCheckout } from './kasir-checkout.ts';
export type { KasirCheckoutHandlers, KasirCheckoutProps } from './props.ts';
export type { KasirCheckout as KasirCheckoutElement } from '../index.ts';
export type * from '../events.ts';
