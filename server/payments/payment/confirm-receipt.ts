import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Payment } from '../model/model.ts';
import { DomainError, providerRejected } from '../core/domain-error.ts';
import { commit } from '../core/unit-of-work.ts';

const CONFIRMED = 'receipt confirmed';

/**
 * Tells a lender that the customer has the goods, so that it pays the merchant. It moves no money of the customer's and
 * no status: the history has it. Once told it is not told again; as long as nobody knows whether it was, it can be.
 */
export function confirmReceipt(deps: Domain, paymentId: string): Promise<Payment> {
  return deps.exclusive(`money:${paymentId}`, async () => {
    const payment = await loadPayment(deps, paymentId);
    const checkout = await loadCheckout(deps, payment.checkoutId);
    const offer = deps.providerRouter.offerOf(payment, checkout.country, checkout.currency);
    if (offer?.supports.confirmReceipt !== true)
      throw new DomainError('state_conflict', `${payment.channel} has nobody who waits for a receipt.`);
    if (payment.status !== 'succeeded')
      throw new DomainError(
        'state_conflict',
        `Only goods that are paid for are received; this one is ${payment.status}.`,
      );
    if ((await deps.store.historyOf(paymentId)).some(({ said }) => said === CONFIRMED)) return payment;

    const gateway = deps.providerRouter.gateway(payment.provider);
    const result = await callGateway(deps, () =>
      gateway.confirmReceipt?.(paymentRef(payment, checkout), deps.timeout(CALL_TIMEOUT_MS)),
    );
    if (result.kind === 'rejected') throw providerRejected('the receipt', result.error.failure, paymentId);
    if (result.kind !== 'answered')
      throw new DomainError('provider_unavailable', 'The payment provider did not answer; confirm the receipt again.');
    await commit(deps, ({ tx, now }) =>
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
