/** Separate from the catalogue, because the widget's first download needs only these. */
export const CHANNEL_KINDS = [
  'virtual_account',
  'retail',
  'qr',
  'ewallet',
  'card',
  'direct_debit',
  'clickpay',
  'online_banking',
  'paylater',
  'checkout_page',
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** The heading a channel stands under in the widget's list, in the list's order. */
export const CHANNEL_GROUPS = [
  'qr',
  'ewallet',
  'bank_transfer',
  'store',
  'card',
  'bank_account',
  'paylater',
  'other',
] as const;
export type ChannelGroup = (typeof CHANNEL_GROUPS)[number];

export const GROUP_OF_KIND: Readonly<Record<ChannelKind, ChannelGroup>> = {
  qr: 'qr',
  ewallet: 'ewallet',
  virtual_account: 'bank_transfer',
  retail: 'store',
  card: 'card',
  direct_debit: 'bank_account',
  clickpay: 'bank_account',
  online_banking: 'bank_account',
  paylater: 'paylater',
  checkout_page: 'other',
};
