import { brandOf } from './brand.ts';
import { onlyDigits } from './digits.ts';

/** `4111111111111111` → `4111 1111 1111 1111`; `378282246310005` → `3782 822463 10005`: as on the card. */
export function groupNumber(text: string): string {
  const digits = numberDigits(text);
  const parts: string[] = [];
  let at = 0;
  for (const size of brandOf(digits).groups) {
    if (at < digits.length) parts.push(digits.slice(at, at + size));
    at += size;
  }
  return parts.join(' ');
}

/** The digits of what was typed or pasted, at most as many as a card of its brand has. */
export function numberDigits(text: string): string {
  const digits = onlyDigits(text);
  return digits.slice(0, Math.max(...brandOf(digits).lengths));
}

/** Whether it can be a card number: of its brand's length, and with a correct check digit. */
export function isCardNumber(text: string): boolean {
  const digits = onlyDigits(text);
  return brandOf(digits).lengths.includes(digits.length) && passesLuhn(digits);
}

/** Luhn algorithm, ISO/IEC 7812-1 annex B: detects a mistyped digit and most swapped pairs. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 1; place <= digits.length; place += 1) {
    const value = Number(digits.at(-place)) * (place % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits !== '' && sum % 10 === 0;
}
