import { defineOnce } from './define-once.ts';
import { KasirCheckout } from './kasir-checkout.ts';

/** Registers `<kasir-checkout>`. */
export const registerElement = (): void => defineOnce(KasirCheckout);
