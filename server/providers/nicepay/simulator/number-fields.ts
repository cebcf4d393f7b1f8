import { dateAndTime, type FlatFields } from './answer.ts';
import type { Transaction } from './records.ts';

/** What a customer pays with, as registrations, inquiries and notifications alike name it. */
export function numberFields({ method, partner, number, qrText, expiresAt }: Transaction): FlatFields {
  // On a page nothing is there before the customer has chosen.
  const isAccount = method === '02' && number !== undefined;
  const isBill = method === '03' && number !== undefined;
  return {
    bankCd: isAccount ? (partner ?? null) : null,
    vacctNo: isAccount ? (number ?? null) : null,
    ...dateAndTime('vacctValid', isAccount ? expiresAt : undefined),
    mitraCd: method === '02' ? null : (partner ?? null),
    payNo: isBill ? (number ?? null) : null,
    ...dateAndTime('payValid', isBill ? expiresAt : undefined),
    ...dateAndTime('paymentExp', method === '08' && qrText !== undefined ? expiresAt : undefined),
  };
}
