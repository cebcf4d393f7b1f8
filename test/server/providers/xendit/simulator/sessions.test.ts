import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BACK, CUSTOMER, sessionBody, simulated, textAt } from '../support/simulated.ts';

const FORM = { number: '4000 0000 0000 1000', expiry: '12/30', cvn: '123', holder: 'Siti Aminah' };
const CHALLENGED = { ...FORM, number: '4000000000002503' };

type Sim = ReturnType<typeof simulated>;

async function opened(sim: Sim, over: Readonly<Record<string, unknown>> = {}) {
  const session = await sim.must('POST', '/sessions', sessionBody(over));
  const path = `/sessions/${textAt(session, 'payment_session_id')}`;
  return { session, path, address: textAt(session, 'payment_link_url'), now: () => sim.must('GET', path) };
}

const REFUSED: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  ['an amount below the cards’ limit', { amount: 4_999 }, 'INVALID_AMOUNT'],
  ['a fraction of a rupiah', { amount: 25_000.5 }, 'INVALID_AMOUNT'],
  ['another country’s currency', { currency: 'PHP' }, 'INVALID_CURRENCY'],
  ['a country without cards', { country: 'HK', currency: 'HKD' }, 'INVALID_COUNTRY'],
  ['a channel that is not offered', { allowed_payment_channels: ['CARDS', 'GCASH'] }, 'INVALID_PAYMENT_CHANNEL'],
  ['saving without a customer', { allow_save_payment_method: 'FORCED' }, 'MISSING_CUSTOMER'],
  ['a return address without https', { success_return_url: 'http://shop.example/' }, 'INVALID_URL'],
  ['an end in nine minutes', { expires_at: '2026-04-01T05:09:00Z' }, 'INVALID_EXPIRY_DATE'],
  ['a mode that is not simulated', { mode: 'CARDS_SESSION_JS' }, 'MODE_NOT_SUPPORTED'],
  ['components without an origin', { mode: 'COMPONENTS' }, 'API_VALIDATION_ERROR'],
  ['no reference', { reference_id: undefined }, 'API_VALIDATION_ERROR'],
  ['a reference of 65 characters', { reference_id: 'x'.repeat(65) }, 'API_VALIDATION_ERROR'],
];

describe('the simulator of Xendit: sessions', () => {
  for (const [name, over, code] of REFUSED) {
    it(`refuses ${name}: ${code}`, async () => {
      const sim = simulated();
      await sim.refused('POST', '/sessions', sessionBody(over), 400, code);
      assert.deepEqual(sim.simulator.ledger(), []);
    });
  }

  it('is paid on its page, and then names the payment', async () => {
    const sim = simulated();
    const { session, address, now } = await opened(sim);
    assert.match(textAt(session, 'payment_session_id'), /^ps-[0-9a-f]{24}$/);
    assert.deepEqual([session['status'], session['payment_request_id']], ['ACTIVE', null]);
    const back = await sim.page(address, FORM);
    assert.deepEqual([back.status, back.headers.get('location')], [303, `${BACK}?went=well`]);
    const done = await now();
    assert.equal(done['status'], 'COMPLETED');
    assert.equal(done['payment_token_id'], null);
    const payment = await sim.must('GET', `/v3/payments/${textAt(done, 'payment_id')}`);
    assert.deepEqual([payment['status'], payment['reference_id']], ['SUCCEEDED', session['reference_id']]);
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.capture', 'payment_session.completed']);
    assert.equal(sim.notifications[1]?.data['payment_request_id'], done['payment_request_id']);
  });

  it('asks for the password first where the card requires it', async () => {
    const sim = simulated();
    const { address, now } = await opened(sim);
    const challenge = await sim.page(address, CHALLENGED);
    assert.equal(challenge.status, 303);
    assert.equal((await now())['status'], 'ACTIVE');
    const back = await sim.page(challenge.headers.get('location') ?? '', { otp: '123456', decision: 'confirm' });
    assert.equal(back.headers.get('location'), `${BACK}?went=well`);
    assert.equal((await now())['status'], 'COMPLETED');
  });

  for (const [save, ticked, expected] of [
    ['DISABLED', true, false],
    ['OPTIONAL', false, false],
    ['OPTIONAL', true, true],
    ['FORCED', false, true],
  ] as const) {
    it(`saving ${save}, box ${ticked ? 'ticked' : 'not ticked'}: ${expected ? 'a token' : 'no token'}`, async () => {
      const sim = simulated();
      const { address, now } = await opened(sim, { allow_save_payment_method: save, ...CUSTOMER });
      await sim.page(address, { ...FORM, ...(ticked ? { save: 'yes' } : {}) });
      assert.equal(typeof (await now())['payment_token_id'] === 'string', expected);
      await sim.runDue();
      assert.equal(sim.events().includes('payment_token.activation'), expected);
    });
  }

  it('a failed try is notified and leaves the session open for another card', async () => {
    const sim = simulated();
    const { address, now } = await opened(sim, { amount: 10_054 });
    const again = await sim.page(address, FORM);
    assert.equal(again.headers.get('location'), `${address}?failed=INSUFFICIENT_BALANCE`);
    assert.match(await (await sim.page(again.headers.get('location') ?? '')).text(), /not enough money/);
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.failure']);
    assert.deepEqual([(await now())['status'], (await now())['payment_request_id']], ['ACTIVE', null]);
  });

  it('reports what is wrong with a card, and charges nothing', async () => {
    const sim = simulated();
    const { address } = await opened(sim);
    for (const over of [
      { number: '4111111111111112' },
      { expiry: '13/30' },
      { expiry: '03/26' },
      { cvn: '1' },
      { holder: ' ' },
    ]) {
      const page = await sim.page(address, { ...FORM, ...over });
      assert.equal(page.status, 422, JSON.stringify(over));
      assert.match(await page.text(), /role="alert"/);
    }
    await sim.runDue();
    assert.deepEqual(sim.events(), []);
  });

  it('expires after half an hour, and its page is closed then', async () => {
    const sim = simulated();
    const { address, now } = await opened(sim);
    await sim.advance(30 * 60_000);
    assert.equal((await now())['status'], 'EXPIRED');
    assert.deepEqual(sim.events(), ['payment_session.expired']);
    assert.match(await (await sim.page(address, FORM)).text(), /expired/);
    assert.ok(sim.simulator.ledger().every(({ kind }) => kind === 'create'));
  });

  it('is canceled once, together with the open try', async () => {
    const sim = simulated();
    const { path, address } = await opened(sim);
    const challenge = (await sim.page(address, CHALLENGED)).headers.get('location') ?? '';
    assert.equal((await sim.must('POST', `${path}/cancel`))['status'], 'CANCELED');
    await sim.page(challenge, { otp: '123456', decision: 'confirm' });
    assert.ok(sim.simulator.ledger().every(({ kind }) => kind !== 'charge'));
    await sim.refused('POST', `${path}/cancel`, undefined, 400, 'INELIGIBLE_SESSION_REQUEST');
    await sim.runDue();
    assert.deepEqual(sim.events(), []);
  });

  it('accepts a reference once', async () => {
    const sim = simulated();
    await opened(sim, { reference_id: 'once' });
    await sim.refused('POST', '/sessions', sessionBody({ reference_id: 'once' }), 409, 'DUPLICATE_ERROR');
  });

  it('authorizes only, with capture_method MANUAL', async () => {
    const sim = simulated();
    const { address, now } = await opened(sim, { capture_method: 'MANUAL' });
    await sim.page(address, FORM);
    const done = await now();
    assert.equal(done['status'], 'COMPLETED');
    assert.equal((await sim.must('GET', `/v3/payments/${textAt(done, 'payment_id')}`))['status'], 'AUTHORIZED');
  });

  it('saves a card without a payment', async () => {
    const sim = simulated();
    const { address, now } = await opened(sim, { session_type: 'SAVE', amount: 0, ...CUSTOMER });
    const challenge = await sim.page(address, CHALLENGED);
    await sim.page(challenge.headers.get('location') ?? '', { otp: '123456', decision: 'confirm' });
    const done = await now();
    assert.deepEqual([done['status'], done['payment_request_id']], ['COMPLETED', null]);
    assert.equal((await sim.must('GET', `/v3/payment_tokens/${textAt(done, 'payment_token_id')}`))['status'], 'ACTIVE');
    assert.ok(sim.simulator.ledger().every(({ kind }) => kind !== 'charge'));
  });
});
