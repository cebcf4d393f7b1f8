import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { confirmSessionPaymentRequest } from '../../../shared/api/confirm-session-payment.ts';
import { createCheckoutRequest } from '../../../shared/api/create-checkout.ts';
import { createPayoutRequest } from '../../../shared/api/create-payout.ts';
import { fromMajor } from '../../../shared/money.ts';
import { toE164 } from '../../../shared/phone.ts';
import { holdsCardNumber } from '../../../server/http/card-number.ts';
import { maskedFieldError } from '../../../server/http/masked-field-error.ts';
import { clientAddressOf } from '../../../server/http/middleware/client-address.ts';
import { tidyOrder } from '../../../server/http/storefront/tidy-order.ts';
import { tidyText } from '../../../server/http/tidy-text.ts';
import { cutText } from '../../../shared/cut-text.ts';
import { EMAIL } from '../../../server/payments/channel/required-fields.ts';
import { DomainError } from '../../../server/payments/core/domain-error.ts';
import { plainLetters } from '../../../server/providers/plain-letters.ts';
import { leastCpu, MAX_CPU_MS } from '../../support/least-cpu.ts';

const SIZE = 50_000;

/** Every function that reads untrusted text. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a phone': (text) => toE164(text, 'ID'),
  'an amount of a provider': (text) => [fromMajor(`1.${text}1`, 'PHP'), fromMajor(text, 'IDR')],
  'an e-mail': (text) => EMAIL.test(text),
  'a name': (text) => cutText(tidyText(text), 100),
  'a name for a provider': (text) => plainLetters(text),
  'a customer': (text) => tidyOrder({ currency: 'IDR', customer: { name: text, email: text, phone: text } }),
  'a description': (text) => tidyOrder({ description: text, items: [{ name: text }] }),
  'a card number': holdsCardNumber,
  'a path in an error': (text) => maskedFieldError(text, 'is wrong'),
  'an address of a proxy': (text) =>
    clientAddressOf({ socket: { remoteAddress: '::1' }, headers: { 'x-forwarded-for': text } }, 2),
  'an order': (text) =>
    createCheckoutRequest.safeParse({
      reference: text,
      currency: text,
      country: text,
      returnUrl: text,
      expiresAt: text,
      customer: { email: text, phone: text },
    }),
  'a one-time password': (text) => confirmSessionPaymentRequest.safeParse({ otp: text }),
  'a payout': (text) => createPayoutRequest.safeParse({ bankCode: text, accountNumber: text, accountName: text }),
};

const UNITS = [
  ' ',
  'a',
  '0',
  '1',
  '-',
  '.',
  '@',
  'a@',
  'a.',
  'a@a.',
  '1 ',
  '0-',
  '\t',
  '\u200b',
  'é',
  '(0',
  '+',
  ',',
  '[',
  ':',
];

const TEXTS = UNITS.flatMap((fragment) => {
  const text = fragment.repeat(SIZE / fragment.length);
  return [text, `${text}!`, `+62${text}\u0000`];
});

/** Refusing the text is a valid result as well. */
function withoutRejection(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

describe('patterns', () => {
  for (const [what, read] of Object.entries(READERS)) {
    it(`${what} of 50 KB, made to keep a pattern busy, takes less than 10 ms (threat 43)`, async () => {
      for (const text of TEXTS) {
        const least = await leastCpu(() => withoutRejection(() => read(text)));
        assert.ok(least <= MAX_CPU_MS, `${least} ms for ${JSON.stringify(text.slice(0, 10))}…`);
      }
    });
  }
});
