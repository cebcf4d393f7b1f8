import type { Messages } from './messages.ts';

export const messages: Messages = {
  loading: 'Nilo-load ang mga paraan ng pagbabayad…',
  total: 'Kabuuang babayaran',
  payBefore: (when) => `Magbayad bago ang ${when}`,
  orderItems: 'Detalye ng order',
  chooseHeading: 'Pumili ng paraan ng pagbabayad',
  groups: {
    qr: 'QR code',
    ewallet: 'E-wallet',
    bank_transfer: 'Bank transfer',
    store: 'Counter ng tindahan',
    card: 'Card',
    bank_account: 'Bank account',
    paylater: 'Bayaran sa susunod',
    other: 'Iba pa',
  },
  channels: {
    card: 'Credit / debit card',
    va_bank_transfer: 'Bank transfer',
    checkout_page: 'Pahina ng pagbabayad',
  },
  savedHeading: 'Naka-save',
  lastUsed: 'Huling ginamit',
  allOf: (count) => `Lahat ng ${count}`,
  search: 'Maghanap ng paraan',
  noMatch: (query) => `Walang paraan ng pagbabayad na tugma sa “${query}”.`,
  noChannels: 'Wala pang paraan para bayaran ang order na ito ngayon. Makipag-ugnayan sa tindahan.',
  pay: (amount) => `Magbayad ng ${amount}`,
  paying: 'Inihahanda ang iyong bayad…',
  secure: 'Ligtas at naka-encrypt na koneksyon',
  retry: 'Subukan ulit',
  errorHeading: 'Hindi ma-load ang pagbabayad',
  offline: 'Nawala ang koneksyon. Sinusubukan naming kumonekta ulit.',
  problems: {
    token_expired: 'Tapos na ang session ng pagbabayad. I-reload ang pahinang ito.',
    unreachable: 'Nawala ang koneksyon. Subukan ulit: hindi ka masisingil nang dalawang beses.',
    misconfigured: 'Hindi tama ang setup ng pahinang ito. Pakisabi sa tindahan.',
    part_missing:
      'May bahagi ng pahina na hindi ma-load. I-reload ito para magpatuloy: hindi mawawala ang nasimulan mong bayad.',
    other: 'Nagkaproblema sa panig namin. Subukan ulit.',
  },
};
