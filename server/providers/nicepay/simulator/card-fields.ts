import type { FlatFields } from './answer.ts';
import type { Transaction } from './records.ts';

/** The fields that only a card has; `null` for every other payment method. */
export function cardFields({
  card,
  order,
  kind,
  authNo,
  recurringToken,
  preauthToken,
  method,
}: Transaction): FlatFields {
  const isCard = method === '01';
  const isPaid = card !== undefined && kind !== undefined;
  return {
    authNo: isPaid ? (authNo ?? null) : null,
    issuBankCd: isPaid ? 'BMRI' : null,
    issuBankNm: isPaid ? 'Bank Mandiri' : null,
    acquBankCd: isPaid ? 'BMRI' : null,
    acquBankNm: isPaid ? 'Bank Mandiri' : null,
    cardNo: isPaid ? card.masked : null,
    cardExpYymm: isPaid ? card.expiry : null,
    instmntMon: isCard ? (order['instmntMon'] ?? '1') : null,
    instmntType: isCard ? (order['instmntType'] ?? '1') : null,
    preauthToken: preauthToken ?? null,
    recurringToken: recurringToken ?? null,
    ccTransType: isCard ? (kind ?? null) : null,
    vat: order['vat'] ?? null,
    fee: order['fee'] ?? null,
    notaxAmt: order['notaxAmt'] ?? null,
  };
}
