import assert from 'node:assert/strict';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'the provider says paid and later says pending: paid stays paid, and the contradiction is on record',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    await bench.perform(payment, 'pay');
    await bench.advance(1_500);
    assert.equal((await bench.payment(payment.id)).status, 'succeeded');
    bench.simulator.fail({ operation: 'inquire', kind: 'stale_status' });
    assert.equal((await inquirePayment(bench.domain, payment.id)).status, 'succeeded');
    assert.ok((await bench.history(payment.id)).some(({ note }) => note?.includes('backwards')));
  },
);
