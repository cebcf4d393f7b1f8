import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { PAYMENT_STATUSES } from '../../../shared/payment-status.ts';
import { Bff } from '../../../widget/session/bff.ts';
import { CheckoutSession } from '../../../widget/session/checkout-session.ts';
import { ServerClock } from '../../../widget/session/clock.ts';
import { CustomerSteps } from '../../../widget/session/customer-steps.ts';
import { News } from '../../../widget/session/news.ts';
import { FakeBff, problem } from '../support/fake-bff.ts';
import { settle, VirtualTimers } from '../support/virtual-timers.ts';
import { aCheckout, aPayment, iso, START } from '../support/views.ts';

/** A session as the page has it, over a fake BFF and without a page. */
async function open(fake = new FakeBff()) {
  const timers = new VirtualTimers();
  const told: string[] = [];
  let wake = () => {};
  let keys = 0;
  const session = new CheckoutSession({
    bff: new Bff({
      baseUrl: 'https://bff.test',
      token: 'token-1',
      device: { kind: 'desktop' },
      fetch: fake.fetch,
      retryDelayMs: () => 0,
    }),
    clock: new ServerClock(() => 1_000_000 + timers.now),
    onWake: (listener) => {
      wake = listener;
      return () => {
        wake = () => {};
      };
    },
    listener: {
      changed: () => news.tend(),
      ready: () => told.push('ready'),
      instruction: ({ instruction }, fresh) => told.push(`instruction ${instruction.kind}${fresh ? ' fresh' : ''}`),
      status: ({ status, review }) => told.push(review ? `${status} ${review}` : status),
      paid: () => told.push('paid'),
      failed: ({ code }) => told.push(`failed ${code}`),
    },
  });
  const news = new News(session, timers.after);
  const steps = new CustomerSteps(session, () => `key-${(keys += 1)}`);
  session.start();
  await settle();
  return { fake, session, steps, news, told, timers, wake: () => wake() };
}

const waitingFor = (change: Parameters<typeof aPayment>[0] = {}) => {
  const fake = new FakeBff();
  fake.payment = aPayment(change);
  return open(fake);
};

describe('a checkout session', () => {
  test('takes the clock of the BFF', async () => {
    const { session } = await open();
    assert.equal(session.clock.now(), START);
  });

  test('tells each thing once, in order', async () => {
    const { fake, session, steps, told } = await open();
    await steps.pay({ channel: 'va_bca' });
    await session.refresh();
    fake.say({ status: 'succeeded' });
    await settle();
    await session.refresh();
    assert.deepEqual(told, ['ready', 'requires_action', 'instruction virtual_account fresh', 'succeeded', 'paid']);
  });

  test('takes a payment it finds for an old one: nobody has just asked for it', async () => {
    const { told } = await waitingFor();
    assert.deepEqual(told, ['ready', 'requires_action', 'instruction virtual_account']);
  });

  test('listens exactly while there is something to wait for', async () => {
    const { fake, steps } = await open();
    assert.equal(fake.openStreams, 0);
    await steps.pay({ channel: 'va_bca' });
    await settle();
    assert.equal(fake.openStreams, 1);
    fake.say({ status: 'failed', failure: { code: 'declined', message: '' } });
    await settle();
    assert.equal(fake.openStreams, 0);
  });

  test('an older word does not undo a newer one', async () => {
    const { session } = await waitingFor({ updatedAt: iso(START + 10) });
    session.hear(aPayment({ status: 'failed', updatedAt: iso(START + 9) }));
    assert.equal(session.snapshot.state, 'instructed');
    session.hear(
      aPayment({ id: 'pay_older', status: 'canceled', createdAt: iso(START - 1), updatedAt: iso(START + 99) }),
    );
    assert.equal(session.snapshot.payment?.id, 'pay_01jd0000000000000000000001');
  });

  test('whatever is heard and in whatever order, paid is shown only when the BFF said so', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...PAYMENT_STATUSES), { maxLength: 8 }), async (statuses) => {
        const { session } = await waitingFor();
        statuses.forEach((status, index) => session.hear(aPayment({ status, updatedAt: iso(START + 1 + index) })));
        const paid = session.snapshot.state === 'paid';
        assert.equal(paid, statuses.includes('succeeded'));
        session.stop();
      }),
      { numRuns: 40 },
    ));

  test('after the customer left, nothing but money brings the payment back', async () => {
    const { fake, session, steps } = await waitingFor();
    const left = fake.payment;
    await steps.leave();
    assert.equal(session.snapshot.state, 'choosing');
    assert.equal(session.snapshot.payment, undefined);
    fake.payment = left && { ...left, updatedAt: iso(START + 500) };
    await session.refresh();
    assert.equal(session.snapshot.state, 'choosing');
    fake.say({ status: 'succeeded' });
    await session.refresh();
    assert.equal(session.snapshot.state, 'paid');
  });

  test('who gave a number up and paid to it all the same is not asked to pay again', async () => {
    const { fake, session, steps, wake } = await waitingFor();
    const left = fake.payment;
    await steps.leave();
    fake.payment = left && { ...left, status: 'canceled', review: 'paid_late', updatedAt: iso(START + 500) };
    wake();
    await settle();
    assert.equal(session.snapshot.state, 'expired');
    assert.equal(session.snapshot.payment?.review, 'paid_late');
    const reloaded = await open(fake);
    assert.equal(reloaded.session.snapshot.state, 'expired');
  });

  test('a payment that may have been charged cannot be left behind', async () => {
    const { fake, session, steps } = await waitingFor({ status: 'unknown' });
    fake.fail('POST', `/v1/session/payments/${fake.payment?.id}/cancel`, () => problem('state_conflict'));
    await steps.leave();
    assert.equal(session.snapshot.state, 'checking');
    assert.equal(session.snapshot.problem?.code, 'state_conflict');
  });

  test('hears of a payment made in another tab', async () => {
    const { fake, session } = await open();
    fake.payment = aPayment();
    await session.refresh();
    assert.equal(session.snapshot.state, 'instructed');
  });

  test('asks after a payment the session does not speak of any more', async () => {
    const { fake, session } = await waitingFor();
    const id = fake.payment?.id ?? '';
    fake.fail('GET', '/v1/session', () => Response.json({ ...fake.session, payment: undefined }));
    fake.payment = aPayment({ status: 'expired', updatedAt: iso(START + 5) });
    await session.refresh();
    assert.equal(fake.seen('GET', `/v1/session/payments/${id}`).length, 1);
    assert.equal(session.snapshot.state, 'expired');
  });

  test('looks when it is woken, once for signals that come together, and never after the receipt', async () => {
    const { fake, timers, wake } = await waitingFor();
    await timers.pass(10_000);
    const before = fake.seen('GET', '/v1/session').length;
    wake();
    wake();
    await settle();
    assert.equal(fake.seen('GET', '/v1/session').length, before + 1);
    fake.say({ status: 'succeeded' });
    await timers.pass(10_000);
    wake();
    await settle();
    assert.equal(fake.seen('GET', '/v1/session').length, before + 1);
  });

  test('the end of the checkout, told by the stream, is looked up', async () => {
    const { fake, session } = await waitingFor();
    fake.checkout = aCheckout({ status: 'canceled' });
    fake.payment = aPayment({ status: 'canceled', updatedAt: iso(START + 9) });
    fake.tell('checkout', fake.checkout);
    await settle();
    assert.equal(session.snapshot.state, 'canceled');
  });

  test('another checkout behind a new token starts from its own beginning', async () => {
    const { fake, session, told } = await waitingFor();
    fake.checkout = aCheckout({ id: 'co_another' });
    fake.payment = undefined;
    session.renew('token-1');
    await settle();
    assert.equal(session.snapshot.state, 'choosing');
    assert.equal(told.at(-1), 'ready');
  });

  test('a second attempt while the first is under way is none', async () => {
    const { fake, steps } = await open();
    await Promise.all([steps.pay({ channel: 'va_bca' }), steps.pay({ channel: 'qris' })]);
    assert.equal(fake.seen('POST', '/v1/session/payments').length, 1);
  });

  test('stopped, it neither asks nor tells', async () => {
    const { fake, session, news, told, timers, wake } = await waitingFor();
    session.stop();
    news.tend();
    const asked = fake.requests.length;
    fake.say({ status: 'succeeded' });
    wake();
    session.hear(aPayment({ status: 'succeeded', updatedAt: iso(START + 99) }));
    await timers.pass(60_000);
    assert.equal(told.includes('paid'), false);
    assert.equal(fake.requests.length, asked);
    assert.equal(fake.openStreams, 0);
  });
});
