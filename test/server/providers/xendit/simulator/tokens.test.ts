import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  at,
  byCard,
  CUSTOMER,
  FRICTIONLESS,
  paymentBody,
  RETURN_URLS,
  simulated,
  textAt,
} from '../support/simulated.ts';

type Sim = ReturnType<typeof simulated>;

const idOf = (request: object): string => textAt(request, 'payment_request_id');

/** Pays and saves, and returns the token that came of it. */
async function saved(sim: Sim, over: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const request = await sim.pay({ type: 'PAY_AND_SAVE', ...CUSTOMER, ...over });
  if (request['status'] === 'REQUIRES_ACTION') await sim.simulator.perform(idOf(request), 'pay');
  const paid = await sim.must('GET', `/v3/payment_requests/${idOf(request)}`);
  return textAt(paid, 'payment_token_id');
}

const byToken = (token: string, over: Readonly<Record<string, unknown>> = {}) =>
  paymentBody({ payment_token_id: token, channel_code: undefined, channel_properties: undefined, ...over });

const BRI = {
  channel_code: 'BRI_DIRECT_DEBIT',
  channel_properties: { card_last_four_digits: '4242', mobile_number: '+6281210002000', email: 'siti@example.com' },
};

describe('the simulator of Xendit: tokens', () => {
  it('pay and save: the token comes with the payment, never with the create', async () => {
    const sim = simulated();
    const request = await sim.pay({ type: 'PAY_AND_SAVE', ...CUSTOMER });
    assert.ok(!('payment_token_id' in request));
    assert.match(textAt(request, 'customer_id'), /^cust-.{36}$/);
    await sim.simulator.perform(idOf(request), 'pay');
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.capture', 'payment_token.activation']);
    const token = textAt(sim.notifications[0]?.data, 'payment_token_id');
    assert.match(token, /^pt-.{36}$/);
    assert.equal(sim.notifications[1]?.data['payment_token_id'], token);
    assert.equal(sim.notifications[1]?.data['status'], 'ACTIVE');
    assert.equal((await sim.must('GET', `/v3/payment_tokens/${token}`))['status'], 'ACTIVE');
  });

  it('a failed pay-and-save leaves no token, a plain payment neither', async () => {
    const sim = simulated();
    const failed = await sim.pay({ type: 'PAY_AND_SAVE', ...CUSTOMER });
    await sim.simulator.perform(idOf(failed), 'fail');
    await sim.simulator.perform(idOf(await sim.pay()), 'pay');
    await sim.runDue();
    assert.ok(sim.notifications.every(({ data }) => !('payment_token_id' in data)));
    assert.ok(sim.simulator.ledger().every(({ kind }) => kind !== 'token'));
  });

  it('one customer reference is one customer', async () => {
    const sim = simulated();
    const [a, b] = [await sim.pay({ ...CUSTOMER }), await sim.pay({ ...CUSTOMER })];
    assert.equal(a['customer_id'], b['customer_id']);
  });

  it('charges a wallet’s token at once, and still sends the notification', async () => {
    const sim = simulated();
    const token = await saved(sim);
    await sim.runDue();
    sim.notifications.length = 0;
    const request = await sim.must('POST', '/v3/payment_requests', byToken(token));
    assert.deepEqual([request['status'], request['actions'], request['channel_code']], ['SUCCEEDED', [], 'DANA']);
    assert.ok(request['latest_payment_id']);
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.capture']);
    assert.equal(sim.notifications[0]?.data['payment_token_id'], token);
  });

  it('the partner may decline at once, or not decide yet', async () => {
    const sim = simulated();
    const token = await saved(sim);
    await sim.runDue();
    sim.notifications.length = 0;
    sim.simulator.fail({ operation: 'create', kind: 'decline', code: 'INSUFFICIENT_BALANCE' });
    const declined = await sim.must('POST', '/v3/payment_requests', byToken(token));
    assert.deepEqual([declined['status'], declined['failure_code']], ['FAILED', 'INSUFFICIENT_BALANCE']);
    sim.simulator.fail({ operation: 'create', kind: 'pending' });
    const pending = await sim.must('POST', '/v3/payment_requests', byToken(token));
    assert.equal(pending['status'], 'PENDING');
    await sim.refused(
      'POST',
      `/v3/payment_requests/${idOf(pending)}/cancel`,
      undefined,
      400,
      'INELIGIBLE_TRANSACTION_STATUS',
    );
    await sim.advance(72 * 3_600_000);
    assert.equal((await sim.must('GET', `/v3/payment_requests/${idOf(pending)}`))['status'], 'PENDING');
    await sim.simulator.perform(idOf(pending), 'pay');
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.failure', 'payment.capture']);
  });

  it('a bank that requires approval each time redirects', async () => {
    const sim = simulated();
    const bank = { country: 'PH', currency: 'PHP', channel_code: 'BPI_DIRECT_DEBIT', request_amount: 500 };
    const token = await saved(sim, bank);
    const place = { country: 'PH', currency: 'PHP', request_amount: 500, channel_properties: RETURN_URLS };
    const request = await sim.must('POST', '/v3/payment_requests', byToken(token, place));
    assert.deepEqual([request['status'], at(request, 'actions', 0, 'descriptor')], ['REQUIRES_ACTION', 'WEB_URL']);
  });

  it('a card’s token asks for 3-D Secure unless it is skipped', async () => {
    const sim = simulated();
    const token = await saved(sim, byCard());
    const challenged = await sim.must(
      'POST',
      '/v3/payment_requests',
      byToken(token, { channel_properties: RETURN_URLS }),
    );
    assert.equal(challenged['status'], 'REQUIRES_ACTION');
    const skipped = await sim.must(
      'POST',
      '/v3/payment_requests',
      byToken(token, { channel_properties: { skip_three_ds: true } }),
    );
    assert.equal(skipped['status'], 'SUCCEEDED');
    assert.equal(at(skipped, 'channel_properties', 'card_details', 'masked_card_number'), '4000****2503');
  });

  it('refuses another country, currency or channel, and an amount beyond the channel', async () => {
    const sim = simulated();
    const token = await saved(sim);
    for (const over of [{ country: 'PH' }, { currency: 'PHP' }, { channel_code: 'OVO' }, { request_amount: 99 }]) {
      await sim.refused('POST', '/v3/payment_requests', byToken(token, over), 400, 'INVALID_VALUE_ERROR');
    }
  });

  it('is canceled once, without a notification, and then cannot be charged', async () => {
    const sim = simulated();
    const token = await saved(sim);
    await sim.runDue();
    sim.notifications.length = 0;
    assert.equal((await sim.must('POST', `/v3/payment_tokens/${token}/cancel`))['status'], 'CANCELED');
    await sim.refused('POST', `/v3/payment_tokens/${token}/cancel`, undefined, 400, 'INACTIVE_PAYMENT_REQUEST');
    await sim.refused('POST', '/v3/payment_requests', byToken(token), 400, 'INVALID_TOKEN');
    await sim.runDue();
    assert.deepEqual(sim.events(), []);
  });

  it('expires with its card, and notifies', async () => {
    const sim = simulated();
    const token = await saved(sim, byCard({ ...FRICTIONLESS, expiry_month: '04', expiry_year: '2026' }));
    await sim.advance(31 * 86_400_000);
    assert.ok(sim.events().includes('payment_token.expiry'));
    await sim.refused('POST', '/v3/payment_requests', byToken(token), 400, 'INVALID_TOKEN');
  });

  it('links an account without a payment, by page or by password', async () => {
    const sim = simulated();
    const body = { reference_id: 'link1', country: 'ID', currency: 'IDR', ...CUSTOMER };
    const wallet = await sim.must('POST', '/v3/payment_tokens', {
      ...body,
      channel_code: 'OVO',
      channel_properties: RETURN_URLS,
    });
    assert.deepEqual([wallet['status'], at(wallet, 'actions', 0, 'descriptor')], ['REQUIRES_ACTION', 'WEB_URL']);
    const id = textAt(wallet, 'payment_token_id');
    await sim.refused('POST', '/v3/payment_requests', byToken(id), 400, 'INVALID_TOKEN');
    await sim.refused('POST', `/v3/payment_tokens/${id}/cancel`, undefined, 400, 'INELIGIBLE_TRANSACTION_STATUS');
    const back = await sim.page(textAt(wallet, 'actions', 0, 'value'), { decision: 'pay' });
    assert.equal(back.headers.get('location'), RETURN_URLS.success_return_url);
    const bank = await sim.must('POST', '/v3/payment_tokens', { ...body, ...BRI });
    const path = `/v3/payment_tokens/${textAt(bank, 'payment_token_id')}`;
    assert.equal((await sim.must('POST', `${path}/validate_otp`, { otp_code: '123456' }))['status'], 'ACTIVE');
    await sim.refused(
      'POST',
      '/v3/payment_tokens',
      { ...body, channel_code: 'LINKAJA', channel_properties: RETURN_URLS },
      400,
      'INVALID_VALUE_ERROR',
    );
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment_token.activation', 'payment_token.activation']);
  });
});

describe('the simulator of Xendit: one-time passwords', () => {
  async function challenged(sim: Sim) {
    const request = await sim.pay({ ...BRI, ...CUSTOMER, type: 'PAY_AND_SAVE' });
    return { request, path: `/v3/payment_requests/${idOf(request)}` };
  }

  it('the right one pays and saves; the actions have the path', async () => {
    const sim = simulated();
    const { request, path } = await challenged(sim);
    const actions = [0, 1].map((i) => [at(request, 'actions', i, 'type'), at(request, 'actions', i, 'descriptor')]);
    assert.deepEqual(actions, [
      ['API_POST_REQUEST', 'VALIDATE_OTP'],
      ['API_POST_REQUEST', 'RESEND_OTP'],
    ]);
    assert.ok(textAt(request, 'actions', 0, 'value').endsWith(`${path}/validate_otp`));
    const paid = await sim.must('POST', `${path}/validate_otp`, { otp_code: '123456' });
    assert.deepEqual([paid['status'], typeof paid['payment_token_id']], ['SUCCEEDED', 'string']);
    await sim.refused('POST', `${path}/validate_otp`, { otp_code: '123456' }, 400, 'API_VALIDATION_ERROR');
  });

  it('three wrong ones end it', async () => {
    const sim = simulated();
    const { path } = await challenged(sim);
    await sim.refused('POST', `${path}/validate_otp`, { otp_code: '999999' }, 400, 'INVALID_OTP');
    await sim.refused('POST', `${path}/validate_otp`, { otp_code: '999999' }, 400, 'INVALID_OTP');
    await sim.refused('POST', `${path}/validate_otp`, { otp_code: '999999' }, 400, 'MAX_OTP_ATTEMPTS');
    await sim.refused('POST', `${path}/validate_otp`, { otp_code: '123456' }, 400, 'MAX_OTP_ATTEMPTS');
    const failed = await sim.must('GET', path);
    assert.deepEqual([failed['status'], failed['failure_code']], ['FAILED', 'OTP_ATTEMPT_COUNTS_EXCEEDED']);
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.failure']);
  });

  it('expires after five minutes and is sent again three times, by either path', async () => {
    const sim = simulated();
    const { path } = await challenged(sim);
    await sim.advance(301_000);
    await sim.refused('POST', `${path}/validate_otp`, { otp_code: '123456' }, 400, 'EXPIRED_OTP');
    await sim.must('POST', `${path}/resend_otp`);
    await sim.must('POST', `${path}/send_otp`);
    await sim.must('POST', `${path}/send_otp`);
    await sim.refused('POST', `${path}/resend_otp`, undefined, 400, 'MAX_OTP_ATTEMPTS');
    assert.equal((await sim.must('POST', `${path}/validate_otp`, { otp_code: '123456' }))['status'], 'SUCCEEDED');
  });

  it('is accepted only where it was requested', async () => {
    const sim = simulated();
    const request = await sim.pay();
    const path = `/v3/payment_requests/${idOf(request)}`;
    await sim.refused('POST', `${path}/validate_otp`, { otp_code: '123456' }, 400, 'API_VALIDATION_ERROR');
    await sim.refused('POST', `${path}/validate_otp`, {}, 400, 'API_VALIDATION_ERROR');
  });
});
