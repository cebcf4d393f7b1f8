import type { Instant } from '../../../payments/model/model.ts';
import { ApiError } from './api-error.ts';
import { TEST_CARDS } from './test-cards.ts';
import { parseWib } from './wib.ts';

/** A card as the simulator keeps it: without the full number and the CVV. */
export interface Card {
  /** `44342600****0008` */
  readonly masked: string;
  readonly network: 'VISA' | 'MASTERCARD' | 'JCB' | 'AMEX' | 'OTHER';
  /** `YYMM` */
  readonly expiry: string;
  readonly holder: string;
  readonly challenged: boolean;
  readonly rejection?: { readonly code: string; readonly message: string } | undefined;
}

interface CardInput {
  readonly number: string;
  readonly expiry: string;
  readonly cvv: string;
  readonly holder: string;
}

/**
 * Reads a card, and keeps neither its full number nor the CVV.
 *
 * @throws {ApiError} with the result code of what is wrong with it
 */
export function readCard({ number, expiry, cvv, holder }: CardInput, at: Instant): Card {
  if (!/^\d{13,19}$/.test(number) || !passesLuhn(number)) throw new ApiError('14', 'Invalid card number');
  if (!/^\d\d(0[1-9]|1[0-2])$/.test(expiry)) throw new ApiError('9160', 'The expiry date must be YYMM');
  if (!/^\d{3,4}$/.test(cvv)) throw new ApiError('9150', 'The CVV has three or four digits');
  if (!/^[A-Za-z ]{1,45}$/.test(holder)) throw new ApiError('9158', 'The card holder name has letters and spaces only');
  if (hasExpired(expiry, at)) throw new ApiError('54', 'Expired card');
  const { code, message = '', challenged = true } = TEST_CARDS.find((one) => one.number === number) ?? {};
  return {
    masked: `${number.slice(0, 8)}****${number.slice(-4)}`,
    network: networkOf(number),
    expiry,
    holder,
    challenged,
    rejection: code === undefined ? undefined : { code, message },
  };
}

const passesLuhn = (number: string): boolean => {
  const sum = [...number].reverse().reduce((total, character, i) => {
    const digit = Number(character) * (i % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
};

/** A card is valid until the last day of its month, in Jakarta. */
function hasExpired(yymm: string, at: Instant): boolean {
  const [year, month] = [2000 + Number(yymm.slice(0, 2)), Number(yymm.slice(2))];
  const next = month === 12 ? `${year + 1}0101` : `${year}${String(month + 1).padStart(2, '0')}01`;
  return (parseWib(next, '000000') ?? 0) <= at;
}

function networkOf(number: string): Card['network'] {
  if (number.startsWith('4')) return 'VISA';
  if (/^3[47]/.test(number)) return 'AMEX';
  if (number.startsWith('35')) return 'JCB';
  return /^5|^2[2-7]/.test(number) ? 'MASTERCARD' : 'OTHER';
}

/** The 3-D Secure password of every card. */
export const CARD_PASSWORD = '123456';
