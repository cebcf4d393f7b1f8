import type { Currency } from '../../../shared/money.ts';
import { toMajorText } from '../../../shared/money.ts';

const NUMERIC: Readonly<Record<Currency, string>> = {
  IDR: '360',
  PHP: '608',
  THB: '764',
  VND: '704',
  MYR: '458',
  SGD: '702',
};

const SCHEME: Readonly<Record<string, readonly [tag: string, id: string]>> = {
  ID: ['26', 'ID.CO.QRIS.WWW'],
  PH: ['28', 'com.p2pqrpay'],
  TH: ['30', 'A000000677010112'],
  VN: ['38', 'A000000727'],
  MY: ['26', 'A0000006150001'],
  SG: ['26', 'SG.PAYNOW'],
};

const field = (tag: string, value: string): string => `${tag}${String(value.length).padStart(2, '0')}${value}`;

/** CRC-16 as EMVCo's merchant QR wants it: polynomial 0x1021, start 0xFFFF, four capital hexadecimal digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** The text of a merchant-presented QR: one purchase with an amount, or an open one that is paid again and again. */
export function qrText(order: {
  readonly country: string;
  readonly currency: Currency;
  readonly amount?: number | undefined;
  /** Digits that name the purchase. */
  readonly purchase: string;
}): string {
  const [tag, scheme] = SCHEME[order.country] ?? ['26', 'SIM.QR'];
  const text = [
    field('00', '01'),
    field('01', order.amount === undefined ? '11' : '12'),
    field(tag, field('00', scheme) + field('01', order.purchase)),
    field('52', '5399'),
    field('53', NUMERIC[order.currency]),
    order.amount === undefined ? '' : field('54', toMajorText({ amount: order.amount, currency: order.currency })),
    field('58', order.country),
    field('59', 'KASIR SIMULATOR'),
    field('60', 'JAKARTA'),
    field('62', field('01', order.purchase)),
    '6304',
  ].join('');
  return text + crc16(text);
}
