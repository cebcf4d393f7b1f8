import assert from 'node:assert/strict';
import { it } from 'node:test';
import { localExclusive } from '../../server/instances/local-exclusive.ts';
import { LeaseLost, type Exclusive, type Lease } from '../../server/payments/ports/ports.ts';
import { confirmOtp } from '../../server/payments/payment/confirm-otp.ts';
import type { ProviderFetch } from '../../server/providers/http.ts';
import { MINUTE } from '../support/durations.ts';
import { openHarness } from '../support/harness.ts';
import { openOtpPayment } from '../support/otp-payment.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

/** A lease of an instance that is cut off from the store as soon as the first request of a call was answered. */
function losable(subject: Subject) {
  const requests: string[] = [];
  let state: 'held' | 'armed' | 'lost' = 'held';
  const lease: Lease = {
    assertHeld() {
      if (state === 'lost') throw new LeaseLost('the lease was lost: nothing more is sent');
    },
  };
  const within =
    (fetch: ProviderFetch): ProviderFetch =>
    async (call) => {
      const answer = await fetch(call);
      if (state !== 'held') requests.push(call.method);
      if (state === 'armed') state = 'lost';
      return answer;
    };
  const local = localExclusive();
  const exclusive: Exclusive = {
    run: (key, work) => local.run(key, () => work(lease)),
    tryRun: (key, work) => local.tryRun(key, () => work(lease)),
  };
  return {
    subject: { ...subject, connect: (io) => subject.connect({ ...io, fetch: within(io.fetch) }) } satisfies Subject,
    exclusive,
    requests,
    set: (next: typeof state) => (state = next),
  };
}

for (const each of SUBJECTS)
  it(
    `${each.id}: a refund whose lease is lost within the call sends nothing more, and the books agree in the end`,
    {
      skip: each.refundable === undefined ? `${each.id} offers no refundable channel` : false,
    },
    async (t) => {
      const { subject, exclusive, requests, set } = losable(each);
      const harness = await openHarness(subject, [], { exclusive: async () => exclusive });
      t.after(() => harness.close());
      const payment = await harness.pay(await harness.openCheckout(), each.refundable ?? { channel: '' });
      await harness.perform(payment, 'pay');
      await harness.advance(MINUTE);
      set('armed');
      await harness.refund(payment);
      assert.equal(requests.length, 1, `sent: ${requests.join(' ')}`);
      set('held');
      for (let minutes = 0; minutes < 120; minutes += 1) await harness.advance(MINUTE);
      const [refund] = await harness.domain.store.refundsOf(payment.id);
      const there = harness.simulator.ledger().filter(({ kind }) => kind === 'refund').length;
      assert.deepEqual([refund?.status, there], there === 0 ? ['failed', 0] : ['succeeded', 1]);
      await harness.assertBooks();
    },
  );

it('xendit: a one-time password whose lease is lost while its address is read is not sent, and can be sent again', async (t) => {
  const xendit = SUBJECTS.find(({ id }) => id === 'xendit') ?? assert.fail();
  const { subject, exclusive, requests, set } = losable(xendit);
  const harness = await openHarness(subject, [], { exclusive: async () => exclusive });
  t.after(() => harness.close());
  const { payment } = await openOtpPayment(harness);
  set('armed');
  await assert.rejects(confirmOtp(harness.domain, payment.id, '123456'), LeaseLost);
  assert.deepEqual(requests, ['GET']);
  set('held');
  await confirmOtp(harness.domain, payment.id, '123456');
  await harness.advance(MINUTE);
  assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  await harness.assertBooks();
});
