import { channelFacts } from '../../../../shared/channel.ts';
import type { Instruction } from '../../../../shared/instruction.ts';
import type { Instant } from '../../../payments/model/model.ts';
import { findChosen, type ChannelRow } from '../channels.ts';
import type { ReceivedFields } from '../read.ts';
import { fromWib } from '../wire/wib-time.ts';

/**
 * The number, code or QR that the customer pays with, from the response to a registration or an inquiry: the fields are
 * the same in both, so the same number gives the same instruction. `undefined` where there is none.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-virtual-account and its siblings
 */
export function numberInstruction(fields: ReceivedFields, payMethod: string, row: ChannelRow): Instruction | undefined {
  switch (payMethod) {
    case '02':
      return virtualAccount(fields, row);
    case '03':
      return storeCode(fields, row);
    case '08':
      return qr(fields);
    default:
      return undefined;
  }
}

/** When the number, code or QR expires; each payment method has fields of its own. */
export const expiryOf = (fields: ReceivedFields): Instant | undefined =>
  fromWib(fields.text('vacctValidDt'), fields.text('vacctValidTm')) ??
  fromWib(fields.text('payValidDt'), fields.text('payValidTm')) ??
  fromWib(fields.text('paymentExpDt'), fields.text('paymentExpTm'));

/** Banks without a channel of their own that the customer may choose on NICEPAY's page. */
const OTHER_BANKS: Readonly<Record<string, string>> = { BBBB: 'Permata Syariah' };

function virtualAccount(fields: ReceivedFields, row: ChannelRow): Instruction | undefined {
  const number = fields.text('vacctNo') ?? fields.text('bankVacctNo');
  if (number === undefined || !/^\d{4,30}$/.test(number)) return undefined;
  const code = fields.text('bankCd');
  const chosen = row.payMethod === '02' ? row : findChosen('02', code);
  if (chosen !== undefined) {
    return { kind: 'virtual_account', bank: channelFacts(chosen.channel).brand, number, guide: chosen.channel };
  }
  return {
    kind: 'virtual_account',
    bank: OTHER_BANKS[code ?? ''] ?? code ?? 'Bank',
    number,
    guide: 'va_bank_transfer',
  };
}

/** Codes vary in length and may have leading zeros, so the code stays a text. */
function storeCode(fields: ReceivedFields, row: ChannelRow): Instruction | undefined {
  const code = fields.text('payNo');
  if (code === undefined || !/^[A-Za-z0-9]{4,20}$/.test(code)) return undefined;
  const chosen = row.payMethod === '03' ? row : findChosen('03', fields.text('mitraCd'));
  // A chain that is not in our table belongs to the Alfamart group, so Alfamart's opening hours are the safe ones.
  const channel = chosen?.channel ?? 'retail_alfamart';
  const { brand, hours } = channelFacts(channel);
  return {
    kind: 'retail_code',
    store: brand,
    code,
    barcode: 'code128',
    biller: 'NICEPAY',
    ...(hours === undefined ? {} : { hours }),
    guide: channel,
  };
}

/** The text of the QR code. It is drawn in the customer's browser; NICEPAY's image is not used. */
function qr(fields: ReceivedFields): Instruction | undefined {
  const payload = fields.text('qrContent');
  return payload === undefined || payload.length > 2000 ? undefined : { kind: 'qr', format: 'qris', payload };
}
