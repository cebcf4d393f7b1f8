import assert from 'node:assert/strict';
import { createPayment } from '../../server/payments/payment/create-payment.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Store } from '../../server/payments/ports/ports.ts';
import { instead } from '../support/instead.ts';
import { refusedWith } from '../support/refused-with.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'two instances make a payment of one checkout in the same moment: the second is refused before it is written (D9)',
  async (bench, { samples }) => {
    const checkout = await bench.checkout();
    await bench.pay(checkout, samples.virtual_account);
    const { domain } = bench;
    const paymentsOf = (): Promise<readonly Payment[]> => Promise.resolve([]);
    const late = { ...domain, store: instead<Store>(domain.store, { paymentsOf }) };
    const choice = { fields: {}, save: false, ...samples.qr };
    await assert.rejects(
      () => createPayment(late, { id: domain.idGenerator.next('pay'), checkoutId: checkout.id, choice }),
      refusedWith('state_conflict'),
    );
    assert.equal(bench.simulator.ledger().filter(({ kind }) => kind === 'create').length, 1);
  },
);

scenario(
  'nobody who sells the new way could be reached a moment ago: what can be paid is not closed for it (D16)',
  async (bench, { samples }) => {
    const other = await bench.checkout();
    const checkout = await bench.checkout();
    const shown = await bench.pay(checkout, samples.virtual_account);
    bench.simulator.fail({ operation: 'create', kind: 'refuse' });
    await assert.rejects(() => bench.pay(other, samples.qr), refusedWith('provider_unavailable'));
    await assert.rejects(() => bench.pay(checkout, samples.qr), refusedWith('provider_unavailable'));
    assert.equal((await bench.payment(shown.id)).status, 'requires_action');
    bench.clock.set(bench.clock.now() + 31_000);
    assert.equal((await bench.pay(checkout, samples.qr)).status, 'requires_action');
  },
);

scenario(
  'too many attempts: asked before anything is closed, and what can be paid stays (D16)',
  async (bench, { samples }) => {
    const checkout = await bench.checkout();
    const shown = await bench.pay(checkout, samples.virtual_account);
    const { domain } = bench;
    const choice = { fields: {}, save: false, ...samples.qr };
    const checkRateLimit = (): Promise<void> => Promise.reject(new Error('too many'));
    const id = domain.idGenerator.next('pay');
    await assert.rejects(
      () => createPayment(domain, { id, checkoutId: checkout.id, choice, checkRateLimit }),
      /too many/,
    );
    assert.equal((await bench.payment(shown.id)).status, 'requires_action');
    assert.ok(!bench.simulator.ledger().some(({ kind }) => kind === 'cancel'));
  },
);
