import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { FRICTIONLESS, PREAUTH_MERCHANT, MERCHANT, NOTIFY, simulated, typed } from '../support/simulated.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
type Sim = ReturnType<typeof simulated>;

async function paid(sim: Sim, method = '02') {
  const one = await sim.must(sim.register(method));
  await sim.simulator.perform(one.tXid, 'pay');
  return one;
}
const fieldsOf = (text = ''): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
const token = (iMid: string, tXid: string, amt: string, key: string): string =>
  createHash('sha256')
    .update(iMid + tXid + amt + key)
    .digest('hex');

describe('the simulator of NICEPAY: notifications', () => {
  it('go to the URL of the order, as a signed form, and wait for runDue', async () => {
    const sim = simulated();
    const one = await paid(sim);
    assert.equal(sim.notifications.length, 0);
    await sim.simulator.runDue();
    const [notification, ...more] = sim.notifications;
    assert.deepEqual(more, []);
    assert.deepEqual([notification?.url, notification?.agent], [NOTIFY, 'Jakarta Commons-HttpClient/3.1']);
    const fields = fieldsOf(notification?.text);
    assert.equal(fields['merchantToken'], token(MERCHANT.iMid, one.tXid, one.amt, MERCHANT.merchantKey));
    assert.deepEqual(
      ['tXid', 'referenceNo', 'payMethod', 'amt', 'status', 'matchCl', 'vacctNo', 'depositDt'].map(
        (name) => fields[name],
      ),
      [one.tXid, one.referenceNo, '02', '150000', '0', '1', one.answer['vacctNo'], '20260401'],
    );
    assert.equal(fields['payNo'], 'null', 'what is absent is a text');
    assert.match(notification?.text ?? '', /goodsNm=Two\+notebooks/);
  });

  it('a card has its masked number, a store its code without expiry', async () => {
    const sim = simulated();
    const card = await sim.must(sim.register('01', { recurrOpt: '1' }));
    await sim.pay(sim.step(card, typed(FRICTIONLESS)));
    await paid(sim, '03');
    await sim.simulator.runDue();
    const [first, second] = sim.notifications.map(({ text }) => fieldsOf(text));
    assert.equal(first?.['cardNo'], '44342630****1000');
    assert.match(first?.['recurringToken'] ?? '', /^[0-9a-f]{64}$/);
    assert.match(second?.['payNo'] ?? '', /^\d{16}$/);
    assert.deepEqual([second?.['payValidDt'], second?.['payValidTm']], ['null', 'null']);
    assert.ok(!sim.notifications.some(({ text }) => text.includes(FRICTIONLESS)));
  });

  it('an authorization and its capture are notified, each for its own transaction', async () => {
    const sim = simulated();
    const authorization = await sim.must(sim.register('01', {}, PREAUTH_MERCHANT));
    await sim.pay(sim.step(authorization, typed(FRICTIONLESS), PREAUTH_MERCHANT));
    await sim.simulator.runDue();
    const fields = fieldsOf(sim.notifications[0]?.text);
    assert.equal(fields['ccTransType'], '3');
    const captured = await sim.must(sim.register('01', {}, PREAUTH_MERCHANT));
    await sim.payAsServer(sim.step(captured, { preauthToken: fields['preauthToken'] }, PREAUTH_MERCHANT));
    await sim.simulator.runDue();
    assert.deepEqual(
      sim.notifications.map(({ text }) => [fieldsOf(text)['tXid'], fieldsOf(text)['ccTransType']]),
      [
        [authorization.tXid, '3'],
        [captured.tXid, '4'],
      ],
    );
  });

  it('failures, expiries and cancels are not notified', async () => {
    const sim = simulated();
    const failed = await sim.must(sim.register('05'));
    await sim.simulator.perform(failed.tXid, 'fail');
    const expired = await sim.must(sim.register('02'));
    await sim.simulator.perform(expired.tXid, 'expire');
    await sim.cancel(await sim.must(sim.register('02')), '02');
    await sim.advance(10 * 24 * HOUR);
    assert.equal(sim.notifications.length, 0);
  });

  it('are repeated unchanged after 1, 5, 15, 60 and 360 minutes, and no more', async () => {
    const sim = simulated();
    sim.box.status = 500;
    const start = sim.clock.now();
    await paid(sim);
    await sim.advance(48 * HOUR);
    assert.deepEqual(
      sim.notifications.map(({ at }) => (at - start) / MINUTE),
      [0, 1, 6, 21, 81, 441],
    );
    assert.equal(new Set(sim.notifications.map(({ text }) => text)).size, 1);
    assert.equal(sim.simulator.deliveries()[0]?.state, 'exhausted');
    assert.equal(sim.simulator.nextDueAt(), undefined);
  });

  it('only HTTP 200 counts as delivered', async () => {
    const sim = simulated();
    await paid(sim);
    for (const [status, minutes] of [
      [0, 0],
      [204, 1],
      [302, 5],
      [200, 15],
    ] as const) {
      sim.box.status = status;
      await sim.advance(minutes * MINUTE);
    }
    await sim.advance(24 * HOUR);
    const [delivery] = sim.simulator.deliveries();
    assert.deepEqual([delivery?.state, delivery?.answers], ['accepted', [0, 204, 302, 200]]);
  });

  it('a reversal has status 1, and the inquiry no longer says paid', async () => {
    for (const [method, after] of [
      ['02', '1'],
      ['03', '3'],
    ] as const) {
      const sim = simulated();
      const one = await paid(sim, method);
      assert.equal((await sim.simulator.perform(one.tXid, 'reverse')).ok, true);
      assert.equal((await sim.simulator.perform(one.tXid, 'reverse')).ok, false);
      await sim.simulator.runDue();
      assert.deepEqual(
        sim.notifications.map(({ text }) => fieldsOf(text)['status']),
        ['0', '1'],
      );
      assert.equal(await sim.statusOf(one), after);
    }
  });

  it('may be lost, duplicated, late, unreadable, or signed with wrong values', async () => {
    const sim = simulated();
    const { simulator, notifications } = sim;
    simulator.fail({ operation: 'notice', kind: 'lost' });
    await paid(sim);
    await sim.advance(HOUR);
    assert.equal(notifications.length, 0);
    simulator.fail({ operation: 'notice', kind: 'duplicate' });
    await paid(sim);
    await simulator.runDue();
    assert.deepEqual([notifications.length, notifications[0]?.text], [2, notifications[1]?.text]);
    notifications.length = 0;
    simulator.fail({ operation: 'notice', kind: 'late', delayMs: 2 * HOUR });
    await paid(sim);
    await sim.advance(2 * HOUR - 1);
    assert.equal(notifications.length, 0);
    await sim.advance(1);
    assert.equal(notifications.length, 1);
    notifications.length = 0;
    simulator.fail({ operation: 'notice', kind: 'garbage' });
    await paid(sim);
    await simulator.runDue();
    assert.equal(fieldsOf(notifications[0]?.text)['tXid'], undefined);
    notifications.length = 0;
    simulator.fail({ operation: 'notice', kind: 'wrong_amount' });
    const one = await paid(sim);
    await simulator.runDue();
    const fields = fieldsOf(notifications[0]?.text);
    assert.equal(fields['amt'], '150001');
    assert.equal(fields['merchantToken'], token(MERCHANT.iMid, one.tXid, '150001', MERCHANT.merchantKey));
  });

  it('forgeries are signed with a wrong key or for another amount', async () => {
    const sim = simulated();
    sim.box.status = 401;
    const one = await sim.must(sim.register('02'));
    const result = await sim.simulator.perform(one.tXid, 'forge notification');
    assert.deepEqual([result.ok, result.answers], [true, [401, 401]]);
    const genuine = token(MERCHANT.iMid, one.tXid, one.amt, MERCHANT.merchantKey);
    for (const { text } of sim.notifications) {
      assert.deepEqual([fieldsOf(text)['tXid'], fieldsOf(text)['status']], [one.tXid, '0']);
      assert.notEqual(fieldsOf(text)['merchantToken'], genuine);
    }
    assert.equal(await sim.statusOf(one), '3');
    sim.box.status = 200;
    assert.equal(
      (await sim.simulator.perform(one.tXid, 'forge notification')).ok,
      false,
      'an accepted forgery is reported',
    );
  });

  it('the back office sends one again, whatever its delivery', async () => {
    const sim = simulated();
    await paid(sim);
    await sim.simulator.runDue();
    const [delivery] = sim.simulator.deliveries();
    await sim.simulator.resend(delivery?.id ?? '');
    assert.deepEqual(sim.simulator.deliveries()[0]?.answers, [200, 200]);
    assert.equal(sim.notifications.length, 2);
  });
});
