import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  Unanswered,
  type FaultKind,
  type SimulatedOperation,
} from '../../../../../server/providers/simulation/simulator.ts';
import { FRICTIONLESS, PREAUTH_MERCHANT, resultIn, SIM_BASE, simulated, text, typed } from '../support/simulated.ts';

type Sim = ReturnType<typeof simulated>;

const CREATES = (sim: Sim): Promise<Response> =>
  sim.simulator.handle(
    new Request(`${SIM_BASE}/direct/v2/registration`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sim.order('02')),
    }),
  );
const made = (sim: Sim): number => sim.simulator.ledger().filter(({ kind }) => kind === 'create').length;

describe('the simulator of NICEPAY: faults', () => {
  for (const [kind, how, count] of [
    ['refuse', 'refused', 0],
    ['timeout_before', 'silent', 0],
    ['timeout_after_commit', 'silent', 1],
    ['reset_after_commit', 'reset', 1],
  ] as const) {
    it(`${kind}: no response, ${count} created`, async () => {
      const sim = simulated();
      sim.simulator.fail({ operation: 'create', kind });
      await assert.rejects(
        () => CREATES(sim),
        (error: unknown) => error instanceof Unanswered && error.how === how,
      );
      assert.equal(made(sim), count);
      assert.equal((await CREATES(sim)).status, 200, 'and then it is over');
    });
  }

  for (const [kind, status, count] of [
    ['500', 500, 0],
    ['503', 503, 0],
    ['429', 429, 0],
    ['500_after_commit', 500, 1],
    ['garbage', 200, 1],
    ['html', 200, 1],
    ['truncated', 200, 1],
    ['huge', 200, 1],
    ['redirect', 302, 1],
  ] as const) {
    it(`${kind}: HTTP ${status}, ${count} created`, async () => {
      const sim = simulated();
      sim.simulator.fail({ operation: 'create', kind });
      const response = await CREATES(sim);
      assert.equal(response.status, status);
      assert.equal(made(sim), count);
      const body = await response.text();
      if (kind === 'huge') assert.ok(body.length > 1024 * 1024);
      else assert.throws(() => void JSON.parse(body));
    });
  }

  it('a business error has HTTP 200, unless the fault says otherwise', async () => {
    const sim = simulated();
    for (const [fault, status, code] of [
      [{}, 200, '9030'],
      [{ code: '9002' }, 200, '9002'],
      [{ code: '9002', status: 400 }, 400, '9002'],
    ] as const) {
      sim.simulator.fail({ operation: 'create', kind: 'error', ...fault });
      const response = await CREATES(sim);
      const answer: unknown = await response.json();
      assert.deepEqual([response.status, answer], [status, { resultCd: code, resultMsg: 'Rejected by the simulator' }]);
    }
    assert.equal(made(sim), 0);
  });

  it('a response may have one wrong value', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('02'));
    await sim.simulator.perform(one.tXid, 'pay');
    for (const [kind, name, value] of [
      ['wrong_amount', 'amt', '150001'],
      ['wrong_reference', 'referenceNo', 'SOMEBODYELSES'],
      ['wrong_currency', 'currency', 'PHP'],
      ['unknown_status', 'status', 'X'],
      ['stale_status', 'status', '3'],
    ] as const) {
      const right = await sim.inquire(one);
      sim.simulator.fail({ operation: 'inquire', kind });
      const wrong = await sim.inquire(one);
      assert.equal(wrong[name], value);
      if (kind !== 'stale_status') assert.deepEqual({ ...wrong, [name]: right[name] }, right);
    }
    sim.simulator.fail({ operation: 'inquire', kind: 'not_found' });
    assert.equal((await sim.inquire(one))['resultCd'], '8004');
  });

  it('slow waits, if there is a function to wait with', async () => {
    const waited: number[] = [];
    const sim = simulated({ wait: async (ms) => void waited.push(ms) });
    sim.simulator.fail({ operation: 'create', kind: 'slow', delayMs: 700 });
    assert.equal((await CREATES(sim)).status, 200);
    assert.deepEqual(waited, [700]);
  });

  it('applies to its operation only: one path serves several', async () => {
    const sim = simulated();
    const strike = (operation: SimulatedOperation, kind: FaultKind = 'error'): void =>
      sim.simulator.fail({ operation, kind });
    const unpaid = await sim.must(sim.register('02'));
    const paid = await sim.must(sim.register('05'));
    await sim.simulator.perform(paid.tXid, 'pay');
    strike('refund');
    assert.equal((await sim.cancel(unpaid, '02'))['resultCd'], '0000');
    assert.equal((await sim.cancel(paid, '05'))['resultCd'], '9331');
    assert.equal((await sim.cancel(paid, '05'))['resultCd'], '0000');

    const saved = await sim.must(sim.register('01', { recurrOpt: '1' }));
    await sim.pay(sim.step(saved, typed(FRICTIONLESS)));
    const recurringToken = text(await sim.inquire(saved), 'recurringToken');
    const authorization = await sim.must(sim.register('01', {}, PREAUTH_MERCHANT));
    await sim.pay(sim.step(authorization, typed(FRICTIONLESS), PREAUTH_MERCHANT));
    const preauthToken = text(await sim.inquire(authorization, {}, PREAUTH_MERCHANT), 'preauthToken');
    const again = await sim.must(sim.register('01'));
    const captureOrder = await sim.must(sim.register('01', {}, PREAUTH_MERCHANT));
    strike('capture', 'timeout_before');
    assert.equal((await sim.payAsServer(sim.step(again, { recurringToken }))).status, 200);
    await assert.rejects(() => sim.payAsServer(sim.step(captureOrder, { preauthToken }, PREAUTH_MERCHANT)), Unanswered);
    assert.equal((await sim.payAsServer(sim.step(captureOrder, { preauthToken }, PREAUTH_MERCHANT))).status, 200);
  });

  it('a charge may be declined or stay pending', async () => {
    const sim = simulated();
    const saved = await sim.must(sim.register('01', { recurrOpt: '1' }));
    await sim.pay(sim.step(saved, typed(FRICTIONLESS)));
    const recurringToken = text(await sim.inquire(saved), 'recurringToken');
    const charge = async (): Promise<[string | null, string, string]> => {
      const one = await sim.must(sim.register('01'));
      const code = await resultIn(await sim.payAsServer(sim.step(one, { recurringToken })));
      return [code, await sim.statusOf(one), one.tXid];
    };
    sim.simulator.fail({ operation: 'charge', kind: 'decline', code: '54' });
    assert.deepEqual((await charge()).slice(0, 2), ['54', '8']);
    sim.simulator.fail({ operation: 'charge', kind: 'pending' });
    const [code, status, tXid] = await charge();
    assert.deepEqual([code, status], ['09', '9']);
    assert.equal((await sim.simulator.perform(tXid, 'pay')).ok, true);
  });

  it('a header requests a fault for one call', async () => {
    const sim = simulated();
    const response = await sim.simulator.handle(
      new Request(`${SIM_BASE}/direct/v2/registration`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-simulator-fault': '503' },
        body: JSON.stringify(sim.order('02')),
      }),
    );
    assert.equal(response.status, 503);
  });
});
