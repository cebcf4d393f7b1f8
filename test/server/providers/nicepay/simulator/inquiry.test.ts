import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statusFor } from '../../../../../server/providers/nicepay/simulator/status.ts';
import {
  PREAUTH_MERCHANT,
  MERCHANT,
  resultIn,
  simulated,
  text,
  typed,
  FRICTIONLESS,
  type Fields,
} from '../support/simulated.ts';

const DAY = 86_400_000;

describe('the simulator of NICEPAY: inquiry', () => {
  it('returns the payment method, and masks the card', async () => {
    const sim = simulated();
    const va = await sim.must(sim.register('02'));
    await sim.simulator.perform(va.tXid, 'pay');
    const answer = await sim.inquire(va);
    assert.deepEqual(
      ['resultCd', 'resultMsg', 'status', 'amt', 'currency', 'depositDt', 'depositTm'].map((name) => answer[name]),
      ['0000', 'paid', '0', '150000', 'IDR', '20260401', '120000'],
    );
    assert.equal(answer['vacctNo'], va.answer['vacctNo']);
    assert.equal(answer['payNo'], null);

    const card = await sim.must(sim.register('01'));
    await sim.pay(sim.step(card, typed(FRICTIONLESS)));
    const paid = await sim.inquire(card);
    assert.deepEqual([paid['cardNo'], paid['cardExpYymm'], paid['ccTransType']], ['44342630****1000', '3012', '1']);
    assert.ok(!JSON.stringify(paid).includes(FRICTIONLESS));
  });

  const rejections: readonly (readonly [why: string, changes: Fields, code: string])[] = [
    ['an unknown transaction', { tXid: 'SIMMERCH0102202604011200000000' }, '8004'],
    ['another amount, correctly signed', { amt: '150001' }, '8003'],
    ['another reference, correctly signed', { referenceNo: 'ANOTHER' }, '8003'],
    ['a wrong token', { merchantToken: 'b'.repeat(64) }, '9010'],
    ['the time of yesterday', { timeStamp: '20260331120000' }, '9031'],
    ['an unknown merchant', { iMid: 'SOMEBODY01' }, '9011'],
    ['an unknown field', { payMethod: '02' }, '9030'],
  ];
  for (const [why, changes, code] of rejections) {
    it(`rejects ${why}: ${code}`, async () => {
      const sim = simulated();
      const one = await sim.must(sim.register('02'));
      const { amt = one.amt, referenceNo = one.referenceNo, tXid = one.tXid, ...rest } = changes;
      const answer = await sim.inquire({ ...one, amt, referenceNo, tXid }, rest);
      assert.equal(answer['resultCd'], code);
      assert.equal(answer['status'], undefined);
    });
  }

  it('does not return transactions of another merchant', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('01', {}, PREAUTH_MERCHANT));
    assert.equal((await sim.inquire(one, {}, MERCHANT))['resultCd'], '8004');
    assert.equal((await sim.inquire(one, {}, PREAUTH_MERCHANT))['resultCd'], '0000');
  });

  it('has a digit for every state, and the same digit means different things', () => {
    const rows = (['01', '02', '03', '04', '05', '06', '08'] as const).map((method) =>
      (['open', 'paid', 'void', 'refund', 'expired', 'failed'] as const)
        .map((state) => statusFor({ method }, state)[0])
        .join(''),
    );
    assert.deepEqual(rows, ['901298', '301243', '301243', '901133', '901258', '901238', '302256']);
    assert.equal(statusFor({ method: '03' }, 'committing')[0], '5');
    assert.equal(statusFor({ method: '05' }, 'waiting')[0], '4');
    assert.equal(statusFor({ method: '02' }, 'reversed')[0], '1');
  });

  it('a store code that was looked up is not paid', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('03'));
    assert.equal((await sim.simulator.perform(one.tXid, 'look up')).ok, true);
    assert.equal(await sim.statusOf(one), '5');
    assert.equal((await sim.simulator.perform(one.tXid, 'look up')).ok, false);
    await sim.simulator.perform(one.tXid, 'pay');
    assert.equal(await sim.statusOf(one), '0');
  });
});

describe('the simulator of NICEPAY: saved cards and authorizations', () => {
  type Sim = ReturnType<typeof simulated>;

  async function tokenOf(sim: Sim, recurrOpt: string): Promise<string> {
    const one = await sim.must(sim.register('01', { recurrOpt }));
    await sim.pay(sim.step(one, typed(FRICTIONLESS)));
    return text(await sim.inquire(one), 'recurringToken');
  }

  it('a card is saved if the order says so, and charged again by a server', async () => {
    const sim = simulated();
    const none = await sim.must(sim.register('01'));
    await sim.pay(sim.step(none, typed(FRICTIONLESS)));
    assert.equal((await sim.inquire(none))['recurringToken'], null);

    const recurringToken = await tokenOf(sim, '1');
    assert.match(recurringToken, /^[0-9a-f]{64}$/);
    const again = await sim.must(sim.register('01'));
    assert.equal(await resultIn(await sim.payAsServer(sim.step(again, { recurringToken }))), '0000');
    const answer = await sim.inquire(again);
    assert.deepEqual([answer['status'], answer['ccTransType'], answer['recurringToken']], ['0', '2', null]);
  });

  it('recurrOpt 0 keeps the token and voids the charge', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('01', { recurrOpt: '0' }));
    await sim.pay(sim.step(one, typed(FRICTIONLESS)));
    const answer = await sim.inquire(one);
    assert.deepEqual([answer['status'], answer['cancelAmt']], ['1', '150000']);
    assert.match(text(answer, 'recurringToken'), /^[0-9a-f]{64}$/);
  });

  it('a token is valid under its own merchant id, and once per transaction', async () => {
    const sim = simulated();
    const recurringToken = await tokenOf(sim, '1');
    const other = await sim.must(sim.register('01', {}, PREAUTH_MERCHANT));
    const foreign = await sim.payAsServer(sim.step(other, { recurringToken }, PREAUTH_MERCHANT));
    assert.equal(await resultIn(foreign), '9161');
    const again = await sim.must(sim.register('01'));
    await sim.payAsServer(sim.step(again, { recurringToken }));
    const twice = await sim.payAsServer(sim.step(again, { recurringToken }));
    assert.equal(await resultIn(twice), '9126');
    assert.equal(sim.simulator.ledger().filter(({ kind }) => kind === 'charge').length, 2);
  });

  async function authorized(sim: Sim) {
    const authorization = await sim.must(sim.register('01', {}, PREAUTH_MERCHANT));
    await sim.pay(sim.step(authorization, typed(FRICTIONLESS), PREAUTH_MERCHANT));
    return {
      authorization,
      preauthToken: text(await sim.inquire(authorization, {}, PREAUTH_MERCHANT), 'preauthToken'),
    };
  }

  it('an authorization is captured once, by a transaction of its own, up to its amount', async () => {
    const sim = simulated();
    const { authorization, preauthToken } = await authorized(sim);
    const captureOrder = async (amt: string) => {
      const order = await sim.must(sim.register('01', { amt, cartData: '{}' }, PREAUTH_MERCHANT));
      return {
        order,
        code: await resultIn(await sim.payAsServer(sim.step(order, { preauthToken }, PREAUTH_MERCHANT))),
      };
    };
    assert.equal((await captureOrder('150001')).code, '9145');
    const { order, code } = await captureOrder('100000');
    assert.equal(code, '0000');
    const answer = await sim.inquire(order, {}, PREAUTH_MERCHANT);
    assert.deepEqual([answer['status'], answer['ccTransType'], answer['amt']], ['0', '4', '100000']);
    assert.equal((await sim.inquire(authorization, {}, PREAUTH_MERCHANT))['acquStatus'], '4');
    assert.equal((await captureOrder('1')).code, '9143');
    const moves = sim.simulator.ledger().filter(({ kind }) => kind !== 'create');
    assert.deepEqual(
      moves.map(({ kind, money }) => [kind, money?.amount]),
      [
        ['authorize', 150_000],
        ['capture', 100_000],
      ],
    );
  });

  it('an authorization is voided with its token, or expires after seven days', async () => {
    const sim = simulated();
    const { authorization, preauthToken } = await authorized(sim);
    assert.equal((await sim.cancel(authorization, '01', {}, PREAUTH_MERCHANT))['resultCd'], '9143');
    assert.equal((await sim.cancel(authorization, '01', { preauthToken: 'x' }, PREAUTH_MERCHANT))['resultCd'], '9143');
    assert.equal((await sim.cancel(authorization, '01', { preauthToken }, PREAUTH_MERCHANT))['resultCd'], '0000');
    assert.equal(await sim.statusOf(authorization, PREAUTH_MERCHANT), '1');

    const { authorization: forgotten } = await authorized(sim);
    await sim.advance(7 * DAY);
    assert.equal(await sim.statusOf(forgotten, PREAUTH_MERCHANT), '1');
  });

  it('may return "initialised" for a declined server step, with the try in its history (P1)', async () => {
    for (const declinedShows of ['8', '9'] as const) {
      const sim = simulated({ declinedShows });
      const recurringToken = await tokenOf(sim, '1');
      const again = await sim.must(sim.register('01'));
      sim.simulator.fail({ operation: 'charge', kind: 'decline', code: '51' });
      assert.equal(await resultIn(await sim.payAsServer(sim.step(again, { recurringToken }))), '51');
      const { status, latestFailHistory } = await sim.inquire(again);
      assert.equal(status, declinedShows);
      assert.match(JSON.stringify(latestFailHistory), /"resultCd":"51"/);
    }
  });

  it('may answer a server step with a redirect', async () => {
    const sim = simulated({ tokenAnswer: 'redirect' });
    const recurringToken = await tokenOf(sim, '1');
    const again = await sim.must(sim.register('01'));
    const { status, headers } = await sim.payAsServer(sim.step(again, { recurringToken }));
    assert.equal(status, 302);
    assert.equal(new URL(headers.get('location') ?? '').searchParams.get('resultCd'), '0000');
  });

  it('may answer a server step in JSON', async () => {
    const sim = simulated({ tokenAnswer: 'json' });
    const recurringToken = await tokenOf(sim, '1');
    const again = await sim.must(sim.register('01'));
    const answer: unknown = await (await sim.payAsServer(sim.step(again, { recurringToken }))).json();
    assert.ok(typeof answer === 'object' && answer !== null && 'resultCd' in answer);
    assert.equal(answer.resultCd, '0000');
  });
});
