/**
 * A form without the data of a real card that somebody entered by mistake: of a card number the first six and last four
 * digits stay, with a valid check digit in between; of a security code its length. The providers' test cards have zeros
 * there and stay as they are.
 */
export function withoutCardData(body: string, contentType: string): string {
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return body;
  const form = new URLSearchParams(body);
  for (const [name, value] of [...form]) {
    const digits = value.replaceAll(/[\s-]/g, '');
    // Its fourteen digits can pass as a card number, and are signed.
    if (name === 'timeStamp') continue;
    if (/^(card)?cv[a-z]*$/i.test(name)) form.set(name, value.replaceAll(/\d/g, '0'));
    else if (/^\d{13,19}$/.test(digits) && isCardNumber(digits)) form.set(name, masked(digits));
  }
  return form.toString();
}

function masked(digits: string): string {
  const [first, last] = [digits.slice(0, 6), digits.slice(-4)];
  const zeros = '0'.repeat(digits.length - 11);
  // One of the ten digits in this place makes the check digit valid.
  const fitting = Array.from({ length: 10 }, (_, digit) => `${first}${digit}${zeros}${last}`).find(isCardNumber);
  return fitting ?? digits.replaceAll(/\d/g, '0');
}

/** By the Luhn algorithm. */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}
