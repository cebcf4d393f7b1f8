import { askGateway, CALL_TIMEOUT_MS } from './ask-gateway.ts';
import type { Domain } from './domain.ts';
import { loadCheckout, loadPayment } from './load.ts';
import { paymentRef } from './payment-ref.ts';
import type { Instant, Payment } from './payment.ts';
import { receivedAmount } from './received-money.ts';
import { settleReturns } from './settle-returns.ts';
import { commit } from './unit.ts';

/**
 * Asks the provider how much of a paid payment went back, at whosever wish, and books what is not known yet. What the
 * provider has taken back as a whole is a reversal, and no refund besides.
 *
 * @returns whether the provider answered
 */
export async function inquireReturns(d: Domain, paymentId: string, timeoutMs = CALL_TIMEOUT_MS): Promise<boolean> {
  return d.exclusive(`returns:${paymentId}`, async () => {
    const payment = await loadPayment(d, paymentId);
    if (!mayHaveReturned(payment)) return true;
    const gateway = d.market.gateway(payment.provider);
    const ref = paymentRef(payment, await loadCheckout(d, payment.checkoutId));
    const asked = await askGateway(d, () => gateway.inquireReturns?.(ref, d.timeout(timeoutMs)));
    if (asked.kind !== 'answered') {
      d.log.info(
        { paymentId, outcome: asked.kind, reason: asked.error.message },
        'a question about refunds got no answer',
      );
      return false;
    }
    const returns = asked.value;
    if (returns === undefined) return false;
    await commit(d, async (unit) => {
      const fresh = await unit.tx.findPayment(paymentId);
      if (fresh !== undefined && mayHaveReturned(fresh)) await settleReturns(unit, paymentId, returns);
    });
    return true;
  });
}

/** Money came of it, also after its end. */
export const mayHaveReturned = (payment: Payment): boolean =>
  receivedAmount(payment) > 0 && payment.reversedAt === undefined;

/** Pauses double from the first to the longest: 5 s, 10 s, … 6 h. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** An answer may be older than the notification that led to it. */
const ASKED_AT_LEAST = 3;
/** With the pauses above, a month. */
const ASKED_AT_MOST = 130;

/** After a notification that spoke of a refund nobody here knows. Answers when to ask again. */
export async function keepAskingReturns(d: Domain, paymentId: string, attempt: number): Promise<Instant | undefined> {
  const { provider } = await loadPayment(d, paymentId);
  if (d.market.gateway(provider).inquireReturns === undefined) return undefined;
  const answered = await inquireReturns(d, paymentId);
  if (attempt + 1 >= (answered ? ASKED_AT_LEAST : ASKED_AT_MOST)) return undefined;
  return d.clock.now() + Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
}
