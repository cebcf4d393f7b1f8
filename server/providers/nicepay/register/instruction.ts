import { channelFacts } from '../../../../shared/channel.ts';
import type { Instruction } from '../../../../shared/instruction.ts';
import type { Instant } from '../../../payments/model/model.ts';
import { findChosen, type ChannelRow } from '../channels.ts';
import type { Said } from '../read.ts';
import { fromWib } from '../wire/wib-time.ts';

/**
 * What the customer pays with, from a registration's answer or an inquiry's: the same words in both, so that the same
 * number is the same instruction. `undefined` where there is no number, code or QR text.
 */
export function numberInstruction(said: Said, payMethod: string, row: ChannelRow): Instruction | undefined {
  switch (payMethod) {
    case '02':
      return virtualAccount(said, row);
    case '03':
      return storeCode(said, row);
    case '08':
      return qr(said);
    default:
      return undefined;
  }
}

/** When it ends, where it is told; each way to pay has members of its own. */
export const endOf = (said: Said): Instant | undefined =>
  fromWib(said.text('vacctValidDt'), said.text('vacctValidTm')) ??
  fromWib(said.text('payValidDt'), said.text('payValidTm')) ??
  fromWib(said.text('paymentExpDt'), said.text('paymentExpTm'));

/** Banks that have no channel of their own, yet may be chosen on NICEPAY's page. */
const OTHER_BANKS: Readonly<Record<string, string>> = { BBBB: 'Permata Syariah' };

function virtualAccount(said: Said, row: ChannelRow): Instruction | undefined {
  const number = said.text('vacctNo') ?? said.text('bankVacctNo');
  if (number === undefined || !/^\d{4,30}$/.test(number)) return undefined;
  const code = said.text('bankCd');
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

/** Lengths vary and zeros may lead: the code stays a text. */
function storeCode(said: Said, row: ChannelRow): Instruction | undefined {
  const code = said.text('payNo');
  if (code === undefined || !/^[A-Za-z0-9]{4,20}$/.test(code)) return undefined;
  const chosen = row.payMethod === '03' ? row : findChosen('03', said.text('mitraCd'));
  // A chain we do not know belongs to Alfamart's group, so its hours are the safe ones to name.
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

/** The text of the QR: it is drawn in the customer's browser, never loaded from elsewhere. */
function qr(said: Said): Instruction | undefined {
  const payload = said.text('qrContent');
  return payload === undefined || payload.length > 2000 ? undefined : { kind: 'qr', format: 'qris', payload };
}
