import type { Messages } from './messages.ts';

export const messages: Messages = {
  loading: 'Loading ways to pay…',
  total: 'Total to pay',
  payBefore: (when) => `Pay before ${when}`,
  orderItems: 'Order details',
  chooseHeading: 'Choose how to pay',
  groups: {
    qr: 'QR code',
    ewallet: 'E-wallet',
    bank_transfer: 'Bank transfer',
    store: 'Store counter',
    card: 'Card',
    bank_account: 'Bank account',
    paylater: 'Pay later',
    other: 'Other',
  },
  savedHeading: 'Saved',
  search: 'Search ways to pay',
  noMatch: (query) => `No way to pay matches “${query}”.`,
  noChannels: 'There is no way to pay this order at the moment. Please contact the shop.',
  pay: (amount) => `Pay ${amount}`,
  paying: 'Preparing your payment…',
  secure: 'Secure, encrypted connection',
  retry: 'Try again',
  errorHeading: 'The payment cannot be loaded',
  offline: 'Connection lost. We keep trying to reconnect.',
  problems: {
    token_expired: 'The payment session has ended. Reload this page to go on.',
    unreachable: 'Connection lost. Please try again: you will not be charged twice.',
    other: 'Something went wrong on our side. Please try again.',
  },
};
