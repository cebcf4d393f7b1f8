import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc16 } from '../../../../../server/providers/simulation/emv-qr.ts';
import { at, CUSTOMER, paymentBody, RETURN_URLS, simulated, textAt, VA } from '../support/simulated.ts';

const idOf = (request: object): string => textAt(request, 'payment_request_id');

describe('the simulator of Xendit: payment requests', () => {
  it('virtual account: number, payment, notification', async () => {
    const sim = simulated();
    const request = await sim.pay(VA);
    assert.equal(request['status'], 'REQUIRES_ACTION');
    assert.deepEqual(
      [at(request, 'actions', 0, 'type'), at(request, 'actions', 0, 'descriptor')],
      ['PRESENT_TO_CUSTOMER', 'VIRTUAL_ACCOUNT_NUMBER'],
    );
    assert.match(textAt(request, 'actions', 0, 'value'), /^\d{16}$/);
    assert.ok((await sim.simulator.perform(idOf(request), 'pay')).ok);
    const paid = await sim.must('GET', `/v3/payment_requests/${idOf(request)}`);
    assert.equal(paid['status'], 'SUCCEEDED');
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.capture']);
    const data = sim.notifications[0]?.data ?? {};
    assert.equal(data['payment_request_id'], idOf(request));
    assert.equal(data['payment_id'], paid['latest_payment_id']);
    assert.equal(data['reference_id'], request['reference_id']);
    assert.equal(data['status'], 'SUCCEEDED');
    assert.equal(at(data, 'captures', 0, 'capture_amount'), 25_000);
    assert.ok(!('amount' in data), 'the real payment object has no amount');
  });

  it('two numbers are never the same, and a chosen one is kept', async () => {
    const sim = simulated();
    const numbers = [await sim.pay(VA), await sim.pay(VA)].map((request) => textAt(request, 'actions', 0, 'value'));
    assert.notEqual(numbers[0], numbers[1]);
    const chosen = { display_name: 'Toko', virtual_account_number: '9988000123456' };
    const request = await sim.pay({ ...VA, channel_properties: chosen });
    assert.equal(textAt(request, 'actions', 0, 'value'), '9988000123456');
  });

  it('counter code and QR: the QR text says the amount and ends in its checksum', async () => {
    const sim = simulated();
    const code = await sim.pay({ channel_code: 'ALFAMART', channel_properties: { payer_name: 'Siti' } });
    assert.equal(at(code, 'actions', 0, 'descriptor'), 'PAYMENT_CODE');
    const qr = await sim.pay({ channel_code: 'QRIS', channel_properties: {} });
    const text = textAt(qr, 'actions', 0, 'value');
    assert.match(text, /540525000/);
    assert.equal(crc16(text.slice(0, -4)), text.slice(-4));
    assert.equal(crc16('123456789'), '29B1', 'the known check value of this checksum');
  });

  it('a Vietnamese account can be paid by number and by QR', async () => {
    const sim = simulated();
    const vietnam = { country: 'VN', currency: 'VND', channel_code: 'VPB_VIRTUAL_ACCOUNT' };
    const request = await sim.pay({ ...vietnam, channel_properties: { display_name: 'Toko' } });
    const kinds = [0, 1].map((i) => at(request, 'actions', i, 'descriptor'));
    assert.deepEqual(kinds, ['VIRTUAL_ACCOUNT_NUMBER', 'QR_STRING']);
  });

  it('wallet: the deep link comes first and is an address too', async () => {
    const sim = simulated();
    const request = await sim.pay();
    assert.equal(at(request, 'actions', 0, 'descriptor'), 'DEEPLINK_URL');
    assert.match(textAt(request, 'actions', 0, 'value'), /^https:/);
    assert.equal(at(request, 'actions', 1, 'descriptor'), 'WEB_URL');
  });

  it('push: no action, and the phone must be valid', async () => {
    const sim = simulated();
    const push = { channel_code: 'OVO', channel_properties: { account_mobile_number: '+6281210002000' } };
    const request = await sim.pay(push);
    assert.deepEqual([request['status'], request['actions']], ['REQUIRES_ACTION', []]);
    const wrong = paymentBody({ ...push, channel_properties: { account_mobile_number: '081210002000' } });
    await sim.refused('POST', '/v3/payment_requests', wrong, 400, 'INVALID_PAYMENT_DETAILS');
  });

  it('fails, and says why', async () => {
    const sim = simulated();
    const request = await sim.pay();
    await sim.simulator.perform(idOf(request), 'fail');
    const failed = await sim.must('GET', `/v3/payment_requests/${idOf(request)}`);
    assert.deepEqual([failed['status'], failed['failure_code']], ['FAILED', 'USER_DECLINED_PAYMENT']);
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.failure']);
    assert.equal(sim.notifications[0]?.data['failure_code'], 'USER_DECLINED_PAYMENT');
    assert.ok(!('captures' in (sim.notifications[0]?.data ?? {})));
  });

  it('expires by the clock, at its own time where one may be set', async () => {
    const sim = simulated();
    const expiresAt = new Date(sim.clock.now() + 3_600_000).toISOString();
    const va = await sim.pay({ ...VA, channel_properties: { display_name: 'Toko', expires_at: expiresAt } });
    const qris = await sim.pay({ channel_code: 'QRIS', channel_properties: { expires_at: expiresAt } });
    assert.equal(at(va, 'channel_properties', 'expires_at'), expiresAt);
    assert.equal(at(qris, 'channel_properties', 'expires_at'), undefined, 'QRIS takes no end, so it echoes none');
    await sim.advance(3_599_999);
    assert.equal((await sim.must('GET', `/v3/payment_requests/${idOf(va)}`))['status'], 'REQUIRES_ACTION');
    await sim.advance(1);
    assert.equal((await sim.must('GET', `/v3/payment_requests/${idOf(va)}`))['status'], 'EXPIRED');
    assert.equal((await sim.must('GET', `/v3/payment_requests/${idOf(qris)}`))['status'], 'REQUIRES_ACTION');
    assert.deepEqual(sim.events(), ['payment_request.expiry']);
    await sim.advance(48 * 3_600_000);
    assert.equal((await sim.must('GET', `/v3/payment_requests/${idOf(qris)}`))['status'], 'EXPIRED');
  });

  it('is expired for an inquiry also without a call of runDue', async () => {
    const sim = simulated();
    const request = await sim.pay({ channel_code: 'LINKAJA' });
    sim.clock.set(sim.clock.now() + 30 * 60_000);
    assert.equal((await sim.must('GET', `/v3/payment_requests/${idOf(request)}`))['status'], 'EXPIRED');
  });

  it('is canceled at once, without a notification, and only while it waits', async () => {
    const sim = simulated();
    const request = await sim.pay(VA);
    const canceled = await sim.must('POST', `/v3/payment_requests/${idOf(request)}/cancel`);
    assert.equal(canceled['status'], 'CANCELED');
    await sim.advance(72 * 3_600_000);
    assert.deepEqual(sim.events(), []);
    await sim.refused(
      'POST',
      `/v3/payment_requests/${idOf(request)}/cancel`,
      undefined,
      400,
      'INACTIVE_PAYMENT_REQUEST',
    );
    assert.ok(!(await sim.simulator.perform(idOf(request), 'pay')).ok);
  });

  it('a reusable code takes payment after payment and never succeeds', async () => {
    const sim = simulated();
    const request = await sim.pay({ ...VA, type: 'REUSABLE_PAYMENT_CODE' });
    assert.equal(request['status'], 'ACCEPTING_PAYMENTS');
    await sim.simulator.perform(idOf(request), 'pay');
    await sim.simulator.perform(idOf(request), 'pay');
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.capture', 'payment.capture']);
    const providerReferences = new Set(sim.notifications.map(({ data }) => data['payment_id']));
    assert.equal(providerReferences.size, 2);
    assert.equal((await sim.must('GET', `/v3/payment_requests/${idOf(request)}`))['status'], 'ACCEPTING_PAYMENTS');
    const closed = await sim.must('POST', `/v3/payment_requests/${idOf(request)}/cancel`);
    assert.equal(closed['status'], 'CANCELED');
  });

  it('an open code accepts any amount, and needs one', async () => {
    const sim = simulated();
    const request = await sim.pay({ ...VA, type: 'REUSABLE_PAYMENT_CODE', request_amount: undefined });
    assert.ok(!(await sim.simulator.perform(idOf(request), 'pay')).ok);
    await sim.simulator.perform(idOf(request), 'pay', 40_000);
    await sim.runDue();
    assert.equal(sim.notifications[0]?.data['request_amount'], 40_000);
  });

  it('test mode pays a shown code, and reports by notification only', async () => {
    const sim = simulated();
    const request = await sim.pay(VA);
    const path = `/v3/payment_requests/${idOf(request)}/simulate`;
    await sim.refused('POST', path, { amount: 24_000 }, 400, 'INVALID_VALUE_ERROR');
    const answer = await sim.must('POST', path, { amount: 25_000 });
    assert.equal(answer['status'], 'PENDING');
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.capture']);
    await sim.refused('POST', path, { amount: 25_000 }, 400, 'INACTIVE_PAYMENT_REQUEST');
    const wallet = await sim.pay();
    await sim.refused(
      'POST',
      `/v3/payment_requests/${idOf(wallet)}/simulate`,
      { amount: 25_000 },
      400,
      'INVALID_VALUE_ERROR',
    );
  });

  it('answers with the requested channel name, and notifies with its own', async () => {
    const sim = simulated();
    const philippines = { country: 'PH', currency: 'PHP', request_amount: 10_000.01, channel_code: 'MAYA' };
    const request = await sim.pay({
      ...philippines,
      ...CUSTOMER,
      type: 'PAY_AND_SAVE',
      channel_properties: RETURN_URLS,
    });
    assert.equal(request['channel_code'], 'MAYA');
    assert.equal(request['payment_token_id'], undefined);
    await sim.simulator.perform(idOf(request), 'pay');
    await sim.runDue();
    assert.equal(sim.notifications[0]?.data['channel_code'], 'PAYMAYA');
    assert.equal(sim.notifications[0]?.data['request_amount'], 10_000.01);
  });
});
