import type { CSSResult, CSSResultOrNative } from 'lit';
import type { Language } from '../shared/language.ts';
import type { KasirMessages } from './i18n/kasir-messages.ts';
import type { Messages } from './i18n/list/messages.ts';
import type { MissingChunkWatch } from './missing-chunk-watch.ts';
import type { PayApproval } from './pay-approval.ts';
import type { RedirectHost } from './provider-redirect.ts';
import type { ChannelFormState } from './screens/channel-form-state.ts';
import type { SettingsElement } from './settings-element.ts';
import type { Formats } from './ui/formats.ts';

/** What the flow needs of the element it is part of. */
export interface PaymentFlowHost extends RedirectHost {
  readonly styles: readonly CSSResultOrNative[];
  readonly element: SettingsElement;
  readonly form: ChannelFormState;
  readonly locale: Language;
  readonly formats: Formats;
  readonly listMessages: Messages;
  /** The shop's. */
  readonly ownMessages: KasirMessages | undefined;
  readonly chunks: MissingChunkWatch;
  /** Of the chunk that completes the list. */
  readonly extras: { readonly extraStyles: CSSResult; readonly PayApproval: typeof PayApproval };
}
