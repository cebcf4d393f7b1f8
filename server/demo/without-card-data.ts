/**
 * A form as it may be kept on disk. People try real cards where they should not: of a card number only the first six
 * and the last four digits stay, with a check digit in between so that it still passes as one; of a security code only
 * its length. The providers' test cards have zeros there anyway and stay as they are.
 */
export function withoutCardData(body: string, contentType: string): string {
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return body;
  const form = new URLSearchParams(body);
  for (const [name, value] of [...form]) {
    const digits = value.replaceAll(/[\s-]/g, '');
    // Its fourteen digits may add up like a card's, and are signed.
    if (name === 'timeStamp') continue;
    if (/^(card)?cv[a-z]*$/i.test(name)) form.set(name, value.replaceAll(/\d/g, '0'));
    else if (/^\d{13,19}$/.test(digits) && isCardNumber(digits)) form.set(name, masked(digits));
  }
  return form.toString();
}

function masked(digits: string): string {
  const [first, last] = [digits.slice(0, 6), digits.slice(-4)];
  const zeros = '0'.repeat(digits.length - 11);
  // One of ten digits in this place makes the sum right.
  const fitting = Array.from({ length: 10 }, (_, digit) => `${first}${digit}${zeros}${last}`).find(isCardNumber);
  return fitting ?? digits.replaceAll(/\d/g, '0');
}

/** By Luhn's sum. */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}
