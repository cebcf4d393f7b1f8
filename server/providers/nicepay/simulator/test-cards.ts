/*
 * A card number for each case of NICEPAY's checklist. NICEPAY publishes the list without numbers, so all but the first
 * two are ours: each has a valid check digit, and its last four digits resemble its result code. The zeros in the middle
 * keep the demo, which masks numbers that may be real cards, from changing them.
 */

export interface TestCard {
  readonly number: string;
  /** What it does, for the list on the payment page. */
  readonly does: string;
  /** The result code that it is declined with: at the authorization, or after the password. */
  readonly code?: string;
  readonly message?: string;
  /** Whether the issuer asks for the password first. */
  readonly challenged: boolean;
}

const passing = (number: string, challenged: boolean, does: string): TestCard => ({ number, challenged, does });
const declined = (number: string, code: string, message: string, does: string): TestCard => ({
  number,
  code,
  message,
  does,
  challenged: false,
});

export const TEST_CARDS: readonly TestCard[] = [
  passing('4434260000000008', true, 'asks for a password, then pays'),
  passing('5123450000000008', true, 'the same, a Mastercard'),
  passing('4434263000001000', false, 'pays at once'),
  passing('5123455000001005', false, 'the same, a Mastercard'),
  declined('4434267000000078', '78', 'Blocked, first used transaction', 'is not activated'),
  declined('4434266000000054', '54', 'Expired card', 'has expired'),
  declined('4434261000000014', '14', 'Invalid card number', 'is unknown to the issuer'),
  declined('4434265000000080', '80', 'Invalid date', 'has a wrong expiry date'),
  declined('4434263000000077', 'N7', 'CVV2 failure', 'has a wrong CVV'),
  declined('4434265000000015', '15', 'No such issuer', 'belongs to a network that is not supported'),
  declined('4434261000009155', '9155', 'Daily amount of the card exceeded', 'has reached its daily limit'),
  {
    ...declined('4434269000009117', '9117', '3-D Secure failed', 'fails 3-D Secure, whatever the password'),
    challenged: true,
  },
  declined('4434263000000051', '51', 'Insufficient funds', 'has insufficient funds'),
  declined('4434266000000005', '05', 'Do not honour', 'is declined without a reason'),
];

/** Not in the list, because our form rejects it: its check digit is wrong. */
export const INVALID_NUMBER = '4434260000000009';
