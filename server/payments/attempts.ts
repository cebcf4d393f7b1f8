import type { Domain } from './domain.ts';
import type { Payment } from './payment.ts';
import { Refusal } from './refusal.ts';

/*
 * One request to pay may take several attempts: a seller that surely received nothing is passed over for the next one.
 * Each attempt is a payment of its own, under an id that follows from the reserved one. So whoever comes back with that
 * id after a crash finds how far the first try came, and goes on from there.
 */

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id of an attempt: 0 is the reserved id itself, each further one sorts behind the one before it. */
export function attemptId(reserved: string, attempt: number): string {
  const characters = [...reserved];
  let carry = attempt;
  for (let place = characters.length - 1; carry > 0 && place >= 0; place -= 1) {
    const sum = DIGITS.indexOf(characters[place] ?? '') + carry;
    characters[place] = DIGITS.charAt(sum % DIGITS.length);
    carry = Math.floor(sum / DIGITS.length);
  }
  return characters.join('');
}

/** How far the attempts under a reserved id came: which sellers received nothing, and the attempt after those. */
export async function findAttempt(
  d: Domain,
  reserved: string,
): Promise<{ readonly passedOver: readonly string[]; readonly payment: Payment | undefined }> {
  const passedOver: string[] = [];
  for (;;) {
    const payment = await d.store.findPayment(attemptId(reserved, passedOver.length));
    if (payment === undefined || !wasPassedOver(payment)) return { passedOver, payment };
    passedOver.push(payment.provider);
  }
}

/** Refused before the provider had a name for it: it knows nothing of this payment. */
const wasRefusedAtOnce = ({ status, ids }: Payment): boolean => status === 'failed' && Object.keys(ids).length === 0;

/** Also a provider that said no because the channel is not to be had: neither has done anything. */
const wasPassedOver = (payment: Payment): boolean =>
  wasRefusedAtOnce(payment) && payment.failure?.code === 'channel_unavailable';

/** What the first try threw, or would have thrown. */
export function refusalOf(payment: Payment): Refusal | undefined {
  if (!wasRefusedAtOnce(payment)) return undefined;
  return new Refusal('provider_rejected', 'The payment provider refused this payment.', {
    ...(payment.failure === undefined ? {} : { failure: payment.failure }),
    paymentId: payment.id,
  });
}

export const nobodyReached = (): Refusal =>
  new Refusal(
    'provider_unavailable',
    'The payment provider could not be reached and nothing was sent. Try again, or choose another channel.',
  );
