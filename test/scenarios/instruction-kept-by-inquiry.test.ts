import assert from 'node:assert/strict';
import { bestOffers } from '../../server/payments/channel/eligible-offers.ts';
import type { Device } from '../../server/payments/model/model.ts';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import { isDomainError } from '../support/is-domain-error.ts';
import { scenario } from '../support/scenario.ts';

const DEVICES: readonly (Device | undefined)[] = [undefined, { kind: 'desktop' }, { kind: 'mobile', os: 'android' }];

/** Akulaku sells for a seller only, and a simulator's shop has named none. */
function ifRejected(error: Error): undefined {
  assert.ok(isDomainError('provider_rejected')(error), error);
}

scenario(
  'an inquiry about an unpaid payment leaves what the customer was shown on that device, for every channel',
  async (harness) => {
    for (const device of DEVICES) {
      const seen = await harness.openCheckout({ reference: `seen-${device?.kind}` });
      for (const { channel, fields } of bestOffers(harness.domain, seen, device)) {
        const checkout = await harness.openCheckout({ reference: `${channel}-${device?.kind}` });
        const asked = fields.some(({ name }) => name === 'cashtag');
        const choice = { channel, device, fields: asked ? { cashtag: '$siti' } : {} };
        const payment = await harness.pay(checkout, choice).catch(ifRejected);
        if (payment?.status !== 'requires_action') continue;
        await inquirePayment(harness.domain, payment.id);
        const { instruction } = await harness.payment(payment.id);
        assert.deepEqual(instruction, payment.instruction, `${channel} on ${device?.kind ?? 'any device'}`);
      }
    }
  },
);
