import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Unanswered } from '../../../../../server/providers/simulation/simulator.ts';
import { PREAUTH_MERCHANT, simulated, typed, FRICTIONLESS, POOR, SIM_BASE } from '../support/simulated.ts';

type Sim = ReturnType<typeof simulated>;
const seen = (sim: Sim, tXid: string) => sim.simulator.payments().find(({ id }) => id === tXid);

describe('the simulator of NICEPAY: actions', () => {
  it('lists the transactions, newest first, with code and page', async () => {
    const sim = simulated();
    const va = await sim.must(sim.register('02'));
    const qr = await sim.must(sim.register('08'));
    const page = await sim.must(sim.registerPage('00'));
    assert.deepEqual(
      sim.simulator.payments().map(({ channel, status, open }) => [channel, status, open]),
      [
        ['CHECKOUT', 'UNPAID', true],
        ['QRIS QSHP', 'UNPAID', true],
        ['VA CENA', 'UNPAID', true],
      ],
    );
    assert.deepEqual(seen(sim, va.tXid)?.codes, [{ label: 'VA number', value: va.answer['vacctNo'] }]);
    assert.deepEqual(seen(sim, qr.tXid)?.codes, [{ label: 'QR text', value: qr.answer['qrContent'] }]);
    assert.equal(seen(sim, page.tXid)?.page, `${SIM_BASE}/redirect/v2/payment?tXid=${page.tXid}`);
    assert.deepEqual(seen(sim, va.tXid)?.money, { amount: 150_000, currency: 'IDR' });
  });

  it('pays any open transaction, by the steps that the customer would have taken', async () => {
    for (const method of ['01', '02', '03', '04', '05', '06', '08']) {
      const sim = simulated();
      const one = await sim.must(sim.register(method));
      assert.equal((await sim.simulator.perform(one.tXid, 'pay')).ok, true);
      assert.equal(await sim.statusOf(one), '0');
      assert.equal((await sim.simulator.perform(one.tXid, 'pay')).ok, false);
      assert.deepEqual(
        sim.simulator.ledger().map(({ kind, reference }) => [kind, reference]),
        [
          ['create', one.referenceNo],
          ['charge', one.referenceNo],
        ],
      );
    }
    const sim = simulated();
    const authorization = await sim.must(sim.register('01', {}, PREAUTH_MERCHANT));
    await sim.simulator.perform(authorization.tXid, 'pay');
    assert.equal(seen(sim, authorization.tXid)?.status, 'AUTHORIZED');
    assert.equal((await sim.simulator.perform(authorization.tXid, 'expire')).ok, true);
    assert.equal(seen(sim, authorization.tXid)?.status, 'VOID');
  });

  it('fails what can fail; a number can still be paid', async () => {
    for (const [method, status] of [
      ['01', '8'],
      ['02', '3'],
      ['03', '3'],
      ['05', '8'],
      ['06', '8'],
      ['08', '6'],
    ] as const) {
      const sim = simulated();
      const one = await sim.must(sim.register(method));
      assert.equal((await sim.simulator.perform(one.tXid, 'fail')).ok, true);
      assert.equal(await sim.statusOf(one), status, method);
    }
  });

  it('pays late, after the expiry', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('02'));
    await sim.simulator.perform(one.tXid, 'pay late');
    assert.equal(await sim.statusOf(one), '4');
    await sim.advance(5_000);
    assert.equal(await sim.statusOf(one), '0');
    const canceled = await sim.must(sim.register('02'));
    await sim.cancel(canceled, '02');
    assert.equal((await sim.simulator.perform(canceled.tXid, 'pay late')).ok, true);
    assert.equal(await sim.statusOf(canceled), '0');
    assert.equal((await sim.simulator.perform(canceled.tXid, 'pay late')).ok, false);
  });

  it('pays a number once, however often it is tried, and notifies twice', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('02'));
    assert.equal((await sim.simulator.perform(one.tXid, 'pay twice')).ok, true);
    await sim.simulator.runDue();
    assert.equal(sim.notifications.length, 2);
    assert.equal(seen(sim, one.tXid)?.timesPaid, 1);
    assert.equal((await sim.simulator.perform(one.tXid, 'pay', 1)).ok, false, 'no other amount either');
  });

  it('offers exactly the actions that it carries out', async () => {
    for (const state of [
      'open',
      'bill',
      'paid',
      'reversed',
      'expired',
      'failed',
      'canceled',
      'authorized',
      'void',
    ] as const) {
      for (const action of ['pay', 'fail', 'expire', 'pay twice', 'pay late', 'look up', 'reverse'] as const) {
        const sim = simulated();
        const tXid = await made(sim, state);
        const offered = seen(sim, tXid)?.actions.includes(action);
        assert.equal((await sim.simulator.perform(tXid, action)).ok, offered, `${action} when ${state}`);
      }
    }
  });

  /** A virtual account for all others. */
  const METHODS: Readonly<Record<string, string>> = { bill: '03', authorized: '01', void: '01' };

  async function made(sim: Sim, state: string): Promise<string> {
    const isAuthorized = state === 'authorized';
    const one = await sim.must(sim.register(METHODS[state] ?? '02', {}, isAuthorized ? PREAUTH_MERCHANT : undefined));
    if (/paid|reversed|authorized|void/.test(state)) await sim.simulator.perform(one.tXid, 'pay');
    if (state === 'reversed') await sim.simulator.perform(one.tXid, 'reverse');
    if (state === 'expired') await sim.simulator.perform(one.tXid, 'expire');
    if (state === 'canceled') await sim.cancel(one, '02');
    if (state === 'void') await sim.cancel(one, '01');
    if (state !== 'failed') return one.tXid;
    const card = await sim.must(sim.register('01'));
    await sim.pay(sim.step(card, typed(POOR)));
    return card.tXid;
  }

  it('only stores and banks reverse payments', async () => {
    for (const [method, ok] of [
      ['02', true],
      ['03', true],
      ['05', false],
      ['08', false],
    ] as const) {
      const sim = simulated();
      const one = await sim.must(sim.register(method));
      await sim.simulator.perform(one.tXid, 'pay');
      assert.equal((await sim.simulator.perform(one.tXid, 'reverse')).ok, ok, method);
      assert.equal(sim.simulator.ledger().at(-1)?.kind, ok ? 'reversal' : 'charge');
    }
  });

  it('stores are closed at night, by option', async () => {
    const at = Date.UTC(2026, 3, 1, 15, 30);
    for (const [countersClose, mitraCd, ok] of [
      [true, 'ALMA', false],
      [true, 'INDO', true],
      [undefined, 'ALMA', true],
    ] as const) {
      const sim = simulated({ countersClose });
      sim.clock.set(at);
      const one = await sim.must(sim.register('03', { mitraCd }));
      assert.equal((await sim.simulator.perform(one.tXid, 'pay')).ok, ok, `${mitraCd} ${countersClose}`);
    }
  });

  it('does not know other transactions', async () => {
    const sim = simulated();
    for (const action of ['pay', 'forge notification'] as const) {
      assert.equal((await sim.simulator.perform('nothing', action)).ok, false);
    }
    assert.equal((await sim.simulator.handle(new Request(`${SIM_BASE}/direct/v2/nothing`))).status, 404);
    assert.equal((await sim.simulator.handle(new Request('https://pay.example/elsewhere'))).status, 404);
    assert.equal(
      (await sim.simulator.handle(new Request(`${SIM_BASE}/pages/00000000-0000-4000-8000-000000000000`))).status,
      404,
    );
  });

  it('a silent provider sends no responses and no notifications', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('02'));
    await sim.simulator.perform(one.tXid, 'pay');
    sim.simulator.silent = true;
    await assert.rejects(() => sim.inquire(one), Unanswered);
    await sim.simulator.runDue();
    assert.deepEqual(sim.notifications, []);
    sim.simulator.silent = false;
    await sim.simulator.runDue();
    assert.equal(sim.notifications.length, 1);
  });

  it('never keeps a full card number', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('01'));
    await sim.pay(sim.step(one, typed(FRICTIONLESS)));
    await sim.simulator.runDue();
    const everything = JSON.stringify([sim.simulator.payments(), sim.simulator.ledger(), sim.simulator.deliveries()]);
    assert.ok(!everything.includes(FRICTIONLESS));
  });
});
