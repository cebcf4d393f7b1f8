import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { findRule } from '../../../../../server/providers/xendit/simulator/find-rule.ts';
import { toMajorText } from '../../../../../shared/money.ts';
import { OpenApi } from '../support/openapi.ts';
import { sharedFile } from '../support/shared-files.ts';
import { at, byCard, CUSTOMER, FRICTIONLESS, sessionBody, simulated, textAt, VA } from '../support/simulated.ts';

/* The simulator against the provider's own words: what it answers and sends must be what the schema says. */

const openapi = sharedFile('openapi.json');
const channels = sharedFile('channels.json');

/** One of everything: each way to pay, each verb, each end. Returns every call with its answer, and every notice. */
async function everything() {
  const sim = simulated();
  const calls: { method: string; path: string; status: number; body: unknown }[] = [];
  async function call(method: string, path: string, body?: unknown) {
    const answer = await sim.call(method, path, body);
    calls.push({ method, path, status: answer.status, body: answer.body });
    return answer.body;
  }
  async function pay(over: Readonly<Record<string, unknown>>): Promise<string> {
    const body = {
      reference_id: `r${calls.length}`,
      type: 'PAY',
      country: 'ID',
      currency: 'IDR',
      request_amount: 25_000,
      ...over,
    };
    return `/v3/payment_requests/${textAt(await call('POST', '/v3/payment_requests', body), 'payment_request_id')}`;
  }
  const idOf = (path: string): string => path.split('/')[3] ?? '';

  const va = await pay(VA);
  await sim.simulator.perform(idOf(va), 'pay');
  await sim.simulator.perform(idOf(await pay(VA)), 'expire');
  await call('POST', `${await pay({ ...VA, type: 'REUSABLE_PAYMENT_CODE' })}/cancel`);
  await call('POST', `${va}/cancel`);
  await sim.simulator.perform(idOf(await pay(byCard())), 'fail');
  const saved = await pay({ ...byCard(FRICTIONLESS), ...CUSTOMER, type: 'PAY_AND_SAVE' });
  const token = textAt(await call('GET', saved), 'payment_token_id');
  await call('GET', `/v3/payment_tokens/${token}`);
  await call('POST', '/refunds', { payment_request_id: idOf(saved), reason: 'OTHERS', reference_id: 'rf' });
  await pay({ payment_token_id: token, channel_properties: { skip_three_ds: true } });
  const held = await pay({ ...byCard(FRICTIONLESS), capture_method: 'MANUAL' });
  const payment = `/v3/payments/${textAt(await call('GET', held), 'latest_payment_id')}`;
  await call('POST', `${payment}/capture`, { capture_amount: 25_001 });
  await call('POST', `${payment}/capture`, { capture_amount: 20_000 });
  await call('POST', `${payment}/cancel`);
  await call('GET', payment);
  const lapsing = await pay({ ...byCard(FRICTIONLESS), capture_method: 'MANUAL' });
  await sim.simulator.perform(idOf(lapsing), 'expire');
  const bri = { card_last_four_digits: '4242', mobile_number: '+6281210002000', email: 'siti@example.com' };
  const otp = await pay({
    channel_code: 'BRI_DIRECT_DEBIT',
    channel_properties: bri,
    ...CUSTOMER,
    type: 'PAY_AND_SAVE',
  });
  await call('POST', `${otp}/validate_otp`, { otp_code: '999999' });
  await call('POST', `${otp}/resend_otp`);
  await call('POST', `${otp}/validate_otp`, { otp_code: '123456' });
  sim.simulator.fail({ operation: 'refund', kind: 'decline' });
  await call('POST', '/refunds', { payment_request_id: idOf(otp), reason: 'OTHERS' });
  await call('POST', `/v3/payment_tokens/${token}/cancel`);
  const session = textAt(await call('POST', '/sessions', sessionBody()), 'payment_session_id');
  await sim.simulator.perform(session, 'pay');
  await call('GET', `/sessions/${session}`);
  const expiring = textAt(await call('POST', '/sessions', sessionBody()), 'payment_session_id');
  await sim.simulator.perform(expiring, 'expire');
  await call('POST', '/v3/payment_requests', {});
  await call('GET', `/v3/payment_requests/pr-${'0'.repeat(36)}`);
  await sim.advance(60_000);
  return { calls, notifications: sim.notifications };
}

const WEBHOOKS: Readonly<Record<string, string>> = {
  payment: 'PaymentWebhook',
  payment_request: 'PaymentRequestWebhook',
  payment_token: 'PaymentTokenWebhook',
  payment_session: 'SessionWebhook',
  refund: 'RefundWebhook',
};

describe('the simulator of Xendit against the provider’s schema', { skip: openapi.skip }, () => {
  it('answers as the schema says', async () => {
    const schema = new OpenApi(openapi.read());
    const { calls } = await everything();
    assert.ok(calls.length > 20);
    for (const { method, path, status, body } of calls) {
      assert.deepEqual(
        schema.faultsOfAnswer(method, path, status, body),
        [],
        `${method} ${path} ${JSON.stringify(body)}`,
      );
    }
  });

  it('sends the webhooks that the schema knows, of every kind', async () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'provider', components: at(openapi.read(), 'components') });
    const { notifications } = await everything();
    for (const { event, text } of notifications) {
      const name = WEBHOOKS[event.split('.')[0] ?? ''];
      const validate = ajv.compile({ $ref: `provider#/components/schemas/${name}` });
      assert.ok(validate(JSON.parse(text)), `${event}: ${JSON.stringify(validate.errors)} ${text}`);
    }
    assert.deepEqual([...new Set(notifications.map(({ event }) => event))].sort(), [
      'payment.authorization',
      'payment.capture',
      'payment.expiry',
      'payment.failure',
      'payment_request.expiry',
      'payment_session.completed',
      'payment_session.expired',
      'payment_token.activation',
      'refund.failed',
      'refund.succeeded',
    ]);
  });
});

/** Rows whose printed maximum the provider's own test amounts contradict. */
const NOT_ENFORCED = new Set(['CARDS VN']);

describe('the simulator’s rules against the provider’s table', { skip: channels.skip }, () => {
  it('has every channel with its limits, its support and its required properties', () => {
    const rows = at(channels.read(), 'channels');
    assert.ok(Array.isArray(rows) && rows.length > 100);
    for (const row of rows) {
      const [code, country] = [textAt(row, 'channel_code'), textAt(row, 'country')];
      const rule = findRule(code, country);
      assert.ok(typeof rule === 'object', `${code} ${country} is missing`);
      const money = (amount: number): number => Number(toMajorText({ amount, currency: rule.currency }));
      const refund =
        at(row, 'refund', 'partial') === true ? 'partial' : at(row, 'refund', 'full') === true ? 'full' : 'none';
      const wanted = {
        min: at(row, 'min_amount'),
        ...(NOT_ENFORCED.has(`${code} ${country}`) ? {} : { max: at(row, 'max_amount') }),
        pay: at(row, 'supports', 'PAY'),
        save: at(row, 'supports', 'PAY_AND_SAVE'),
        reusable: at(row, 'supports', 'REUSABLE_PAYMENT_CODE'),
        customCode: at(row, 'supports', 'custom_code'),
        required: at(row, 'channel_properties', 'required'),
        refund,
      };
      const ours = {
        min: money(rule.min),
        ...(NOT_ENFORCED.has(`${code} ${country}`) ? {} : { max: money(rule.max) }),
        pay: rule.pay,
        save: rule.save,
        reusable: rule.reusable,
        customCode: rule.customCode,
        required: rule.pay ? [...rule.required] : [...rule.requiredToSave],
        refund: rule.refund,
      };
      assert.deepEqual(ours, wanted, `${code} ${country}`);
    }
  });
});
