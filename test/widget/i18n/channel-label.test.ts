import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHANNEL_CODES, CHANNELS, type ChannelCode } from '../../../shared/channel.ts';
import { LANGUAGES, type Language } from '../../../shared/language.ts';
import { channelLabel } from '../../../widget/i18n/channel-label.ts';
import { loadMessages } from '../../../widget/i18n/load-messages.ts';

const labelIn = async (locale: Language, code: ChannelCode): Promise<string> =>
  channelLabel(await loadMessages(locale), code, CHANNELS[code].label);

const SAMPLES: readonly (readonly [ChannelCode, Readonly<Record<Language, string>>])[] = [
  [
    'va_bca',
    {
      id: 'BCA Virtual Account',
      en: 'BCA Virtual Account',
      th: 'บัญชีเสมือน BCA',
      vi: 'Tài khoản ảo BCA',
      ms: 'Akaun maya BCA',
      fil: 'BCA Virtual Account',
      zh: 'BCA 虚拟账户',
    },
  ],
  [
    'card',
    {
      id: 'Kartu kredit / debit',
      en: 'Credit / debit card',
      th: 'บัตรเครดิต / เดบิต',
      vi: 'Thẻ tín dụng / ghi nợ',
      ms: 'Kad kredit / debit',
      fil: 'Credit / debit card',
      zh: '信用卡 / 借记卡',
    },
  ],
  [
    'mobile_banking_scb',
    {
      id: 'SCB Mobile Banking',
      en: 'SCB Mobile Banking',
      th: 'แอปธนาคาร SCB',
      vi: 'Ứng dụng ngân hàng SCB',
      ms: 'Perbankan mudah alih SCB',
      fil: 'SCB Mobile Banking',
      zh: 'SCB 手机银行',
    },
  ],
];

test('a channel’s name is in the customer’s language', async () => {
  for (const [code, names] of SAMPLES)
    for (const locale of LANGUAGES) assert.equal(await labelIn(locale, code), names[locale]);
});

test('brands have the same name in every language, and every name holds the brand', async () => {
  for (const locale of LANGUAGES)
    for (const code of CHANNEL_CODES) {
      const { brand, label, kind } = CHANNELS[code];
      const name = await labelIn(locale, code);
      if (kind === 'card' || kind === 'checkout_page' || code === 'va_bank_transfer') continue;
      assert.ok(name.includes(brand), `${code} in ${locale}: ${name}`);
      if (brand === label) assert.equal(name, label);
    }
});

test('a code that no language knows keeps the session’s label', async () => {
  for (const locale of LANGUAGES)
    assert.equal(channelLabel(await loadMessages(locale), 'ewallet_new', 'New Wallet'), 'New Wallet');
});
