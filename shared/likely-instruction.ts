import type { ChannelKind } from './channel-kind.ts';
import type { InstructionKind } from './instruction.ts';

/** The instruction that a channel most likely leads to. */
export const LIKELY_INSTRUCTION: Readonly<Record<ChannelKind, InstructionKind>> = {
  virtual_account: 'virtual_account',
  retail: 'retail_code',
  qr: 'qr',
  ewallet: 'redirect',
  card: 'redirect',
  direct_debit: 'otp',
  clickpay: 'redirect',
  online_banking: 'redirect',
  paylater: 'redirect',
  checkout_page: 'redirect',
};
