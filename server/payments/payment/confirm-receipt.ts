import { askGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from './payment-ref.ts';
import type { Payment } from '../model/model.ts';
import { DomainError, refusedByProvider } from '../core/domain-error.ts';
import { commit } from '../core/unit-of-work.ts';

const CONFIRMED = 'receipt confirmed';

/**
 * Tells a lender that the customer has the goods, so that it pays the merchant. It moves no money of the customer's and
 * no status: the history has it. Once told it is not told again; as long as nobody knows whether it was, it can be.
 */
export function confirmReceipt(d: Domain, paymentId: string): Promise<Payment> {
  return d.exclusive(`money:${paymentId}`, async () => {
    const payment = await loadPayment(d, paymentId);
    const checkout = await loadCheckout(d, payment.checkoutId);
    const offer = d.providerRouter.offerOf(payment, checkout.country, checkout.currency);
    if (offer?.supports.confirmReceipt !== true)
      throw new DomainError('state_conflict', `${payment.channel} has nobody who waits for a receipt.`);
    if (payment.status !== 'succeeded')
      throw new DomainError(
        'state_conflict',
        `Only goods that are paid for are received; this one is ${payment.status}.`,
      );
    if ((await d.store.historyOf(paymentId)).some(({ said }) => said === CONFIRMED)) return payment;

    const gateway = d.providerRouter.gateway(payment.provider);
    const asked = await askGateway(d, () =>
      gateway.confirmReceipt?.(paymentRef(payment, checkout), d.timeout(CALL_TIMEOUT_MS)),
    );
    if (asked.kind === 'rejected') throw refusedByProvider('the receipt', asked.error.failure, paymentId);
    if (asked.kind !== 'answered')
      throw new DomainError('provider_unavailable', 'The payment provider did not answer; confirm the receipt again.');
    await commit(d, ({ tx, now }) =>
      tx.appendHistory(paymentId, {
        at: now,
        source: 'merchant',
        said: CONFIRMED,
        from: payment.status,
        to: payment.status,
      }),
    );
    return payment;
  });
}
