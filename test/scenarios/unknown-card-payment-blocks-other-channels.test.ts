import assert from 'node:assert/strict';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';
import { HOUR } from '../support/durations.ts';

scenario.needing(
  'holdable',
  'a card payment with an unknown outcome blocks another channel until it expires',
  async (harness, subject) => {
    const checkout = await harness.openCheckout();
    harness.simulator.fail({ operation: 'create', kind: 'timeout_before' });
    const card = await harness.pay(checkout, { channel: 'card' });
    assert.equal(card.status, 'unknown');
    await assert.rejects(() => harness.pay(checkout, subject.samples.qr), isDomainError('state_conflict'));
    await harness.advance(2 * HOUR);
    assert.equal((await harness.payment(card.id)).status, 'expired');
    assert.equal((await harness.pay(checkout, subject.samples.qr)).status, 'requires_action');
  },
);
