import type { ChannelView, PaymentView, SavedMethodView, SessionCheckout } from '../../shared/api/views.ts';
import { CHANNELS, type ChannelCode } from '../../shared/channel.ts';
import { GROUP_OF_KIND } from '../../shared/channel-kind.ts';
import type { Instruction, InstructionKind, InstructionOf } from '../../shared/instruction.ts';
import { LIKELY_INSTRUCTION } from '../../shared/likely-instruction.ts';

/* What a BFF would answer, with every member a test does not care about filled in. */

/** Sunday 22 November 2026, 20:00 in Jakarta. */
export const START = Date.parse('2026-11-22T13:00:00.000Z');
export const HOUR = 3_600_000;
export const iso = (at: number): string => new Date(at).toISOString();

export function aChannel(code: ChannelCode, more: Partial<ChannelView> = {}): ChannelView {
  const { kind, label } = CHANNELS[code];
  return { code, kind, group: GROUP_OF_KIND[kind], label, savable: false, fields: [], ...more };
}

export const PHONE_FIELD = { name: 'phone', type: 'phone', required: true, label: 'Nomor ponsel' } as const;

export const CARD_IN_INSTALLMENTS = aChannel('card', {
  fields: [
    {
      name: 'installment',
      type: 'select',
      required: false,
      label: 'Cicilan',
      options: [
        { value: '1', label: 'Bayar penuh' },
        { value: '3', label: '3 bulan' },
        { value: '6', label: '6 bulan' },
        { value: '12', label: '12 bulan' },
      ],
    },
  ],
});

export const MANY_CHANNELS: readonly ChannelView[] = [
  aChannel('qris'),
  aChannel('ewallet_gopay', { savable: true }),
  aChannel('ewallet_ovo', { savable: true, fields: [PHONE_FIELD] }),
  aChannel('ewallet_dana', { savable: true }),
  aChannel('ewallet_shopeepay'),
  aChannel('ewallet_linkaja'),
  aChannel('va_bca'),
  aChannel('va_mandiri'),
  aChannel('va_bni'),
  aChannel('va_bri'),
  aChannel('va_permata'),
  aChannel('retail_alfamart', { notice: 'Kasir tutup pukul 22.00 WIB.' }),
  aChannel('retail_indomaret'),
  aChannel('card', { savable: true }),
  aChannel('direct_debit_bri'),
];

export const FEW_CHANNELS: readonly ChannelView[] = [
  aChannel('qris'),
  aChannel('va_bca'),
  aChannel('ewallet_ovo', { fields: [PHONE_FIELD] }),
];

export const aCheckout = (more: Partial<SessionCheckout> = {}): SessionCheckout => ({
  id: 'co_01jd0000000000000000000000',
  status: 'open',
  amount: 149_000,
  currency: 'IDR',
  country: 'ID',
  description: 'Kopi Gayo 250 g dan dripper',
  items: [
    { name: 'Kopi Gayo 250 g', quantity: 1, unitAmount: 89_000 },
    { name: 'Dripper keramik', quantity: 2, unitAmount: 30_000 },
  ],
  returnUrl: 'https://shop.test/thanks',
  expiresAt: iso(START + 24 * HOUR),
  savePayment: 'never',
  ...more,
});

export const aSavedMethod = (more: Partial<SavedMethodView> = {}): SavedMethodView => ({
  id: 'tok_01jd0000000000000000000000',
  channel: 'ewallet_ovo',
  label: 'OVO',
  masked: '•••• 1234',
  createdAt: iso(START - 24 * HOUR),
  ...more,
});

export const aPayment = (more: Partial<PaymentView> = {}): PaymentView => ({
  id: 'pay_01jd0000000000000000000001',
  channel: 'va_bca',
  status: 'requires_action',
  amount: 149_000,
  currency: 'IDR',
  expiresAt: iso(START + HOUR),
  instruction: usualInstruction(more.channel ?? 'va_bca'),
  refundedAmount: 0,
  createdAt: iso(START),
  updatedAt: iso(START),
  ...more,
});

/** A QRIS payload of tag, length and value, with the amount; its checksum is not verified here. */
const QRIS =
  '00020101021226610016ID.CO.SHOPEE.WWW01189360091800216005230208216005230303UME51440014ID.CO.QRIS.WWW0215ID10243119001' +
  '580303UME5204581453033605406149000' +
  '5802ID5911TOKO KASIR 6007JAKARTA61051211062070703A0163049C1F';

const PUSH_MS = 55_000;

/** One instruction of each kind, as given at a time. */
const instructionsAt = (at: number): { readonly [K in InstructionKind]: InstructionOf<K> } => ({
  redirect: { kind: 'redirect', url: 'https://wallet.test/pay/1', appUrl: 'dana://pay/1', method: 'GET' },
  form_post: { kind: 'form_post', action: 'https://bank.test/pay', fields: { token: 'one-time', submit: 'yes' } },
  virtual_account: {
    kind: 'virtual_account',
    bank: 'BCA',
    number: '381659999612345678',
    accountName: 'TOKO KASIR',
    guide: 'va_bca',
  },
  retail_code: {
    kind: 'retail_code',
    store: 'Alfamart',
    code: 'KSR7788990011',
    barcode: 'code128',
    hours: { closedFrom: '22:00', closedUntil: '01:00', timeZone: 'Asia/Jakarta' },
    guide: 'retail_alfamart',
  },
  qr: { kind: 'qr', format: 'qris', payload: QRIS },
  push: { kind: 'push', app: 'OVO', phone: '•••• 7890', respondBy: iso(at + PUSH_MS) },
  otp: { kind: 'otp', sentTo: '•••• 7890', length: 6 },
  none: { kind: 'none' },
});

export const INSTRUCTIONS = instructionsAt(START);

/** The customer types a card into the widget, and the browser posts it to the provider. */
export const CARD_FORM: InstructionOf<'form_post'> = {
  kind: 'form_post',
  action: 'https://provider.test/pay',
  fields: { reference: 'R-1', submit: 'one-time' },
  inputs: 'card',
  inputNames: { number: 'cardNo', expiry: 'cardExp', cvv: 'cardCvv', holder: 'cardHolder', email: 'cardEmail' },
  expiryFormat: 'YYMM',
};

/** What a payment on this channel asks of the customer, unless a test says otherwise. */
export function usualInstruction(code: ChannelCode, at = START): Instruction {
  const { kind, brand } = CHANNELS[code];
  const instruction = instructionsAt(at)[LIKELY_INSTRUCTION[kind]];
  if (instruction.kind === 'virtual_account') return { ...instruction, bank: brand, guide: code };
  if (instruction.kind === 'retail_code') return { ...instruction, store: brand, guide: code };
  return instruction;
}
