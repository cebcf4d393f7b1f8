import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { paymentDetail, paymentList, type PaymentDetail } from '../../../server/admin/wire/payments.ts';
import { attentionView, insightsView } from '../../../server/admin/wire/overview.ts';
import { ANA, BUDI, openBackOffice, type BackOffice, type OperatorPage } from './a-back-office.ts';

const HOUR_MS = 3_600_000;

describe('payments in the back office', () => {
  let office: BackOffice;
  let ana: OperatorPage;
  before(async () => {
    office = await openBackOffice();
    ana = await office.asOperator(ANA);
  });
  after(() => office.close());

  let orders = 0;
  /** A payment of an order with this reference that the customer has paid. */
  async function paid(reference = `sold-${(orders += 1)}`, channel = 'ewallet_dana'): Promise<string> {
    const id = await begun(reference, channel);
    const payment = office.server.simulator.payments()[0];
    assert.ok(payment);
    assert.equal((await office.server.simulator.perform(payment.id, 'pay')).ok, true);
    await ana.post(`/api/payments/${id}/inquire`, { note: 'paid, as the customer says' });
    return id;
  }

  async function begun(reference = `asked-${(orders += 1)}`, channel = 'va_bca', order: object = {}): Promise<string> {
    const { server } = office;
    const customer = { reference: 'cust-1', name: 'Siti Aminah', email: 'siti@example.com', phone: '081210002000' };
    const { token } = await server.checkout({ reference, customer, ...order });
    const made = await server.browser(token, '/v1/session/payments', { channel }, { key: reference });
    assert.equal(made.status, 201, made.text);
    return String(made.json['id']);
  }

  const detail = async (id: string): Promise<PaymentDetail> => {
    const { status, text } = await ana.get(`/api/payments/${id}`);
    assert.equal(status, 200, text);
    return paymentDetail.parse(JSON.parse(text));
  };
  const found = async (query: string): Promise<readonly string[]> => {
    const { status, text } = await ana.get(`/api/payments?${query}`);
    assert.equal(status, 200, text);
    return paymentList.parse(JSON.parse(text)).data.map(({ id }) => id);
  };
  const notesOf = ({ timeline }: PaymentDetail): readonly string[] =>
    timeline.flatMap((entry) => (entry.kind === 'history' && entry.note !== undefined ? [entry.note] : []));

  it('are found by every id and reference that somebody may have at hand', async () => {
    const id = await begun('order-to-find');
    const { checkoutId, merchantReference, providerReferences } = await detail(id);
    const references = Object.values(providerReferences);
    assert.ok(references.length > 0);
    for (const text of [id, checkoutId, 'order-to-find', merchantReference, ...references])
      assert.deepEqual(await found(`q=${encodeURIComponent(text)}`), [id], text);
    for (const text of ['order-to', 'pay_unknown', 'co_unknown', 'rf_unknown', "' or 1=1"])
      assert.deepEqual(await found(`q=${encodeURIComponent(text)}`), [], text);
  });

  it('are filtered, newest first, page by page', async () => {
    const [first, second] = [await begun(undefined, 'va_bni'), await begun(undefined, 'va_bni')];
    assert.deepEqual(await found('channel=va_bni'), [second, first]);
    assert.deepEqual(await found('channel=va_bni&status=requires_action&provider=nobody'), []);
    assert.deepEqual(await found('channel=va_bni&status=succeeded'), []);
    assert.deepEqual(await found('review=open'), []);
    const page = paymentList.parse(JSON.parse((await ana.get('/api/payments?channel=va_bni&limit=1')).text));
    assert.deepEqual(
      page.data.map(({ id }) => id),
      [second],
    );
    assert.deepEqual(await found(`channel=va_bni&limit=1&cursor=${page.nextCursor}`), [first]);
    office.server.clock.set(office.server.clock.now() + 25 * HOUR_MS);
    ana = await office.asOperator(ANA);
    assert.deepEqual(await found('channel=va_bni&period=24h'), []);
    assert.deepEqual(await found('channel=va_bni&period=7d'), [second, first]);
    assert.equal((await ana.get('/api/payments?status=nothing')).status, 400);
  });

  it('show evidence, provider answers, events and acts, and nothing about the customer', async () => {
    const id = await paid('order-with-a-story');
    const shown = await detail(id);
    const { text } = await ana.get(`/api/payments/${id}`);
    assert.doesNotMatch(text, /Siti|siti@|0812|6281|cust-1/);
    const sources = shown.timeline.flatMap((entry) => (entry.kind === 'history' ? [entry.source] : []));
    for (const source of ['customer', 'command', 'merchant', 'inquiry']) assert.ok(sources.includes(source), source);
    const events = shown.timeline.filter((entry) => entry.kind === 'event');
    assert.ok(events.some(({ type }) => type === 'payment.succeeded'));
    const times = shown.timeline.map(({ at }) => at);
    assert.deepEqual(times, times.toSorted());
    assert.ok(shown.inquiries.count >= 1);
    assert.ok(notesOf(shown).includes('paid, as the customer says (by operator ana)'));
  });

  it('a refund has its amount, its reason and its operator in the history, and is made once', async () => {
    const id = await paid();
    const { actions } = await detail(id);
    assert.ok(actions.refund);
    const body = { amount: 50_000, note: 'one vase was broken' };
    const made = await ana.post(`/api/payments/${id}/refund`, body, 'click');
    assert.equal(made.status, 200, made.text);
    const again = await ana.post(`/api/payments/${id}/refund`, body, 'click');
    assert.deepEqual([again.status, again.json['id']], [200, made.json['id']]);
    const other = await ana.post(`/api/payments/${id}/refund`, { ...body, amount: 60_000 }, 'click');
    assert.equal(other.status, 422);
    const budi = await office.asOperator(BUDI);
    const his = await budi.post(`/api/payments/${await paid()}/refund`, body, 'click');
    assert.equal(his.status, 200, `keys are of one operator each: ${his.text}`);
    const { refunds, actions: left, ...shown } = await detail(id);
    assert.deepEqual(
      refunds.map(({ amount }) => amount),
      [50_000],
    );
    assert.equal(left.refund?.maxAmount, 100_000);
    assert.ok(
      shown.timeline.some(
        (entry) =>
          entry.kind === 'history' &&
          entry.said === 'refund 50000' &&
          entry.note === 'one vase was broken (by operator ana)',
      ),
    );
    const tooMuch = await ana.post(`/api/payments/${id}/refund`, { amount: 100_001, note: 'x' });
    assert.deepEqual([tooMuch.status, tooMuch.json['code']], [400, 'invalid_request']);
  });

  it('no act without a reason, without a key where money moves, or with anything else', async () => {
    const id = await paid();
    for (const body of [{ amount: 1 }, { amount: 1, note: '' }, { note: 'x' }, { amount: 1, note: 'x', provider: 'y' }])
      assert.equal((await ana.post(`/api/payments/${id}/refund`, body)).status, 400, JSON.stringify(body));
    const keyless = await office.visit(`/api/payments/${id}/refund`, {
      method: 'POST',
      body: { amount: 1, note: 'x' },
      cookie: ana.cookie,
    });
    assert.match(keyless.text, /Idempotency-Key is required/);
    assert.equal((await ana.post('/api/payments/pay_nobody/inquire', { note: 'x' })).status, 404);
  });

  it('an authorization is captured, with who and why', async () => {
    const id = await begun(undefined, 'card', { capture: 'manual' });
    const payment = office.server.simulator.payments()[0];
    assert.ok(payment);
    await office.server.simulator.perform(payment.id, 'pay');
    await ana.post(`/api/payments/${id}/inquire`, { note: 'the customer has paid' });
    const { status, actions } = await detail(id);
    assert.deepEqual([status, actions.capture?.maxAmount, actions.cancel], ['authorized', 150_000, true]);
    const captured = await ana.post(`/api/payments/${id}/capture`, { amount: 150_000, note: 'shipped today' });
    assert.equal(captured.status, 200, captured.text);
    const after = await detail(id);
    assert.equal(after.actions.capture, undefined);
    assert.ok(notesOf(after).includes('shipped today (by operator ana)'));
  });

  it('a payment is canceled, with who and why', async () => {
    const id = await begun();
    const reply = await ana.post(`/api/payments/${id}/cancel`, { note: 'ordered by mistake' });
    assert.deepEqual([reply.status, reply.json['status']], [200, 'canceled'], reply.text);
    assert.ok(notesOf(await detail(id)).includes('ordered by mistake (by operator ana)'));
    assert.equal((await ana.post(`/api/payments/${id}/capture`, { amount: 1, note: 'x' })).status, 409);
  });

  it('a review waits for a person until one decides it', async () => {
    const id = await begun('order-to-decide');
    const { domain } = office.server.composed;
    const since = domain.clock.now();
    await domain.store.transact(
      (tx) =>
        tx.updatePayment(id, {
          status: 'processing',
          review: 'amount_differs',
          reviewSince: since,
          received: [{ transactionId: 'tx-1', amount: 149_000, at: since }],
        }),
      'new',
    );
    const { payments } = attentionView.parse(JSON.parse((await ana.get('/api/attention')).text));
    const waiting = payments.find(({ payment }) => payment.id === id);
    assert.deepEqual([waiting?.question, waiting?.refundAmount], ['amount_differs', 149_000]);
    assert.deepEqual(await found('review=open'), [id]);
    assert.deepEqual((await detail(id)).actions.resolve?.decisions, ['accept', 'refund', 'dismiss']);
    const decided = await ana.post(`/api/payments/${id}/resolve`, { decision: 'accept', note: 'a thousand is fine' });
    assert.deepEqual([decided.status, decided.json['status']], [200, 'succeeded'], decided.text);
    const after = await detail(id);
    assert.equal(after.actions.resolve, undefined);
    assert.ok(notesOf(after).includes('a thousand is fine (decided by operator ana)'));
    assert.deepEqual(await found('review=open'), []);
  });

  it('an unknown outcome can be decided after an hour, not before', async () => {
    const id = await begun('order-without-answer');
    const { domain } = office.server.composed;
    await domain.store.transact(
      (tx) => tx.updatePayment(id, { status: 'unknown', unknownSince: domain.clock.now() }),
      'new',
    );
    const early = (await detail(id)).actions.resolve;
    assert.deepEqual([early?.question, early?.decisions], ['unknown', []]);
    assert.ok(early?.notBefore);
    const ofAttention = async () => attentionView.parse(JSON.parse((await ana.get('/api/attention')).text)).payments;
    assert.ok(!(await ofAttention()).some(({ payment }) => payment.id === id));
    office.server.clock.set(office.server.clock.now() + HOUR_MS);
    ana = await office.asOperator(ANA);
    assert.deepEqual((await detail(id)).actions.resolve?.decisions, ['accept', 'dismiss']);
    assert.ok((await ofAttention()).some(({ payment, question }) => payment.id === id && question === 'unknown'));
  });

  it('an event of the order is sent again, and one of another order is not', async () => {
    const [id, other] = [await paid(), await paid()];
    const eventOf = async (of: string): Promise<string> => {
      const event = (await detail(of)).timeline.find((entry) => entry.kind === 'event');
      return event?.kind === 'event' ? event.id : '';
    };
    const foreign = await ana.post(`/api/payments/${id}/redeliver`, { event: await eventOf(other), note: 'x' });
    assert.equal(foreign.status, 404);
    const event = await eventOf(id);
    const reply = await ana.post(`/api/payments/${id}/redeliver`, { event, note: 'the shop was down' });
    assert.equal(reply.status, 200, reply.text);
    assert.equal((await office.server.composed.domain.store.findEvent(event))?.requested, true);
    assert.ok(notesOf(await detail(id)).includes('the shop was down (by operator ana)'));
  });

  it('insights count the payments of the window by channel and by provider', async () => {
    const other = await openBackOffice();
    try {
      const page = await other.asOperator(ANA);
      for (const channel of ['va_bca', 'va_bca', 'qris']) {
        const { token } = await other.server.checkout();
        const made = await other.server.browser(token, '/v1/session/payments', { channel }, { key: 'once' });
        assert.equal(made.status, 201, made.text);
      }
      other.server.clock.set(other.server.clock.now() + 60_000);
      const { channels, providers } = insightsView.parse(JSON.parse((await page.get('/api/insights')).text));
      assert.deepEqual(
        channels.map(({ channel, tally }) => [channel, tally.open]),
        [
          ['va_bca', 2],
          ['qris', 1],
        ],
      );
      assert.equal(providers[0]?.isReachable, true);
      assert.equal(providers[0]?.steps.length, 24);
      assert.equal(providers[0]?.steps.at(-1)?.tally.open, 3);
      assert.equal((await page.get('/api/insights?window=1y')).status, 400);
    } finally {
      await other.close();
    }
  });
});
