import assert from 'node:assert/strict';
import { isFinal } from '../../shared/payment-status.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import type { Checkout, Payment, Payout } from '../../server/payments/model/model.ts';
import { createPayment } from '../../server/payments/payment/create-payment.ts';
import { createPayout } from '../../server/payments/payout/create-payout.ts';
import type { Gateway } from '../../server/payments/ports/ports.ts';
import type { Harness } from './harness.ts';
import type { AnySubject, Subject } from './subjects.ts';
import { withOverrides } from './with-overrides.ts';

/* What the cases with several instances do on one of them. */

export const pay = (domain: Domain, checkout: Checkout, id: string, channel: string | undefined): Promise<Payment> =>
  createPayment(domain, { id, checkoutId: checkout.id, choice: { channel, fields: {}, save: false } });

export const orderPayout = (domain: Domain, { provider }: AnySubject): Promise<Payout> =>
  createPayout(domain, {
    id: domain.idGenerator.next('po'),
    madeBy: 'one key',
    order: {
      reference: 'seller-7',
      amount: 200_000,
      currency: 'IDR',
      bankCode: provider.payouts?.banks[0]?.code ?? '',
      accountNumber: '0012345678',
      accountName: 'SITI AMINAH',
      description: 'Pencairan',
      feeBearer: 'merchant',
    },
  });

export const livePayments = async (harness: Harness, { id }: Checkout): Promise<readonly Payment[]> =>
  (await harness.domain.store.paymentsOf(id)).filter(({ status }) => !isFinal(status));

export async function heldPayment(harness: Harness, { holdable }: Subject): Promise<Payment> {
  const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), holdable ?? {});
  await harness.perform(payment, 'pay');
  await harness.advance(60_000);
  const held = await harness.payment(payment.id);
  assert.equal(held.status, 'authorized');
  return held;
}

/** The same domain, with calls to providers that the case changes. */
export const withGateway = (domain: Domain, over: (gateway: Gateway) => Partial<Gateway>): Domain => ({
  ...domain,
  providerRouter: withOverrides(domain.providerRouter, {
    gateway(provider) {
      const gateway = domain.providerRouter.gateway(provider);
      return withOverrides(gateway, over(gateway));
    },
  }),
});

/** The same domain, where every channel takes confirmations of receipt. */
export function takingReceipts(domain: Domain, send: () => Promise<void>): Domain {
  const sending = withGateway(domain, () => ({ confirmReceipt: send }));
  return {
    ...sending,
    providerRouter: withOverrides(sending.providerRouter, {
      offerOf(...given) {
        const offer = sending.providerRouter.offerOf(...given);
        return offer && { ...offer, supports: { ...offer.supports, confirmReceipt: true } };
      },
    }),
  };
}
