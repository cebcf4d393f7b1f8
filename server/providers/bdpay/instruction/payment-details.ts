import { channelFacts } from '../../../../shared/channel.ts';
import type { Instruction } from '../../../../shared/instruction.ts';
import type { ChannelRow } from '../channels.ts';
import { maskTail } from '../../mask-tail.ts';
import { safeWebUrl } from '../../safe-url.ts';
import type { Fields } from '../wire/fields.ts';

/**
 * The fields in which the payment details may be, the likeliest first. Only `vaNumber` and the link's `url` are
 * documented; the form of a value tells what it is.
 *
 * @see https://document.bdpay.co.id, "create payment order", response
 */
const FIELDS = [
  ...['vaNumber', 'qrString', 'qrCode', 'qrcode', 'qrContent'],
  ...['payCode', 'paymentCode', 'accountNumber'],
  ...['url', 'payUrl', 'paymentUrl'],
];

/** Some values are enclosed in backticks or blanks. */
const bare = (value: string): string => value.replaceAll('`', ' ').trim();

const QR_TEXT = /^000201[\x20-\x7e]{20,1000}$/;
const NUMBER = /^[A-Za-z0-9]{4,40}$/;

/** What the customer does next, from the answer to an order that is not a push. `undefined`: no value fits. */
export function toInstruction(row: ChannelRow, fields: Fields, base: URL): Instruction | undefined {
  const values = FIELDS.map((name) => bare(fields.get(name) ?? '')).filter((value) => value !== '');
  if (row.flow === 'number') {
    const number = values.find((value) => NUMBER.test(value));
    if (number !== undefined) return toNumber(row, number, fields.get('name') ?? undefined);
  }
  const qr = values.find((value) => QR_TEXT.test(value));
  if (qr !== undefined) return { kind: 'qr', format: row.channel.replace(/^ewallet_/, ''), payload: qr };
  const url = values.map((value) => safeWebUrl(value, base)).find((value) => value !== undefined);
  return url === undefined ? undefined : { kind: 'redirect', url, method: 'GET' };
}

function toNumber({ channel }: ChannelRow, number: string, accountName: string | undefined): Instruction {
  const { kind, brand, hours } = channelFacts(channel);
  if (kind !== 'retail') {
    return {
      kind: 'virtual_account',
      bank: brand,
      number,
      ...(accountName === undefined ? {} : { accountName }),
      guide: channel,
    };
  }
  return {
    kind: 'retail_code',
    store: brand,
    code: number,
    barcode: 'code128',
    ...(hours === undefined ? {} : { hours }),
    guide: channel,
  };
}

/** The customer approves in the wallet's app. The last four digits show which phone it is. */
export const pushInstruction = ({ channel }: ChannelRow, phone: string, respondBy: number): Instruction => ({
  kind: 'push',
  app: channelFacts(channel).brand,
  phone: maskTail(phone),
  respondBy: new Date(respondBy).toISOString(),
});
