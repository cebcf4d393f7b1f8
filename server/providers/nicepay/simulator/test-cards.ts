/*
 * The card cases that the provider's checklist names, as numbers one can type. It publishes the list without numbers, so
 * all but the first two are ours: each passes the check digit, and its last four digits hint at the code it gives.
 * Zeros stand in the middle, so that the demo's journal, which masks what may be a real card, leaves them as they are.
 */

export interface TestCard {
  readonly number: string;
  /** One sentence for the person who types it. */
  readonly does: string;
  /** The result code that it is declined with: at the authorization, or after the password. */
  readonly code?: string;
  readonly message?: string;
  /** Whether the issuer asks for a password first. */
  readonly challenged: boolean;
}

const passing = (number: string, challenged: boolean, does: string): TestCard => ({ number, challenged, does });
const refused = (number: string, code: string, message: string, does: string): TestCard => ({
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
  refused('4434267000000078', '78', 'Blocked, first used transaction', 'is not activated'),
  refused('4434266000000054', '54', 'Expired card', 'has expired'),
  refused('4434261000000014', '14', 'Invalid card number', 'is a number that the issuer does not know'),
  refused('4434265000000080', '80', 'Invalid date', 'has another expiry date'),
  refused('4434263000000077', 'N7', 'CVV2 failure', 'has another security code'),
  refused('4434265000000015', '15', 'No such issuer', 'belongs to a network that is not supported'),
  refused('4434261000009155', '9155', 'Daily amount of the card exceeded', 'has reached its daily limit'),
  {
    ...refused('4434269000009117', '9117', '3-D Secure failed', 'fails 3-D Secure, whatever the password'),
    challenged: true,
  },
  refused('4434263000000051', '51', 'Insufficient funds', 'has not enough money'),
  refused('4434266000000005', '05', 'Do not honour', 'is declined without a reason'),
];

/** Not one of the list, because no form of ours lets it pass: its check digit is wrong. */
export const INVALID_NUMBER = '4434260000000009';
