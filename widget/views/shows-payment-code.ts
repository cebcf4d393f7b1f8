import type { PaymentView } from '../../shared/api/views.ts';
import { CHANNELS, isChannelCode } from '../../shared/channel.ts';

const HANDED_OUT: ReadonlySet<string> = new Set(['virtual_account', 'retail', 'qr']);

/** It is paid to a number or code, which the customer may use wherever this page is. */
export const isHandedOut = ({ channel }: PaymentView): boolean =>
  isChannelCode(channel) && HANDED_OUT.has(CHANNELS[channel].kind);
