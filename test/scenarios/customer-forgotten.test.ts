import assert from 'node:assert/strict';
import { forgetCustomer } from '../../server/payments/checkout/forget-customer.ts';
import { NotDelivered } from '../../server/payments/ports/ports.ts';
import { MINUTE } from '../support/durations.ts';
import { scenario } from '../support/scenario.ts';

scenario.needing(
  'savable',
  'a customer is forgotten: saved methods at the provider first, orders once their events are delivered',
  async (harness, subject) => {
    const { domain } = harness;
    const checkout = await harness.openCheckout({ savePayment: 'offer' });
    const payment = await harness.pay(checkout, { ...subject.savable, save: true });
    await harness.perform(payment, 'pay');
    await harness.advance(MINUTE);
    const stranger = await harness.openCheckout({ customer: { reference: 'cust-2', name: 'Budi' } });
    const open = await harness.openCheckout();

    const first = await forgetCustomer(domain, 'cust-1');
    assert.deepEqual([first.methodsRemoved, first.methodsKept, first.erased], [1, [], 0]);
    assert.deepEqual([first.undelivered, first.open], [[checkout.id], [open.id]]);
    assert.equal((await harness.eventTypes('saved_method.removed')).length, 1);
    const removed = harness.simulator.ledger().some(({ kind }) => kind === 'token_removed');
    assert.equal(removed, domain.providerRouter.gateway(subject.id).removeSavedMethod !== undefined);

    await harness.advance(1_000);
    const second = await forgetCustomer(domain, 'cust-1');
    assert.deepEqual([second.erased, second.undelivered, second.methodsRemoved], [1, [], 0]);
    assert.equal((await domain.store.findCheckout(checkout.id))?.customer, undefined);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.fields], ['succeeded', {}], 'the books keep what was paid');
    const { data } = await domain.store.listEvents({ limit: 100 });
    assert.ok(!data.some(({ stream }) => stream === checkout.id));
    assert.equal((await domain.store.findCheckout(stranger.id))?.customer?.name, 'Budi');
  },
);

scenario.needing(
  'savable',
  'a saved method whose provider does not answer is kept and named',
  async (harness, subject) => {
    const checkout = await harness.openCheckout({ savePayment: 'offer' });
    const payment = await harness.pay(checkout, { ...subject.savable, save: true });
    await harness.perform(payment, 'pay');
    await harness.advance(MINUTE);
    const { savedMethodId = '' } = await harness.payment(payment.id);
    const silent = {
      ...harness.domain,
      providerRouter: {
        ...harness.domain.providerRouter,
        gateway: (provider: string) => ({
          ...harness.domain.providerRouter.gateway(provider),
          removeSavedMethod: () => Promise.reject(new NotDelivered('no answer')),
        }),
      },
    };
    const { methodsKept, methodsRemoved } = await forgetCustomer(silent, 'cust-1');
    assert.deepEqual(
      [methodsRemoved, methodsKept.map(({ id }) => id)],
      [0, [savedMethodId]],
      'its token stays known, so that it can be removed later',
    );
  },
);
