import type { DefineComponent } from 'vue';
import type { KasirCheckoutOptions, KasirCheckoutProperties } from '../element-types.ts';
import type { KasirEventMap } from '../events.ts';

type ListenerName<Name extends string> = Name extends `kasir-${infer Short}` ? `onKasir${Capitalize<Short>}` : never;

/** `@kasir-paid` on the tag. */
type TagListeners = {
  [Name in keyof KasirEventMap as ListenerName<Name>]?: (event: KasirEventMap[Name]) => void;
};

/** The tag itself in a template of Vue. */
export type KasirCheckoutTagComponent = DefineComponent<KasirCheckoutOptions & KasirCheckoutProperties & TagListeners>;

declare module 'vue' {
  interface GlobalComponents {
    'kasir-checkout': KasirCheckoutTagComponent;
  }
}
