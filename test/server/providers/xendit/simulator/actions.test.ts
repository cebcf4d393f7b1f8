import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, byCard, FRICTIONLESS, sessionBody, simulated, textAt, VA } from '../support/simulated.ts';

const idOf = (request: object): string => textAt(request, 'payment_request_id');

describe('the simulator of Xendit: actions on a payment', () => {
  it('pay: another amount than requested shows in the captures only', async () => {
    const sim = simulated();
    const request = await sim.pay(VA);
    await sim.simulator.perform(idOf(request), 'pay', 24_999);
    const paid = await sim.must('GET', `/v3/payment_requests/${idOf(request)}`);
    const payment = await sim.must('GET', `/v3/payments/${textAt(paid, 'latest_payment_id')}`);
    assert.deepEqual([paid['request_amount'], payment['request_amount']], [25_000, 25_000]);
    assert.equal(at(payment, 'captures', 0, 'capture_amount'), 24_999);
  });

  it('pay twice: two payments, also when the first came long before', async () => {
    const sim = simulated();
    const [open, paid] = [idOf(await sim.pay(VA)), idOf(await sim.pay(VA))];
    await sim.simulator.perform(open, 'pay twice');
    await sim.simulator.perform(paid, 'pay');
    await sim.simulator.perform(paid, 'pay twice');
    await sim.runDue();
    assert.deepEqual(
      sim.events(),
      Array.from({ length: 4 }, () => 'payment.capture'),
    );
    assert.equal(new Set(sim.notifications.map(({ data }) => data['payment_id'])).size, 4);
    assert.deepEqual(
      sim.simulator.payments().map(({ timesPaid }) => timesPaid),
      [2, 2],
    );
  });

  it('pay late: the expiry is notified first, the payment follows, and the request stays expired', async () => {
    const sim = simulated();
    const request = await sim.pay(VA);
    assert.ok((await sim.simulator.perform(idOf(request), 'pay late')).ok);
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment_request.expiry']);
    await sim.advance(5_000);
    assert.deepEqual(sim.events(), ['payment_request.expiry', 'payment.capture']);
    const late = await sim.must('GET', `/v3/payment_requests/${idOf(request)}`);
    assert.equal(late['status'], 'EXPIRED');
    assert.equal(late['latest_payment_id'], sim.notifications[1]?.data['payment_id']);
  });

  it('pay late: at once when it has expired already, never when it is paid', async () => {
    const sim = simulated();
    const canceled = idOf(await sim.pay(VA));
    await sim.must('POST', `/v3/payment_requests/${canceled}/cancel`);
    assert.ok((await sim.simulator.perform(canceled, 'pay late')).ok);
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.capture']);
    const paid = idOf(await sim.pay(VA));
    await sim.simulator.perform(paid, 'pay');
    assert.ok(!(await sim.simulator.perform(paid, 'pay late')).ok);
  });

  it('expire: an unpaid request, a session, and an authorization', async () => {
    const sim = simulated();
    const unpaid = idOf(await sim.pay());
    const session = textAt(await sim.must('POST', '/sessions', sessionBody()), 'payment_session_id');
    const held = idOf(await sim.pay({ ...byCard(FRICTIONLESS), capture_method: 'MANUAL' }));
    for (const id of [unpaid, session, held]) assert.ok((await sim.simulator.perform(id, 'expire')).ok);
    await sim.runDue();
    assert.deepEqual(sim.events(), [
      'payment.authorization',
      'payment_request.expiry',
      'payment_session.expired',
      'payment.expiry',
    ]);
    for (const id of [unpaid, session, held]) assert.ok(!(await sim.simulator.perform(id, 'expire')).ok);
  });

  it('a session: pay completes it, fail leaves it open, pay late pays after its end', async () => {
    const sim = simulated();
    const open = async () => textAt(await sim.must('POST', '/sessions', sessionBody()), 'payment_session_id');
    const [paid, late] = [await open(), await open()];
    await sim.simulator.perform(paid, 'fail');
    assert.equal((await sim.must('GET', `/sessions/${paid}`))['status'], 'ACTIVE');
    await sim.simulator.perform(paid, 'pay');
    assert.equal((await sim.must('GET', `/sessions/${paid}`))['status'], 'COMPLETED');
    assert.ok((await sim.simulator.perform(paid, 'pay twice')).ok);
    assert.ok((await sim.simulator.perform(late, 'pay late')).ok);
    await sim.advance(5_000);
    assert.equal((await sim.must('GET', `/sessions/${late}`))['status'], 'EXPIRED');
    assert.equal(sim.notifications.at(-1)?.event, 'payment.capture');
    assert.equal(sim.simulator.payments().length, 2, 'tries stand under their session');
  });

  it('forge notification: without the token, changes nothing and reports the answers', async () => {
    const sim = simulated();
    sim.box.status = 401;
    const request = await sim.pay(VA);
    const result = await sim.simulator.perform(idOf(request), 'forge notification');
    assert.deepEqual([result.ok, result.answers], [true, [401, 401]]);
    assert.deepEqual(
      sim.notifications.map(({ token }) => token),
      [null, 'a-guess-at-the-token'],
    );
    assert.deepEqual(sim.events(), ['payment.capture', 'payment.capture']);
    assert.equal(sim.notifications[0]?.data['status'], 'SUCCEEDED');
    assert.equal((await sim.must('GET', `/v3/payment_requests/${idOf(request)}`))['status'], 'REQUIRES_ACTION');
    const lie = textAt(sim.notifications[0]?.data, 'payment_id');
    await sim.refused('GET', `/v3/payments/${lie}`, undefined, 404, 'DATA_NOT_FOUND');
    sim.box.status = 200;
    assert.equal(
      (await sim.simulator.perform(idOf(request), 'forge notification')).ok,
      false,
      'believing it is bad news',
    );
  });

  it('refuses what does not exist or has ended', async () => {
    const sim = simulated();
    assert.equal((await sim.simulator.perform('pr-nobody', 'pay')).ok, false);
    assert.equal((await sim.simulator.perform('pr-nobody', 'forge notification')).ok, false);
    const request = idOf(await sim.pay());
    await sim.simulator.perform(request, 'pay');
    for (const action of ['pay', 'fail', 'expire'] as const) {
      assert.equal((await sim.simulator.perform(request, action)).ok, false, action);
    }
  });

  it('lists all payments, newest first, with codes, pages and possible actions', async () => {
    const sim = simulated();
    await sim.pay(VA);
    sim.clock.set(sim.clock.now() + 1);
    const wallet = await sim.pay();
    const [newest, oldest] = sim.simulator.payments();
    assert.equal(newest?.id, idOf(wallet));
    assert.match(newest?.page ?? '', /\/pay\/pr-/);
    assert.deepEqual(oldest?.money, { amount: 25_000, currency: 'IDR' });
    assert.equal(oldest?.codes[0]?.label, 'VA number');
    assert.deepEqual(oldest?.actions, ['pay', 'fail', 'expire', 'pay twice', 'pay late', 'forge notification']);
    await sim.simulator.perform(idOf(wallet), 'pay');
    assert.deepEqual(sim.simulator.payments()[0]?.actions, ['pay twice', 'forge notification', 'refund']);
  });

  it('keeps a ledger of every movement with our reference', async () => {
    const sim = simulated();
    const charged = await sim.pay({ reference_id: 'charged' });
    await sim.simulator.perform(idOf(charged), 'pay');
    await sim.must('POST', '/refunds', { payment_request_id: idOf(charged), reason: 'OTHERS', reference_id: 'back' });
    const held = await sim.pay({ ...byCard(FRICTIONLESS), capture_method: 'MANUAL', reference_id: 'held' });
    await sim.must('POST', `/v3/payments/${textAt(held, 'latest_payment_id')}/capture`, { capture_amount: 20_000 });
    const letGo = await sim.pay({ ...byCard(FRICTIONLESS), capture_method: 'MANUAL', reference_id: 'let go' });
    await sim.must('POST', `/v3/payments/${textAt(letGo, 'latest_payment_id')}/cancel`);
    const canceled = await sim.pay({ reference_id: 'withdrawn' });
    await sim.must('POST', `/v3/payment_requests/${idOf(canceled)}/cancel`);
    assert.deepEqual(
      sim.simulator.ledger().map(({ kind, reference, money }) => [kind, reference, money?.amount]),
      [
        ['create', 'charged', 25_000],
        ['charge', 'charged', 25_000],
        ['refund', 'back', 25_000],
        ['create', 'held', 25_000],
        ['authorize', 'held', 25_000],
        ['capture', 'held', 20_000],
        ['create', 'let go', 25_000],
        ['authorize', 'let go', 25_000],
        ['void', 'let go', undefined],
        ['create', 'withdrawn', 25_000],
        ['cancel', 'withdrawn', undefined],
      ],
    );
  });
});
