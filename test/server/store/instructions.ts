import type { Instruction } from '../../../shared/instruction.ts';

/** At least one of each kind. */
export const INSTRUCTIONS: readonly Instruction[] = [
  { kind: 'redirect', url: 'https://bank.example/pay', appUrl: 'kplus://pay', method: 'GET' },
  {
    kind: 'form_post',
    action: 'https://bank.example/card',
    fields: { once: '1' },
    inputs: 'card',
    inputNames: { number: 'n', expiry: 'e', cvv: 'c', holder: 'h', email: 'm' },
    expiryFormat: 'YYMM',
  },
  { kind: 'virtual_account', bank: 'BCA', number: '8077700012', accountName: 'Toko', guide: 'va_bca' },
  { kind: 'virtual_account', bank: 'Mandiri', number: '778347787706', billerCode: '70012', guide: 'va_mandiri_bill' },
  {
    kind: 'retail_code',
    store: 'Alfamart',
    code: 'ABC123',
    barcode: 'code128',
    biller: 'NICEPAY',
    hours: { closedFrom: '22:00', closedUntil: '07:00', timeZone: 'Asia/Jakarta' },
    guide: 'retail_alfamart',
  },
  { kind: 'qr', format: 'qris', payload: '00020101' },
  { kind: 'push', app: 'OVO', phone: '••••2000', respondBy: '2026-04-01T05:00:55.000Z' },
  { kind: 'otp', sentTo: '••••2000', length: 6 },
  { kind: 'none' },
];
