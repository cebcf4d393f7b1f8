import { CHANNEL_CODES } from '../../../shared/channel.ts';
import {
  aChannel,
  aSavedMethod,
  problem,
  type FakeBffOptions,
  type InstalledFakeBff,
} from '../../../widget/testing/index.ts';
import { slotted } from '../slotted.ts';
import type { GalleryState, Stage, States } from '../state.ts';

const SEARCH = 'input[type=search]';
const PAY = '[part~=pay-button]';
const PAYMENTS = '/v1/session/payments';

const MANY = CHANNEL_CODES.slice(0, 16);
const PHONE = { name: 'phone', type: 'phone', required: true, label: 'Phone number' } as const;

/** The list as the customer first sees it. */
export const LIST: States = {
  'a short list': { fake: { channels: ['qris', 'va_bca', 'ewallet_dana'] } },
  'a long list': { fake: { channels: MANY } },
  '40 channels': { fake: { channels: CHANNEL_CODES.slice(0, 40) } },
  'one channel only': {
    fake: { channels: ['va_bca'] },
    act: async ({ find }) => {
      await find('.panel');
    },
  },
  'saved methods': {
    fake: {
      savedMethods: [
        aSavedMethod(),
        aSavedMethod({ id: 'tok_2', channel: 'card', label: 'Visa', masked: '•••• 4242' }),
      ],
    },
  },
  'no channel': { fake: { channels: [] } },
  'an order without a description': { fake: { checkout: { description: undefined, items: undefined } } },
  'very long names': {
    fake: {
      checkout: {
        description: 'Paket lengkap peralatan seduh kopi manual untuk pemula dan penikmat, dengan garansi satu tahun',
        items: [
          {
            name: 'Supercalifragilisticexpialidocious-Kaffeemaschinenentkalkungstabletten',
            quantity: 12,
            unitAmount: 9_000,
          },
        ],
      },
      channels: [
        aChannel('checkout_page', {
          label: 'Halaman pembayaran milik penyedia jasa dengan nama yang amat sangat panjang',
        }),
        aChannel('retail_alfamart', {
          notice: 'Kasir tutup pukul 22.00 sampai 01.00 WIB, dan pada hari raya nasional.',
        }),
      ],
    },
    act: (stage) => stage.press('summary'),
  },
  'another currency': {
    fake: {
      checkout: { amount: 12_345_678, currency: 'MYR', country: 'MY' },
      channels: CHANNEL_CODES.filter((code) => code.startsWith('fpx')).slice(0, 6),
    },
  },
};

const WIDE_LOGO = new URL('../page/logos/wide.svg', import.meta.url).href;
const SQUARE_LOGO = new URL('../page/logos/square.svg', import.meta.url).href;

/** What the shop's page makes of the list. */
export const OWN_LISTS: States = {
  'the channel that was last used comes first': { fake: { channels: MANY }, lastChannel: 'va_bni' },
  'a note and a fee line': {
    fake: { channels: ['qris', 'va_bca', 'ewallet_dana', 'card'] },
    furnish: (element) => {
      element.arrangeChannels = (channels) =>
        channels.map(({ code, label, group }) => ({
          code,
          label,
          group,
          ...(code === 'qris' ? { note: 'Confirmed within seconds' } : {}),
          ...(code === 'card' ? { note: 'Visa, Mastercard, JCB', fee: '+ Rp 4.500' } : {}),
          ...(code === 'va_bca' ? { fee: '+ Rp 4.000' } : {}),
        }));
    },
  },
  'logos of the shop': {
    fake: { channels: ['qris', 'va_bca', 'va_bni', 'ewallet_dana'] },
    furnish: (element) => {
      element.logos = { qris: WIDE_LOGO, va_bca: WIDE_LOGO, ewallet_dana: SQUARE_LOGO };
    },
  },
  'a page from right to left': {
    fake: { channels: MANY },
    direction: 'rtl',
    act: (stage) => stage.select('va_bca'),
  },
  'a colour of the shop': {
    fake: { channels: ['qris', 'va_bca', 'ewallet_dana'] },
    attributes: { style: '--kasir-color-accent: #ffb300' },
    act: (stage) => stage.select('qris'),
  },
};

export const SEARCHES: States = {
  'a search that finds some': { fake: { channels: MANY }, act: (stage) => stage.fill(SEARCH, 'bca') },
  'a search that finds nothing': { fake: { channels: MANY }, act: (stage) => stage.fill(SEARCH, 'xyz') },
};

const opened = (fake: FakeBffOptions, act?: (stage: Stage) => Promise<void>): GalleryState => ({
  fake,
  act: async (stage) => {
    const [first] = stage.fake.channels;
    if (first) await stage.select(first.code);
    await act?.(stage);
  },
});

/** The selected row, open. */
export const PANELS: States = {
  'nothing to fill in': opened({ channels: ['va_bca', 'qris'] }),
  'a phone number': opened({ channels: [aChannel('ewallet_ovo', { fields: [PHONE] }), 'qris'] }),
  'every type of field': opened({
    channels: [
      aChannel('direct_debit_bri', {
        fields: [
          { name: 'name', type: 'text', required: true, label: 'Name on the account' },
          PHONE,
          { name: 'email', type: 'email', required: false, label: 'E-mail' },
          {
            name: 'bank',
            type: 'select',
            required: true,
            label: 'Branch',
            options: [
              { value: '1', label: 'Jakarta' },
              { value: '2', label: 'Bandung' },
            ],
          },
        ],
      }),
    ],
  }),
  'fields that are wrong': opened(
    {
      channels: [
        aChannel('ewallet_ovo', { fields: [PHONE, { name: 'email', type: 'email', required: true, label: 'E-mail' }] }),
        'qris',
      ],
    },
    async (stage) => {
      await stage.fill('#field-phone', '12');
      await stage.press(PAY);
      await stage.find('.fault');
    },
  ),
  instalments: opened({
    channels: [
      aChannel('card', {
        fields: [
          {
            name: 'installment',
            type: 'select',
            required: false,
            label: 'Instalments',
            options: ['1', '3', '6', '12'].map((value) => ({ value, label: value })),
          },
        ],
      }),
    ],
  }),
  'an offer to save': opened({
    checkout: { savePayment: 'offer' },
    channels: [aChannel('ewallet_dana', { savable: true })],
  }),
  'saving is required': opened({
    checkout: { savePayment: 'require' },
    channels: [aChannel('ewallet_dana', { savable: true })],
  }),
  'a counter that is closed now': opened({
    channels: [aChannel('retail_alfamart', { notice: 'The tills are closed now.' }), 'retail_indomaret'],
  }),
  'a view of the shop': {
    ...opened({ channels: ['va_bca', 'qris'] }),
    furnish: (element) => element.append(slotted('channel-va_bca', 'Paid before 3 pm, it is sent today.')),
  },
};

const refused = (code: Parameters<typeof problem>[0], headers?: Readonly<Record<string, string>>): GalleryState => ({
  fake: { channels: ['qris', 'va_bca'] },
  prepare: (fake) => fake.answerNext('POST', PAYMENTS, () => problem(code, undefined, headers)),
  act: async (stage) => {
    await stage.select('qris');
    await stage.press(PAY);
    await stage.find('[part~=error] *');
  },
});

/** What can go wrong while the list is there. */
export const LIST_ERRORS: States = {
  'nothing chosen': {
    act: async (stage) => {
      // The part that checks the choice is loaded with the first channel.
      await stage.press(PAY);
      await stage.find('[part~=error] *');
    },
  },
  'the provider rejects it': refused('provider_rejected'),
  'the provider is down': refused('provider_unavailable'),
  'the channel is gone': refused('channel_unavailable'),
  'too many attempts': refused('rate_limited', { 'retry-after': '60' }),
  'being requested': {
    fake: { channels: ['qris', 'va_bca'] },
    prepare: (fake) => fake.answerNext('POST', PAYMENTS, () => new Promise(() => {})),
    act: async (stage) => {
      await stage.select('qris');
      await stage.press(PAY);
      await stage.find('[part~=pay-button][aria-disabled=true]');
    },
  },
  'the token has ended': {
    act: async (stage) => {
      stage.fake.endToken();
      await stage.element.refresh();
      await stage.find('[part~=error] *');
    },
  },
};

/** However the session is read. */
const answerSession = (fake: InstalledFakeBff, answer: () => Response | Promise<Response>): void => {
  for (const method of ['GET', 'POST'] as const) fake.answerNext(method, '/v1/session', answer);
};

/** Before there is a list, or instead of it. */
export const STARTS: States = {
  skeleton: { skeleton: true, prepare: (fake) => answerSession(fake, () => new Promise(() => {})) },
  'nothing found': { prepare: (fake) => answerSession(fake, () => problem('not_found')) },
  'token of another server': {
    prepare: (fake) => {
      fake.foreign = true;
      fake.token = 'another';
    },
    attributes: { token: 'foreign' },
  },
  'not set up': { detached: true },
};
