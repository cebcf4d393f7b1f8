import { CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Payment } from '../model/model.ts';
import { DomainError, providerRejected } from '../core/domain-error.ts';
import { commit } from '../core/unit-of-work.ts';

const CONFIRMED = 'receipt confirmed';

/**
 * Confirms to a lender that the customer has received the goods, so that it pays the merchant. No status changes; the
 * history records it. Sent again only while no earlier call was confirmed.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where the channel does not take it or the payment is not paid;
 * `provider_rejected`; `provider_unavailable`
 */
export function confirmReceipt(deps: Domain, paymentId: string): Promise<Payment> {
  return exclusively(deps, `money:${paymentId}`, async (held) => {
    const { payment, offer, call } = await loadPaymentAtProvider(held, paymentId);
    if (offer?.supports.confirmReceipt !== true)
      throw new DomainError('state_conflict', `${payment.channel} does not take confirmations of receipt.`);
    if (payment.status !== 'succeeded')
      throw new DomainError(
        'state_conflict',
        `Receipt can only be confirmed for a paid payment; this one is ${payment.status}.`,
      );
    if ((await held.store.historyOf(paymentId)).some(({ said }) => said === CONFIRMED)) return payment;

    const result = await call(CALL_TIMEOUT_MS, (gateway, ref, signal) => gateway.confirmReceipt?.(ref, signal));
    if (result.kind === 'rejected')
      throw providerRejected('the confirmation of receipt', result.error.failure, paymentId);
    if (result.kind !== 'answered')
      throw new DomainError('provider_unavailable', 'The payment provider did not answer; confirm the receipt again.');
    await commit(held, { of: 'payment', id: paymentId }, async ({ tx, now }) => {
      if ((await tx.historyOf(paymentId)).some(({ said }) => said === CONFIRMED)) return;
      await tx.appendHistory(paymentId, {
        at: now,
        source: 'merchant',
        said: CONFIRMED,
        from: payment.status,
        to: payment.status,
      });
    });
    return payment;
  });
}
