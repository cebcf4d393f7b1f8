import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { SessionView } from '../../../shared/api/views.ts';
import { PAYMENT_STATUSES } from '../../../shared/payment-status.ts';
import { Bff } from '../../../widget/session/bff.ts';
import { CheckoutSession } from '../../../widget/session/checkout-session.ts';
import { ServerClock } from '../../../widget/session/clock.ts';
import { CustomerActions } from '../../../widget/session/customer-actions.ts';
import { LiveUpdates } from '../../../widget/session/live-updates.ts';
import { PageMemory } from '../../../widget/session/page-memory.ts';
import { FakeBff } from '../../../widget/testing/fake-bff.ts';
import { problem } from '../../../widget/testing/problem-response.ts';
import { FakeTabs } from '../support/fake-tabs.ts';
import { flushPromises, VirtualTimers } from '../support/virtual-timers.ts';
import { aCheckout, aPayment, iso, START } from '../../../widget/testing/samples.ts';

/** A session over a fake BFF, without a page. */
async function open(fake = new FakeBff(), memory = new PageMemory(), tabs = new FakeTabs(), given?: SessionView) {
  const timers = new VirtualTimers();
  const events: string[] = [];
  let wake = () => {};
  let keys = 0;
  let seen = true;
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
      changed: () => updates.sync(),
      ready: () => events.push('ready'),
      instruction: ({ instruction }, fresh) => events.push(`instruction ${instruction.kind}${fresh ? ' fresh' : ''}`),
      status: ({ status, review }) => events.push(review ? `${status} ${review}` : status),
      paid: () => events.push('paid'),
      closed: ({ status }) => events.push(`closed ${status}`),
      failed: ({ code }) => events.push(`failed ${code}`),
    },
    memory,
    // It has been open for a minute.
    pageStart: 940_000,
  });
  const updates = new LiveUpdates(session, { after: timers.after, tabs: tabs.open(), seen: () => seen });
  const actions = CustomerActions.of(session, () => `key-${(keys += 1)}`);
  session.start(given);
  await flushPromises();
  const show = (visible: boolean): void => {
    seen = visible;
    updates.sync();
  };
  return { fake, session, actions, updates, events, timers, show, wake: () => wake() };
}

const waitingFor = (change: Parameters<typeof aPayment>[0] = {}) => {
  const fake = new FakeBff();
  fake.payment = aPayment(change);
  return open(fake);
};

describe('a checkout session', () => {
  test('uses the BFF’s clock', async () => {
    const { session } = await open();
    assert.equal(session.clock.now(), START);
  });

  test('reports each thing once, in order', async () => {
    const { fake, session, actions, events } = await open();
    await actions.pay({ channel: 'va_bca' });
    await session.refresh();
    fake.report({ status: 'succeeded' });
    await flushPromises();
    await session.refresh();
    assert.deepEqual(events, [
      'ready',
      'requires_action',
      'instruction virtual_account fresh',
      'succeeded',
      'paid',
      'closed paid',
    ]);
  });

  test('does not report a payment that it finds as just requested', async () => {
    const { events } = await waitingFor();
    assert.deepEqual(events, ['ready', 'requires_action', 'instruction virtual_account']);
  });

  test('has a stream from the first payment on, as long as its checkout is open (F12, N6)', async () => {
    const { fake, actions, events } = await open();
    assert.equal(fake.streams.count, 0);
    await actions.pay({ channel: 'va_bca' });
    await flushPromises();
    assert.equal(fake.streams.count, 1);
    fake.report({ status: 'failed', failure: { code: 'declined', message: '' } });
    await flushPromises();
    actions.again();
    await flushPromises();
    assert.equal(fake.streams.count, 1);
    fake.endCheckout('canceled');
    await flushPromises();
    assert.equal(events.at(-1), 'closed canceled');
    assert.equal(fake.streams.count, 0);
  });

  test('a list without a payment polls at a slow pace (N6)', async () => {
    const { fake, events, timers } = await open();
    fake.endCheckout('expired');
    await timers.pass(15_000);
    assert.equal(events.at(-1), 'closed expired');
    const requests = fake.requests.length;
    await timers.pass(120_000);
    assert.equal(fake.requests.length, requests);
  });

  test('an older report does not undo a newer one', async () => {
    const { session } = await waitingFor({ updatedAt: iso(START + 10) });
    session.receive(aPayment({ status: 'failed', updatedAt: iso(START + 9) }));
    await flushPromises();
    assert.equal(session.snapshot.state, 'instructed');
    session.receive(
      aPayment({ id: 'pay_older', status: 'canceled', createdAt: iso(START - 1), updatedAt: iso(START + 99) }),
    );
    await flushPromises();
    assert.equal(session.snapshot.payment?.id, 'pay_01jd0000000000000000000001');
  });

  test('money for an older payment is shown, whatever is on the screen (D10)', async () => {
    const { fake, session, events } = await waitingFor();
    fake.payment = aPayment({
      id: 'pay_older',
      channel: 'qris',
      createdAt: iso(START - 60_000),
      updatedAt: iso(START),
    });
    fake.report({ status: 'succeeded' });
    await flushPromises();
    assert.equal(session.snapshot.state, 'paid');
    assert.equal(session.snapshot.payment?.id, 'pay_older');
    assert.deepEqual(events.slice(-3), ['succeeded', 'paid', 'closed paid']);
  });

  for (const [status, state] of [
    ['succeeded', 'paid'],
    ['authorized', 'authorized'],
    ['failed', 'failed'],
    ['expired', 'expired'],
  ] as const)
    for (const way of ['an event', 'the session'] as const)
      test(`${status} is taken from ${way} though the BFF’s clock went back ten minutes (D10)`, async () => {
        const { fake, session, events } = await waitingFor();
        fake.now -= 600_000;
        if (way === 'an event') fake.report({ status });
        else {
          fake.payment = aPayment({ status, updatedAt: iso(fake.now) });
          await session.refresh();
        }
        await flushPromises();
        assert.equal(session.snapshot.state, state);
        assert.ok(events.includes(status));
      });

  test('a payment made after the clock went back replaces the one before it (D10)', async () => {
    const { fake, session, actions } = await open();
    await actions.pay({ channel: 'va_bca' });
    fake.report({ status: 'failed' });
    await flushPromises();
    actions.again();
    await flushPromises();
    fake.now -= 600_000;
    await actions.pay({ channel: 'qris' });
    await flushPromises();
    assert.equal(session.snapshot.state, 'instructed');
    assert.equal(session.snapshot.payment?.channel, 'qris');
  });

  test('a session read before a newer change is read again', async () => {
    const { fake, session } = await waitingFor();
    const old = fake.session;
    let answer = (): void => {};
    fake.answerNext(
      'POST',
      '/v1/session',
      () =>
        new Promise((resolve) => {
          answer = () => resolve(Response.json(old));
        }),
    );
    const reading = session.refresh();
    await flushPromises();
    fake.report({ status: 'processing', instruction: { kind: 'none' } });
    await flushPromises();
    answer();
    await reading;
    assert.equal(session.snapshot.state, 'checking');
  });

  test('a report of a payment before the answer to its request does not replace the list (F12)', async () => {
    const { fake, session, actions, events } = await open();
    let answer = (): void => {};
    const made = aPayment({ status: 'creating', instruction: { kind: 'none' } });
    fake.answerNext(
      'POST',
      '/v1/session/payments',
      () =>
        new Promise((resolve) => {
          answer = () => resolve(Response.json(fake.report({ ...aPayment() }), { status: 201 }));
        }),
    );
    const paying = actions.pay({ channel: 'va_bca' });
    await flushPromises();
    fake.payment = made;
    fake.sendEvent('payment', made);
    await session.read();
    assert.equal(session.snapshot.state, 'paying');
    answer();
    await paying;
    assert.equal(session.snapshot.state, 'instructed');
    assert.deepEqual(events, ['ready', 'requires_action', 'instruction virtual_account fresh']);
  });

  test('a report during a request that is refused makes it read the session (F12)', async () => {
    const { fake, session, actions } = await open();
    let refuse = (): void => {};
    fake.answerNext(
      'POST',
      '/v1/session/payments',
      () =>
        new Promise((resolve) => {
          refuse = () => resolve(problem('provider_rejected'));
        }),
    );
    const paying = actions.pay({ channel: 'va_bca' });
    await flushPromises();
    // Made in another tab.
    fake.payment = aPayment({ channel: 'qris' });
    session.receive(fake.payment);
    refuse();
    await paying;
    assert.equal(session.snapshot.state, 'instructed');
    assert.equal(session.snapshot.payment?.channel, 'qris');
  });

  test('the loss of the connection is reported once each time', async () => {
    const { fake, session, timers, events } = await waitingFor();
    fake.streaming = false;
    fake.streams.end();
    fake.answerNext('POST', '/v1/session', ...Array.from({ length: 8 }, () => 'network' as const));
    await timers.pass(4_000);
    await session.read();
    await timers.pass(4_000);
    await session.read();
    await flushPromises();
    assert.deepEqual(
      events.filter((one) => one.startsWith('failed')),
      ['failed unreachable'],
    );
    await timers.pass(6_000);
    assert.equal(session.snapshot.reachable, true);
  });

  test('an element that is replaced while the customer pays shows the outcome, and reports it once (F12)', async () => {
    const memory = new PageMemory();
    const first = await open(new FakeBff(), memory);
    first.fake.answerNext('POST', '/v1/session/payments', () => new Promise(() => {}));
    void first.actions.pay({ channel: 'ewallet_ovo' });
    await flushPromises();
    first.session.stop();
    first.updates.sync();
    const second = await open(first.fake, memory);
    assert.equal(second.session.snapshot.state, 'choosing');
    second.fake.payment = aPayment({ channel: 'ewallet_ovo', status: 'processing' });
    second.fake.sendEvent('payment', second.fake.payment);
    await flushPromises();
    assert.equal(second.session.snapshot.state, 'checking');
    second.fake.report({ status: 'succeeded' });
    await flushPromises();
    assert.deepEqual(second.events.slice(-2), ['paid', 'closed paid']);
  });

  test('a new element that finds paid what the page has seen open reports it, and the next does not (F20)', async () => {
    const memory = new PageMemory();
    const first = await open(new FakeBff(), memory);
    first.session.stop();
    first.fake.payment = aPayment();
    first.fake.report({ status: 'succeeded' });
    const second = await open(first.fake, memory);
    assert.deepEqual(second.events, ['ready', 'succeeded', 'paid', 'closed paid']);
    const third = await open(first.fake, memory);
    assert.deepEqual(third.events, ['ready', 'succeeded']);
  });

  test('a page that is opened on a paid checkout shows the receipt and gets no event (F20)', async () => {
    const fake = new FakeBff();
    fake.payment = aPayment();
    fake.report({ status: 'succeeded' });
    const { session, events } = await open(fake);
    await session.refresh();
    assert.equal(session.snapshot.state, 'paid');
    assert.deepEqual(events, ['ready', 'succeeded']);
  });

  for (const [age, aged, updates] of [
    [3_600_000, 'older than the page', []],
    [30_000, 'of this page', ['paid', 'closed paid']],
  ] as const)
    test(`a view that the page provides, ${aged}, counts as what the page has seen open (F20)`, async () => {
      const fake = new FakeBff();
      const given = { ...fake.session, now: iso(fake.now - age) };
      fake.payment = aPayment();
      fake.report({ status: 'succeeded' });
      const { session, events } = await open(fake, new PageMemory(), new FakeTabs(), given);
      assert.equal(session.snapshot.state, 'paid');
      assert.deepEqual(events, ['ready', 'succeeded', ...updates]);
    });

  test('a new element with a view that is out of date does not go back to it (F20)', async () => {
    const memory = new PageMemory();
    const fake = new FakeBff();
    const given = { ...fake.session, now: iso(fake.now - 30_000) };
    const first = await open(fake, memory, new FakeTabs(), given);
    fake.payment = aPayment();
    fake.report({ status: 'succeeded' });
    await first.session.refresh();
    first.session.stop();
    fake.answerNext('POST', '/v1/session', () => new Promise(() => {}));
    const second = await open(fake, memory, new FakeTabs(), given);
    assert.equal(second.session.snapshot.state, 'loading');
    const third = await open(fake, memory, new FakeTabs(), given);
    assert.deepEqual(third.events, ['ready', 'succeeded']);
  });

  for (const status of ['expired', 'canceled'] as const)
    for (const where of ['the list', 'a number', 'a payment that ended'] as const)
      test(`${where} is replaced when the whole checkout is ${status}, and the page gets one event (N6)`, async () => {
        const fake = new FakeBff();
        if (where !== 'the list') fake.payment = aPayment();
        const { session, events, timers } = await open(fake);
        if (where === 'a payment that ended') fake.report({ status: 'expired' });
        await flushPromises();
        fake.endCheckout(status);
        await timers.pass(15_000);
        assert.equal(session.snapshot.session?.checkout.status, status);
        assert.ok(['expired', 'canceled'].includes(session.snapshot.state));
        assert.deepEqual(
          events.filter((one) => one.startsWith('closed')),
          [`closed ${status}`],
        );
      });

  test('the end of the checkout is shown though the session cannot be read (N6)', async () => {
    const { fake, session, events } = await waitingFor();
    fake.answerNext('POST', '/v1/session', 'network', 'network', 'network', 'network');
    fake.endCheckout('expired');
    await flushPromises();
    await session.read();
    await flushPromises();
    assert.equal(session.snapshot.state, 'expired');
    assert.equal(events.at(-1), 'closed expired');
  });

  test('a late report of a payment does not bring its number back once the checkout has ended (N6)', async () => {
    const { fake, session } = await waitingFor();
    fake.endCheckout('expired');
    await flushPromises();
    session.receive(aPayment({ updatedAt: iso(START + 50) }));
    assert.equal(session.snapshot.state, 'expired');
  });

  test('whatever is reported in whatever order, paid is shown only when the BFF reports it', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...PAYMENT_STATUSES), { maxLength: 8 }), async (statuses) => {
        const { session } = await waitingFor();
        statuses.forEach((status, index) => session.receive(aPayment({ status, updatedAt: iso(START + 1 + index) })));
        const paid = session.snapshot.state === 'paid';
        assert.equal(paid, statuses.includes('succeeded'));
        session.stop();
      }),
      { numRuns: 40 },
    ));

  test('a payment that the customer left is shown again only when it is paid', async () => {
    const { fake, session, actions } = await waitingFor();
    const left = fake.payment;
    await actions.leave();
    assert.equal(session.snapshot.state, 'choosing');
    assert.equal(session.snapshot.payment, undefined);
    fake.payment = left && { ...left, updatedAt: iso(START + 500) };
    await session.refresh();
    assert.equal(session.snapshot.state, 'choosing');
    fake.report({ status: 'succeeded' });
    await session.refresh();
    assert.equal(session.snapshot.state, 'paid');
  });

  test('a customer who gave up a number and paid to it all the same is not asked to pay again', async () => {
    const { fake, session, actions, wake } = await waitingFor();
    const left = fake.payment;
    await actions.leave();
    fake.payment = left && { ...left, status: 'canceled', review: 'paid_late', updatedAt: iso(START + 500) };
    wake();
    await flushPromises();
    assert.equal(session.snapshot.state, 'expired');
    assert.equal(session.snapshot.payment?.review, 'paid_late');
    const reloaded = await open(fake);
    assert.equal(reloaded.session.snapshot.state, 'expired');
  });

  test('a payment that may have been charged cannot be left', async () => {
    const { fake, session, actions } = await waitingFor({ status: 'unknown' });
    fake.answerNext('POST', `/v1/session/payments/${fake.payment?.id}/cancel`, () => problem('state_conflict'));
    await actions.leave();
    assert.equal(session.snapshot.state, 'checking');
    assert.equal(session.snapshot.problem?.code, 'state_conflict');
  });

  test('reads again what is offered where the BFF refuses a channel that it no longer has', async () => {
    const { fake, session, actions, timers } = await open();
    await timers.pass(60_000);
    fake.channels = fake.channels.filter(({ code }) => code !== 'qris');
    fake.answerNext('POST', '/v1/session/payments', () => problem('channel_unavailable'));
    await actions.pay({ channel: 'qris' });
    assert.equal(session.snapshot.problem?.code, 'channel_unavailable');
    assert.equal(session.snapshot.state, 'choosing');
    const codes = session.snapshot.session?.channels.map(({ code }) => code);
    assert.ok(codes?.length === fake.channels.length && !codes.includes('qris'), codes?.join());
  });

  test('reads once more where it was being read while the BFF refused', async () => {
    const { fake, session, actions } = await open();
    const before = Response.json(fake.session);
    let answer = (_response: Response): void => {};
    fake.answerNext('POST', '/v1/session', () => new Promise<Response>((resolve) => (answer = resolve)));
    const read = session.read();
    fake.channels = fake.channels.filter(({ code }) => code !== 'qris');
    fake.answerNext('POST', '/v1/session/payments', () => problem('channel_unavailable'));
    const paid = actions.pay({ channel: 'qris' });
    await flushPromises();
    answer(before);
    await Promise.all([read, paid]);
    assert.ok(session.snapshot.session?.channels.every(({ code }) => code !== 'qris'));
  });

  test('shows a payment that was made in another tab', async () => {
    const { fake, session } = await open();
    fake.payment = aPayment();
    await session.refresh();
    assert.equal(session.snapshot.state, 'instructed');
  });

  test('reads a payment that the session no longer contains', async () => {
    const { fake, session } = await waitingFor();
    const id = fake.payment?.id ?? '';
    fake.answerNext('POST', '/v1/session', () => Response.json({ ...fake.session, payment: undefined }));
    fake.payment = aPayment({ status: 'expired', updatedAt: iso(START + 5) });
    await session.refresh();
    assert.equal(fake.seen('GET', `/v1/session/payments/${id}`).length, 1);
    assert.equal(session.snapshot.state, 'expired');
  });

  test('reads the session when it is woken, once for signals that come together, and never after the receipt', async () => {
    const { fake, timers, wake } = await waitingFor();
    await timers.pass(10_000);
    const before = fake.seen('POST', '/v1/session').length;
    wake();
    wake();
    await flushPromises();
    assert.equal(fake.seen('POST', '/v1/session').length, before + 1);
    fake.report({ status: 'succeeded' });
    await timers.pass(10_000);
    const afterwards = fake.seen('POST', '/v1/session').length;
    wake();
    await flushPromises();
    assert.equal(fake.seen('POST', '/v1/session').length, afterwards);
  });

  test('the end of the checkout on the stream makes it read the session', async () => {
    const { fake, session } = await waitingFor();
    fake.checkout = aCheckout({ status: 'canceled' });
    fake.payment = aPayment({ status: 'canceled', updatedAt: iso(START + 9) });
    fake.sendEvent('checkout', fake.checkout);
    await flushPromises();
    assert.equal(session.snapshot.state, 'canceled');
  });

  test('a new token of another checkout starts from the beginning', async () => {
    const { fake, session, events } = await waitingFor();
    fake.checkout = aCheckout({ id: 'co_another' });
    fake.payment = undefined;
    session.renew('token-1');
    await flushPromises();
    assert.equal(session.snapshot.state, 'choosing');
    assert.equal(events.at(-1), 'ready');
  });

  test('a second request while the first is in progress is not sent', async () => {
    const { fake, actions } = await open();
    await Promise.all([actions.pay({ channel: 'va_bca' }), actions.pay({ channel: 'qris' })]);
    assert.equal(fake.seen('POST', '/v1/session/payments').length, 1);
  });

  test('of several tabs one has the stream; the others read the session when it notifies them (F13)', async () => {
    const tabs = new FakeTabs();
    const fake = new FakeBff();
    fake.payment = aPayment();
    const one = await open(fake, new PageMemory(), tabs);
    const other = await open(fake, new PageMemory(), tabs);
    assert.equal(fake.streams.count, 1);
    fake.report({ status: 'succeeded' });
    await flushPromises();
    assert.equal(one.session.snapshot.state, 'paid');
    assert.equal(other.session.snapshot.state, 'paid');
  });

  test('a tab that notifies a hundred times causes one read a second, and changes nothing itself (F13)', async () => {
    const tabs = new FakeTabs();
    const { fake, session, timers } = await (async () => {
      const bff = new FakeBff();
      bff.payment = aPayment();
      return open(bff, new PageMemory(), tabs);
    })();
    await flushPromises();
    const before = fake.seen('POST', '/v1/session').length;
    const stranger = tabs.open();
    for (let sent = 0; sent < 100; sent += 1) stranger.notify();
    await flushPromises();
    assert.equal(fake.seen('POST', '/v1/session').length, before + 1);
    await timers.pass(1_500);
    assert.equal(fake.seen('POST', '/v1/session').length, before + 2);
    assert.equal(session.snapshot.state, 'instructed');
  });

  test('a hidden tab releases its stream to another; visible again, it may get it back (F13)', async () => {
    const tabs = new FakeTabs();
    const fake = new FakeBff();
    fake.payment = aPayment();
    const one = await open(fake, new PageMemory(), tabs);
    const other = await open(fake, new PageMemory(), tabs);
    one.show(false);
    await flushPromises();
    assert.equal(fake.streams.count, 1);
    other.show(false);
    await flushPromises();
    assert.equal(fake.streams.count, 0);
    // Hidden, they still poll at a slow pace.
    fake.payment = aPayment({ status: 'succeeded', updatedAt: iso(START + 9) });
    await one.timers.pass(30_000);
    assert.equal(one.session.snapshot.state, 'paid');
    other.show(true);
    await flushPromises();
    assert.equal(fake.streams.count, 1);
  });

  test('stopped, it sends and reports nothing', async () => {
    const { fake, session, updates, events, timers, wake } = await waitingFor();
    session.stop();
    updates.sync();
    const requests = fake.requests.length;
    fake.report({ status: 'succeeded' });
    wake();
    session.receive(aPayment({ status: 'succeeded', updatedAt: iso(START + 99) }));
    await timers.pass(60_000);
    assert.equal(events.includes('paid'), false);
    assert.equal(fake.requests.length, requests);
    assert.equal(fake.streams.count, 0);
  });
});
