import assert from 'node:assert/strict';
import { presentStorefrontPayment } from '../../server/http/present.ts';
import { openBench, type Bench } from '../support/bench.ts';
import { scenario } from '../support/scenario.ts';
import { SUBJECTS } from '../support/subjects.ts';
import { describe, it } from 'node:test';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Told {
  readonly review?: string;
  readonly receivedAmount?: number;
}

/** What the storefront was told of money that a person has to look at, in order. */
const told = async (bench: Bench): Promise<readonly Told[]> =>
  (await bench.events())
    .filter(({ type }) => type === 'payment.review_required')
    .map(({ body }) => (JSON.parse(body) as { data: { payment: Told } }).data.payment);

scenario(
  'money comes more than once: each movement is told once, and kept with its amount (D15)',
  async (bench, subject) => {
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    await bench.perform(payment, 'pay');
    await bench.advance(10_000);
    const { ok } = await bench.perform(payment, 'pay twice');
    await bench.advance(DAY);
    const after = await bench.payment(payment.id);
    assert.equal(after.status, 'succeeded');
    const times = bench.simulator.payments()[0]?.timesPaid ?? 0;
    if (!ok || times < 2) return;
    // A provider that has one name for all of an order's money cannot tell the second from the first.
    if (after.received.length === 1) return;
    assert.equal(after.received.length, times);
    assert.equal(presentStorefrontPayment(after).receivedAmount, times * after.amount);
    assert.equal((await told(bench)).length, times - 1);
  },
);

describe('late money', () => {
  it('that comes twice is told twice, with what came in all (D15)', async (t) => {
    const subject = SUBJECTS.find(({ id }) => id === 'xendit') ?? assert.fail();
    const bench = await openBench(subject);
    t.after(() => bench.close());
    const payment = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
    await bench.advance(25 * HOUR);
    await bench.perform(payment, 'pay late');
    await bench.advance(HOUR);
    await bench.perform(payment, 'pay late');
    await bench.advance(DAY);
    const after = await bench.payment(payment.id);
    assert.deepEqual(
      after.received.map(({ amount }) => amount),
      [150_000, 150_000],
    );
    assert.deepEqual(
      (await told(bench)).map(({ review, receivedAmount }) => [review, receivedAmount]),
      [
        ['paid_late', undefined],
        ['paid_late', 300_000],
      ],
    );
  });

  it('a reusable code whose closing fails is tried again within five hours, and asked about until then (D14)', async (t) => {
    const subject = SUBJECTS.find(({ id }) => id === 'xendit') ?? assert.fail();
    const bench = await openBench(subject);
    t.after(() => bench.close());
    const payment = await bench.pay(await bench.checkout(), { channel: 'va_bjb' });
    bench.simulator.fail({ operation: 'cancel', kind: '503', times: 6 });
    await bench.perform(payment, 'pay');
    await bench.advance(10_000);
    assert.equal((await bench.payment(payment.id)).status, 'succeeded');
    assert.equal(bench.simulator.payments()[0]?.open, true);
    bench.simulator.fail({ operation: 'notice', kind: 'lost', times: 50 });
    await bench.perform(payment, 'pay twice');
    await bench.advance(5 * HOUR);
    assert.equal(bench.simulator.payments()[0]?.open, false, 'closed at last');
    const after = await bench.payment(payment.id);
    assert.equal(after.review, 'paid_twice');
    assert.ok(after.received.length >= 2);
  });
});
