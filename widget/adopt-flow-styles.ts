import { adoptStyles, type CSSResultOrNative } from 'lit';
import type * as PaymentScreens from './payment-screens.ts';
import type { BoundView } from './views/load-view.ts';

/** Adopts the styles of what the payment flow has loaded so far, after those that are always there. */
export function adoptFlowStyles(
  root: ShadowRoot,
  always: readonly CSSResultOrNative[],
  screens: typeof PaymentScreens | undefined,
  view: BoundView | undefined,
): void {
  adoptStyles(root, [...always, ...(screens?.paymentStyles ?? []), ...(view?.styles ? [view.styles] : [])]);
}
