import type { ChannelCode } from '../../../shared/channel.ts';
import type { InstructionKind } from '../../../shared/instruction.ts';
import { CARD_FORM, INSTRUCTIONS, usualInstruction } from '../../../widget/testing/index.ts';
import type { DeviceName } from '../device.ts';
import { slotted } from '../slotted.ts';
import type { GalleryState, Stage, States } from '../state.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PAYING: Readonly<Record<InstructionKind, ChannelCode>> = {
  virtual_account: 'va_bca',
  retail_code: 'retail_alfamart',
  qr: 'qris',
  redirect: 'ewallet_dana',
  form_post: 'card',
  push: 'ewallet_ovo',
  otp: 'direct_debit_bri',
  none: 'va_bca',
};

const paying = (kind: InstructionKind, more: Omit<GalleryState, 'fake'> = {}): GalleryState => ({
  fake: { payment: { channel: PAYING[kind], instruction: INSTRUCTIONS[kind] } },
  ...more,
});

const cardForm = (more: Omit<GalleryState, 'fake'> = {}): GalleryState => ({
  fake: { payment: { channel: 'card', instruction: CARD_FORM } },
  ...more,
});

const on = (device: DeviceName): { readonly device: DeviceName } => ({ device });

/** The payment as it would be this long before it expires. */
const left =
  (ms: number) =>
  async ({ fake, find }: Stage): Promise<void> => {
    fake.report({ expiresAt: new Date(fake.now + ms).toISOString() });
    await find('[data-short]');
  };

const CLOSED = { closedFrom: '00:00', closedUntil: '23:59', timeZone: 'Asia/Jakarta' };

/** Every kind, so that a new one does not compile without a state. */
export const INSTRUCTION_STATES: Readonly<Record<InstructionKind, States>> = {
  virtual_account: {
    'on a desktop': paying('virtual_account', on('desktop')),
    'on a phone': paying('virtual_account', on('android')),
    'a bill with a biller code': {
      fake: {
        payment: {
          channel: 'va_mandiri',
          instruction: { ...INSTRUCTIONS.virtual_account, bank: 'Mandiri', billerCode: '70012', guide: 'va_mandiri' },
        },
      },
    },
    'with a QR code': {
      fake: {
        checkout: { amount: 250_000, currency: 'VND', country: 'VN' },
        payment: { instruction: { ...INSTRUCTIONS.virtual_account, qrPayload: INSTRUCTIONS.qr.payload } },
      },
    },
    'the number copied': paying('virtual_account', { act: (stage) => stage.press('[part~=copy-button]') }),
    'of a day, saved as a picture': paying('virtual_account', {
      ...on('desktop'),
      prepare: (fake) => {
        fake.payment &&= { ...fake.payment, expiresAt: new Date(fake.now + DAY).toISOString() };
      },
      act: async (stage) => {
        await stage.press('.tool');
        await stage.find('.tools-note');
      },
    }),
    'little time left': paying('virtual_account', { act: left(4 * MINUTE) }),
    'inside Facebook, where nothing can be saved': paying('virtual_account', {
      ...on('facebook'),
      act: async (stage) => {
        await stage.press('.tool');
        await stage.find('.tools-note');
      },
    }),
    'on a page from right to left': paying('virtual_account', { direction: 'rtl' }),
    'shown by the shop itself': paying('virtual_account', {
      furnish: (element) =>
        element.append(
          slotted('instruction-virtual_account', 'Transfer to 8808 1234 5678 9012, as on the label of your parcel.'),
        ),
    }),
  },
  retail_code: {
    'a store that is open': {
      fake: { payment: { channel: 'retail_indomaret', instruction: usualInstruction('retail_indomaret') } },
    },
    'a store that is closed now': {
      fake: { payment: { channel: 'retail_alfamart', instruction: { ...INSTRUCTIONS.retail_code, hours: CLOSED } } },
    },
    'without a barcode, for another biller': {
      fake: {
        payment: {
          channel: 'retail_alfamart',
          instruction: {
            kind: 'retail_code',
            store: 'Alfamart',
            code: 'KSR7788990011',
            biller: 'PLASAMALL',
            guide: 'retail_alfamart',
          },
        },
      },
    },
  },
  qr: {
    'on a desktop': paying('qr', on('desktop')),
    'on an Android phone': paying('qr', on('android')),
    'on an iPhone': paying('qr', on('iphone')),
  },
  redirect: {
    'on a desktop': paying('redirect', on('desktop')),
    'on a phone with the app': paying('redirect', on('android')),
    'inside Instagram': paying('redirect', on('instagram')),
    'come back from the page': paying('redirect', { returned: true }),
    'an address that is none': {
      fake: {
        payment: { channel: 'ewallet_dana', instruction: { kind: 'redirect', url: 'javascript:1', method: 'GET' } },
      },
    },
  },
  form_post: {
    'a form without fields': paying('form_post'),
    'a card to type in': cardForm(),
    'a card, typed': cardForm({
      act: async (stage) => {
        await stage.fill('[autocomplete=cc-number]', '4242 4242 4242 4242');
        await stage.fill('[autocomplete=cc-exp]', '1229');
      },
    }),
    'a card that is wrong': cardForm({
      act: async (stage) => {
        await stage.fill('[autocomplete=cc-number]', '4242 4242 4242 4241');
        await stage.press('[part~=pay-button]');
        await stage.find('.fault');
      },
    }),
    'come back from the bank': cardForm({ returned: true }),
  },
  push: {
    'waiting for the app': paying('push', {
      prepare: (fake) => {
        fake.payment &&= { ...fake.payment, instruction: usualPush(fake.now + 55_000) };
      },
    }),
    'not answered in time': paying('push', {
      prepare: (fake) => {
        fake.payment &&= { ...fake.payment, instruction: usualPush(fake.now - 1_000) };
      },
    }),
  },
  otp: {
    'to type in': paying('otp'),
    'too short': paying('otp', {
      act: async (stage) => {
        await stage.fill('#otp', '12');
        await stage.press('form .primary');
        await stage.find('.fault');
      },
    }),
    wrong: {
      fake: { otp: '123456', payment: { channel: 'direct_debit_bri', instruction: INSTRUCTIONS.otp } },
      act: async (stage) => {
        await stage.fill('#otp', '654321');
        await stage.press('form .primary');
        await stage.find('.fault');
      },
    },
    'sent again': paying('otp', {
      act: async (stage) => {
        await stage.press('form .secondary');
        await stage.find('form .secondary[aria-disabled=false]');
      },
    }),
  },
  none: { 'nothing to do': paying('none') },
};

const usualPush = (respondBy: number) => ({ ...INSTRUCTIONS.push, respondBy: new Date(respondBy).toISOString() });

const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/** What can happen beside any instruction. */
export const CONNECTION: States = {
  'offline with a number on the screen': paying('virtual_account', {
    act: async ({ fake, element, find }) => {
      const status = await find('[part~=status]');
      const before = status.textContent;
      fake.goOffline();
      while (status.textContent === before && element.isConnected) await nextFrame();
    },
  }),
  'the token has ended with a number on the screen': paying('virtual_account', {
    act: async (stage) => {
      stage.fake.endToken();
      await stage.element.refresh();
      await stage.find('[part~=error] *');
    },
  }),
};
