const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/**
 * Whether a text holds what looks like a card number: 13 to 19 digits, with or without spaces or dashes in between,
 * whose check digit is right. Phone numbers in the form we ask for (`+62…`, `08…`) are none: no card begins with a zero
 * or a plus.
 */
export function holdsCardNumber(text: string): boolean {
  const plain = text.normalize('NFKC');
  return (plain.match(/\+?\d+(?:[ .\-\u2010-\u2015]?\d+)*/g) ?? []).some(runHoldsCardNumber);
}

/** A run may be longer than the number in it: an expiry may follow, or a quantity go before. */
function runHoldsCardNumber(run: string): boolean {
  const isPhone = run.startsWith('+') && run.replace(/\D/g, '').length <= 15;
  if (isPhone) return false;
  const groups = run.match(/\d+/g) ?? [];
  for (let from = 0; from < groups.length; from += 1) {
    let digits = '';
    for (const group of groups.slice(from)) {
      digits += group;
      if (digits.length > MAX_DIGITS) {
        if (group === digits && startsWithCardNumber(digits)) return true;
        break;
      }
      if (digits.length >= MIN_DIGITS && isCardNumber(digits)) return true;
    }
  }
  return false;
}

/** Twenty digits and more without a break: a number with its expiry behind it, written in one. */
const startsWithCardNumber = (digits: string): boolean =>
  [16, 15, 19].some((length) => isCardNumber(digits.slice(0, length)));

/** Phone numbers of our countries, written without their plus, begin with a 6 and have at most 15 digits. */
const isCardNumber = (digits: string): boolean => /^(?:[2-5]|6\d{15})/.test(digits) && luhnHolds(digits);

function luhnHolds(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
