import { dateAndTime, type FlatFields } from './answer.ts';
import type { Transaction } from './records.ts';

/** The number or code that the customer pays with, as in registrations, inquiries and notifications. */
export function numberFields({ method, partner, number, qrText, expiresAt }: Transaction): FlatFields {
  // On NICEPAY's page there is none before the customer has chosen.
  const isAccount = method === '02' && number !== undefined;
  const isStoreCode = method === '03' && number !== undefined;
  return {
    bankCd: isAccount ? (partner ?? null) : null,
    vacctNo: isAccount ? (number ?? null) : null,
    ...dateAndTime('vacctValid', isAccount ? expiresAt : undefined),
    mitraCd: method === '02' ? null : (partner ?? null),
    payNo: isStoreCode ? (number ?? null) : null,
    ...dateAndTime('payValid', isStoreCode ? expiresAt : undefined),
    ...dateAndTime('paymentExp', method === '08' && qrText !== undefined ? expiresAt : undefined),
  };
}
