import { isFinal } from '../../shared/payment-status.ts';
import { abandon } from './abandon.ts';
import { release } from './cancel-payment.ts';
import type { Resolved } from './choice.ts';
import type { Domain } from './domain.ts';
import { inquire, knownOf, type Inquired } from './inquire-payment.ts';
import { loadCheckout } from './load.ts';
import { blocksWhileUnknown } from './may-have-charged.ts';
import type { Checkout, Payment } from './payment.ts';
import { Refusal } from './refusal.ts';
import { refuseClosed } from './refuse-closed.ts';

/** For asking what became of an older payment. */
const OLDER_TIMEOUT_MS = 2_000;

/** Older attempts that are still open: the same one is answered, another one is closed, or it stands in the way. */
export async function makeWay(
  d: Domain,
  checkout: Checkout,
  choice: Resolved,
  within: (ms: number) => number,
): Promise<Payment | undefined> {
  let isSilent = false;
  for (const found of await d.store.paymentsOf(checkout.id)) {
    if (isFinal(found.status)) continue;
    const blocks = blocksWhileUnknown(
      found,
      d.market.offerOf(found, checkout.country, checkout.currency),
      d.clock.now(),
    );
    // One at a time: who began this one has ended without writing down how.
    const older = found.status === 'creating' ? await abandon(d, found, 'the call was cut short') : found;
    const worthAsking: boolean = older.status === 'unknown' && (blocks || !isSilent);
    const asked: Inquired | undefined = worthAsking ? await inquire(d, older.id, within(OLDER_TIMEOUT_MS)) : undefined;
    const payment: Payment = asked === undefined ? older : knownOf(asked);
    isSilent ||= asked?.answered === false;
    // Nobody was shown a number, a code or a page of it, so nobody can be paying it.
    if (payment.status === 'unknown' && !blocks) continue;
    const canStillBePaid =
      payment.expiresAt > d.clock.now() && !isFinal(payment.status) && payment.status !== 'unknown';
    if (canStillBePaid && sameChoice(payment, choice)) return payment;
    const reason = 'another way to pay was chosen';
    const after = await release(d, payment, checkout, { by: 'customer', reason, within });
    if (after.status === 'succeeded' || after.status === 'authorized') {
      throw new Refusal('state_conflict', 'This checkout has been paid already.');
    }
    if (!isFinal(after.status)) {
      throw new Refusal(
        'state_conflict',
        'An earlier payment is still being decided; wait for its outcome before paying again.',
      );
    }
  }
  refuseClosed(d, await loadCheckout(d, checkout.id));
  return undefined;
}

const sameChoice = (payment: Payment, choice: Resolved): boolean =>
  payment.channel === choice.channel &&
  (payment.saveConsentAt !== undefined) === choice.save &&
  (choice.savedMethod === undefined
    ? payment.saveConsentAt !== undefined || payment.savedMethodId === undefined
    : payment.saveConsentAt === undefined && payment.savedMethodId === choice.savedMethod.id) &&
  sameFields(payment.fields, choice.fields);

const sameFields = (a: Resolved['fields'], b: Resolved['fields']): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);
