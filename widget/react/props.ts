import type { HTMLAttributes } from 'react';
import type { KasirCheckoutOptions, KasirCheckoutProperties, KasirCheckoutTag } from '../element-types.ts';
import type { KasirEventMap } from '../events.ts';

type HandlerName<Name extends string> = Name extends `kasir-${infer Short}` ? `on${Capitalize<Short>}` : never;

/** The events of the element as props: `onPaid` for `kasir-paid`. Each handler gets the event. */
export type KasirCheckoutHandlers = {
  [Name in keyof KasirEventMap as HandlerName<Name>]?: ((event: KasirEventMap[Name]) => void) | undefined;
};

export interface KasirCheckoutProps
  extends
    KasirCheckoutOptions,
    KasirCheckoutProperties,
    KasirCheckoutHandlers,
    Omit<HTMLAttributes<HTMLElement>, keyof KasirCheckoutHandlers> {}

// For the tag itself, with the listeners as React 19 takes them: `onkasir-paid`.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'kasir-checkout': KasirCheckoutTag;
    }
  }
}
