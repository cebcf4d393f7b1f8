import type { PaymentView } from '../../shared/api/views.ts';
import { CHANNELS, isChannelCode } from '../../shared/channel.ts';

const HANDED_OUT: ReadonlySet<string> = new Set(['virtual_account', 'retail', 'qr']);

/** Whether the customer pays to a number or code, which works without this page. */
export const showsPaymentCode = ({ channel }: PaymentView): boolean =>
  isChannelCode(channel) && HANDED_OUT.has(CHANNELS[channel].kind);
