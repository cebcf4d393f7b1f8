import assert from 'node:assert/strict';
import { createPayment } from '../../server/payments/payment/create-payment.ts';

import type { Store } from '../../server/payments/ports/ports.ts';
import { withOverrides } from '../support/with-overrides.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'two instances create a payment for one checkout at the same time: the second is rejected before it is written (D9)',
  async (harness, { samples }) => {
    const checkout = await harness.openCheckout();
    await harness.pay(checkout, samples.virtual_account);
    const { domain } = harness;
    const behind = {
      ...domain,
      store: withOverrides<Store>(domain.store, {
        async findCheckoutWithPayments(id) {
          const found = await domain.store.findCheckoutWithPayments(id);
          return found && { ...found, payments: [] };
        },
      }),
    };
    const choice = { fields: {}, save: false, ...samples.qr };
    await assert.rejects(
      () => createPayment(behind, { id: domain.idGenerator.next('pay'), checkoutId: checkout.id, choice }),
      isDomainError('state_conflict'),
    );
    assert.equal(harness.countMovements('create'), 1);
  },
);

scenario(
  'the provider of the new channel was unreachable a moment ago: the open payment is not canceled for it (D16)',
  async (harness, { samples }) => {
    const other = await harness.openCheckout();
    const checkout = await harness.openCheckout();
    const shown = await harness.pay(checkout, samples.virtual_account);
    harness.simulator.fail({ operation: 'create', kind: 'refuse' });
    await assert.rejects(() => harness.pay(other, samples.qr), isDomainError('provider_unavailable'));
    await assert.rejects(() => harness.pay(checkout, samples.qr), isDomainError('provider_unavailable'));
    assert.equal((await harness.payment(shown.id)).status, 'requires_action');
    harness.clock.set(harness.clock.now() + 31_000);
    assert.equal((await harness.pay(checkout, samples.qr)).status, 'requires_action');
  },
);

scenario(
  'too many requests: checked before anything is canceled, and the open payment stays (D16)',
  async (harness, { samples }) => {
    const checkout = await harness.openCheckout();
    const shown = await harness.pay(checkout, samples.virtual_account);
    const { domain } = harness;
    const choice = { fields: {}, save: false, ...samples.qr };
    const checkRateLimit = (): Promise<void> => Promise.reject(new Error('too many'));
    const id = domain.idGenerator.next('pay');
    await assert.rejects(
      () => createPayment(domain, { id, checkoutId: checkout.id, choice, checkRateLimit }),
      /too many/,
    );
    assert.equal((await harness.payment(shown.id)).status, 'requires_action');
    assert.ok(!harness.simulator.ledger().some(({ kind }) => kind === 'cancel'));
  },
);
