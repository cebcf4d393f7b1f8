import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, byCard, CARD, FRICTIONLESS, RETURN_URLS, simulated, textAt } from '../support/simulated.ts';

type Sim = ReturnType<typeof simulated>;

const idOf = (request: object): string => textAt(request, 'payment_request_id');

/** Authorizes a card payment and returns the payment's path. */
async function held(sim: Sim): Promise<string> {
  const request = await sim.pay({ ...byCard(FRICTIONLESS), capture_method: 'MANUAL' });
  assert.equal(request['status'], 'AUTHORIZED');
  return `/v3/payments/${textAt(request, 'latest_payment_id')}`;
}

describe('the simulator of Xendit: cards', () => {
  it('is charged at once without a challenge', async () => {
    const sim = simulated();
    assert.equal((await sim.pay(byCard(FRICTIONLESS)))['status'], 'SUCCEEDED');
  });

  it('asks for the password, accepts the right one, and sends the customer back', async () => {
    const sim = simulated();
    const request = await sim.pay(byCard());
    const address = textAt(request, 'actions', 0, 'value');
    assert.equal((await sim.page(address)).status, 200);
    const wrong = await sim.page(address, { otp: '000000', decision: 'confirm' });
    assert.equal(wrong.status, 422);
    const right = await sim.page(address, { otp: '123456', decision: 'confirm' });
    assert.deepEqual([right.status, right.headers.get('location')], [303, RETURN_URLS.success_return_url]);
    assert.equal((await sim.must('GET', `/v3/payment_requests/${idOf(request)}`))['status'], 'SUCCEEDED');
  });

  it('fails after three wrong passwords, or when the customer gives up', async () => {
    const sim = simulated();
    for (const answers of [
      ['1', '2', '3'].map((otp) => ({ otp, decision: 'confirm' })),
      [{ otp: '', decision: 'cancel' }],
    ]) {
      const request = await sim.pay(byCard());
      const address = textAt(request, 'actions', 0, 'value');
      let last = new Response();
      for (const answer of answers) last = await sim.page(address, answer);
      assert.equal(last.headers.get('location'), RETURN_URLS.failure_return_url);
      const failed = await sim.must('GET', `/v3/payment_requests/${idOf(request)}`);
      assert.deepEqual([failed['status'], failed['failure_code']], ['FAILED', 'AUTHENTICATION_FAILED']);
    }
  });

  for (const [amount, code] of [
    [10_051, 'EXPIRED_CARD'],
    [10_054, 'INSUFFICIENT_BALANCE'],
    [10_058, 'INVALID_CVV'],
    [10_059, 'DECLINED_BY_ISSUER'],
  ] as const) {
    it(`an amount of ${amount} is refused: ${code}`, async () => {
      const sim = simulated();
      const request = await sim.pay({ ...byCard(FRICTIONLESS), request_amount: amount });
      assert.deepEqual([request['status'], request['failure_code']], ['FAILED', code]);
      await sim.runDue();
      assert.deepEqual(sim.events(), ['payment.failure']);
    });
  }

  it('Vietnam has failing amounts of its own', async () => {
    const sim = simulated();
    const vietnam = { country: 'VN', currency: 'VND', ...byCard(FRICTIONLESS) };
    assert.equal((await sim.pay({ ...vietnam, request_amount: 405_100 }))['failure_code'], 'INSUFFICIENT_BALANCE');
    assert.equal((await sim.pay({ ...vietnam, request_amount: 10_051 }))['status'], 'SUCCEEDED');
  });

  it('keeps neither number nor security code', async () => {
    const sim = simulated();
    const request = await sim.pay(byCard());
    await sim.simulator.perform(idOf(request), 'pay');
    await sim.runDue();
    const said = JSON.stringify([request, sim.notifications]);
    assert.ok(!said.includes(CARD.card_number));
    assert.ok(!said.includes('"cvn"'));
    assert.equal(at(request, 'channel_properties', 'card_details', 'masked_card_number'), '4000****2503');
  });
});

describe('the simulator of Xendit: authorization and capture', () => {
  it('authorizes, captures once and in part, and only the payment shows it', async () => {
    const sim = simulated();
    const path = await held(sim);
    await sim.refused('POST', `${path}/capture`, { capture_amount: 25_001 }, 400, 'CAPTURE_AMOUNT_EXCEEDED');
    const taken = await sim.must('POST', `${path}/capture`, { capture_amount: 20_000 });
    assert.deepEqual([taken['status'], at(taken, 'captures', 0, 'capture_amount')], ['SUCCEEDED', 20_000]);
    assert.equal(taken['request_amount'], 25_000);
    await sim.refused('POST', `${path}/capture`, { capture_amount: 5_000 }, 400, 'INELIGIBLE_TRANSACTION_STATUS');
    await sim.refused('POST', `${path}/cancel`, undefined, 400, 'INELIGIBLE_TRANSACTION_STATUS');
    const request = await sim.must('GET', `/v3/payment_requests/${textAt(taken, 'payment_request_id')}`);
    assert.equal(request['status'], 'AUTHORIZED');
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.authorization', 'payment.capture']);
    assert.ok(!('captures' in (sim.notifications[0]?.data ?? {})));
  });

  it('is voided once, without a notification', async () => {
    const sim = simulated();
    const path = await held(sim);
    await sim.runDue();
    assert.equal((await sim.must('POST', `${path}/cancel`))['status'], 'CANCELED');
    await sim.refused('POST', `${path}/cancel`, undefined, 400, 'INELIGIBLE_TRANSACTION_STATUS');
    await sim.refused('POST', `${path}/capture`, { capture_amount: 1 }, 400, 'INELIGIBLE_TRANSACTION_STATUS');
    await sim.advance(8 * 86_400_000);
    assert.deepEqual(sim.events(), ['payment.authorization']);
  });

  it('lapses after seven days', async () => {
    const sim = simulated();
    const path = await held(sim);
    await sim.advance(7 * 86_400_000 - 1);
    assert.equal((await sim.must('GET', path))['status'], 'AUTHORIZED');
    await sim.advance(1);
    assert.equal((await sim.must('GET', path))['status'], 'EXPIRED');
    assert.deepEqual(sim.events(), ['payment.authorization', 'payment.expiry']);
  });

  it('captures nothing that was not authorized', async () => {
    const sim = simulated();
    const request = await sim.pay(byCard(FRICTIONLESS));
    const path = `/v3/payments/${textAt(request, 'latest_payment_id')}/capture`;
    await sim.refused('POST', path, { capture_amount: 1 }, 400, 'INELIGIBLE_TRANSACTION_STATUS');
  });
});
