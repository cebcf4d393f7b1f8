import type { ChannelCode } from '../../shared/channel.ts';
import type { KasirCheckout } from '../../widget/kasir-checkout.ts';
import type { FakeBffOptions, InstalledFakeBff } from '../../widget/testing/index.ts';
import type { DeviceName } from './device.ts';

/** The element on the gallery's page, as a state drives it: by what does not depend on the language. */
export interface Stage {
  readonly element: KasirCheckout;
  readonly fake: InstalledFakeBff;
  /** Selects a channel, and waits until its row is open. */
  select(code: ChannelCode): Promise<void>;
  /** Waits for an element inside the widget. */
  find(selector: string): Promise<HTMLElement>;
  press(selector: string): Promise<void>;
  fill(selector: string, value: string): Promise<void>;
}

/** One state of the widget that the gallery shows. */
export interface GalleryState {
  readonly fake?: FakeBffOptions;
  /** Before the element is on the page. */
  readonly prepare?: (fake: InstalledFakeBff) => void;
  readonly attributes?: Readonly<Record<string, string>>;
  /** What the shop's page sets on the element, and what it puts into its slots. */
  readonly furnish?: (element: KasirCheckout) => void;
  /** Of the shop's page. Default: from left to right. */
  readonly direction?: 'rtl';
  /** The customer has paid with it on this device before. */
  readonly lastChannel?: ChannelCode;
  /** Without `bff` and `token`. */
  readonly detached?: boolean;
  /** Whose browser it is. Default: as wide as the window. */
  readonly device?: DeviceName;
  /** The customer comes back from the provider's page. */
  readonly returned?: boolean;
  /** What the customer does, or what happens. Default: the list, or the payment in progress. */
  readonly act?: (stage: Stage) => Promise<void>;
  /** It stays as it is before anything is known. */
  readonly skeleton?: boolean;
}

export type States = Readonly<Record<string, GalleryState>>;
