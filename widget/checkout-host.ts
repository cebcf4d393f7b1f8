import type { CSSResult } from 'lit';
import type { ChannelPicker } from './channel-picker.ts';
import type { Localization } from './localization.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';
import type { SettingsElement } from './settings-element.ts';

/** What the controller works on: the element, and what that has already. */
export interface CheckoutHost {
  readonly element: SettingsElement;
  readonly styles: readonly CSSResult[];
  readonly language: Localization;
  readonly picker: ChannelPicker;
  readonly chunks: MissingChunkWatch;
}
