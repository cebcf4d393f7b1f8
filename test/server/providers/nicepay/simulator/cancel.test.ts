import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MERCHANT, simulated, type Fields } from '../support/simulated.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
type Sim = ReturnType<typeof simulated>;

async function paid(sim: Sim, method: string) {
  const one = await sim.must(sim.register(method));
  await sim.simulator.perform(one.tXid, 'pay');
  return one;
}

describe('the simulator of NICEPAY: cancel', () => {
  for (const [method, afterPayment] of [
    ['02', '9330'],
    ['03', '9314'],
  ] as const) {
    it(`${method}: canceled while it is unpaid, and not afterwards`, async () => {
      const sim = simulated();
      const one = await sim.must(sim.register(method));
      assert.equal((await sim.cancel(one, method, { cancelType: '2', amt: '1000' }))['resultCd'], '9318');
      const answer = await sim.cancel(one, method);
      assert.deepEqual([answer['resultCd'], answer['tXid'], answer['amt']], ['0000', one.tXid, '150000']);
      assert.equal(await sim.statusOf(one), '4');
      assert.equal((await sim.cancel(one, method))['resultCd'], '9315');
      assert.equal((await sim.cancel(await paid(sim, method), method))['resultCd'], afterPayment);
    });
  }

  for (const [method, atOnce, nextDay] of [
    ['01', '1', '2'],
    ['04', '1', '1'],
    ['05', '1', '2'],
    ['06', '1', '2'],
    ['08', '2', '2'],
  ] as const) {
    it(`${method}: a void before settlement, a refund afterwards, rejected while unpaid`, async () => {
      const sim = simulated();
      const unpaid = await sim.must(sim.register(method));
      assert.equal((await sim.cancel(unpaid, method))['resultCd'], '9314');
      const one = await paid(sim, method);
      const other = await paid(sim, method);
      assert.equal((await sim.cancel(one, method))['resultCd'], '0000');
      assert.equal(await sim.statusOf(one), atOnce);
      assert.equal((await sim.inquire(one))['cancelAmt'], '150000');
      await sim.advance(12 * HOUR);
      assert.equal((await sim.cancel(other, method))['resultCd'], '0000');
      assert.equal(await sim.statusOf(other), nextDay);
    });
  }

  it('partial cancels, each signed with its own amount, until nothing is left', async () => {
    const sim = simulated();
    const one = await paid(sim, '05');
    const part = (amt: string, more: Fields = {}) => sim.cancel(one, '05', { cancelType: '2', amt, ...more });
    assert.equal((await part('50000'))['resultCd'], '0000');
    assert.deepEqual([await sim.statusOf(one), (await sim.inquire(one))['cancelAmt']], ['0', '50000']);
    assert.equal((await sim.cancel(one, '05'))['resultCd'], '9320');
    assert.equal((await part('100001'))['resultCd'], '9319');
    assert.equal((await part('100000'))['resultCd'], '0000');
    assert.equal(await sim.statusOf(one), '1');
    assert.equal((await part('1'))['resultCd'], '9315');
    const back = sim.simulator.ledger().filter(({ kind }) => kind === 'refund');
    assert.deepEqual(
      back.map(({ money }) => money?.amount),
      [50_000, 100_000],
    );
  });

  const rejections: readonly (readonly [why: string, changes: Fields, code: string])[] = [
    ['an unknown type', { cancelType: '3' }, '9301'],
    ['no type', { cancelType: undefined }, '9301'],
    ['an amount of zero', { amt: '0', cancelType: '2' }, '9321'],
    ['an amount in letters', { amt: 'all' }, '9312'],
    ['a full cancel of half the amount', { amt: '75000' }, '8061'],
    ['another payment method', { payMethod: '05' }, '9314'],
    ['the payMethod of the page', { payMethod: '00' }, '9314'],
    ['a wrong token', { merchantToken: 'c'.repeat(64) }, '9010'],
    ['an unknown field', { reason: 'changed my mind' }, '9030'],
  ];
  for (const [why, changes, code] of rejections) {
    it(`rejects ${why}: ${code}, and refunds nothing`, async () => {
      const sim = simulated();
      const one = await paid(sim, '01');
      assert.equal((await sim.cancel(one, '01', changes))['resultCd'], code);
      assert.equal(await sim.statusOf(one), '0');
    });
  }

  it('rejects an unknown tXid, with a code by the type of the cancel', async () => {
    const sim = simulated();
    const unknown = { tXid: 'SIMMERCH0101202604011200000000', amt: '150000' };
    assert.equal((await sim.cancel(unknown, '01'))['resultCd'], '8064');
    assert.equal((await sim.cancel(unknown, '01', { cancelType: '2' }))['resultCd'], '8066');
  });

  it('is rejected after 90 days, and in part if that is not activated', async () => {
    const sim = simulated({ merchants: [{ ...MERCHANT, partialCancel: false }] });
    const one = await paid(sim, '01');
    assert.equal((await sim.cancel(one, '01', { cancelType: '2', amt: '1000' }))['resultCd'], '9332');
    await sim.advance(90 * DAY + 1);
    assert.equal((await sim.cancel(one, '01'))['resultCd'], '9334');
  });

  it('a number chosen on the page is canceled by its own payment method', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('00'));
    assert.equal((await sim.cancel(one, '00'))['resultCd'], '9314');
    await sim.simulator.perform(one.tXid, 'pay');
    assert.equal((await sim.inquire(one))['payMethod'], '01');
    assert.equal((await sim.cancel(one, '00'))['resultCd'], '9314');
    assert.equal((await sim.cancel(one, '01'))['resultCd'], '0000');
  });
});
