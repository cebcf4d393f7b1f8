import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paymentBody, SIM_KEY, simulated, textAt } from '../support/simulated.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('the simulator of Xendit: its HTTP API', () => {
  for (const [name, authorization] of [
    ['no key', ''],
    ['a wrong key', basic('xnd_development_other:')],
    ['the key without its colon', basic(SIM_KEY)],
    ['the key as password', basic(`:${SIM_KEY}`)],
    ['a bearer', `Bearer ${SIM_KEY}`],
  ] as const) {
    it(`refuses ${name} and does nothing`, async () => {
      const sim = simulated();
      const answer = await sim.call('POST', '/v3/payment_requests', paymentBody(), { authorization });
      assert.deepEqual([answer.status, answer.body['error_code']], [401, 'INVALID_API_KEY']);
      assert.equal(typeof answer.body['message'], 'string');
      assert.equal(sim.simulator.ledger().length, 0);
    });
  }

  it('requires the version header on /v3 only', async () => {
    const sim = simulated();
    for (const version of ['', '2023-01-01']) {
      const answer = await sim.call('POST', '/v3/payment_requests', paymentBody(), { 'api-version': version });
      assert.deepEqual([answer.status, answer.body['error_code']], [400, 'API_VALIDATION_ERROR']);
    }
    const refund = await sim.call('GET', '/refunds/rfd-1', undefined, { 'api-version': '' });
    assert.equal(refund.status, 404);
  });

  it('names every wrong field', async () => {
    const sim = simulated();
    const body = paymentBody({ reference_id: '', request_amount: '25000', country: 'XX' });
    const answer = await sim.refused('POST', '/v3/payment_requests', body, 400, 'API_VALIDATION_ERROR');
    const errors = answer['errors'];
    assert.ok(Array.isArray(errors));
    assert.deepEqual(errors.map((error) => textAt(error, 'path')).sort(), [
      'country',
      'reference_id',
      'request_amount',
    ]);
  });

  it('rejects what is not JSON, and JSON without its content type', async () => {
    const sim = simulated();
    await sim.refused('POST', '/v3/payment_requests', '{"reference_id": ', 400, 'API_VALIDATION_ERROR');
    const answer = await sim.call('POST', '/v3/payment_requests', paymentBody(), { 'content-type': 'text/plain' });
    assert.equal(answer.status, 400);
  });

  it('tells a malformed id from an unknown one', async () => {
    const sim = simulated();
    const unknown = '00000000-0000-4000-8000-999999999999';
    for (const path of ['/v3/payment_requests/pr-', '/v3/payments/py-', '/v3/payment_tokens/pt-']) {
      await sim.refused('GET', `${path}${unknown}`, undefined, 404, 'DATA_NOT_FOUND');
      await sim.refused('GET', `${path}short`, undefined, 400, 'API_VALIDATION_ERROR');
    }
    await sim.refused('GET', `/sessions/ps-${'0'.repeat(24)}`, undefined, 404, 'DATA_NOT_FOUND');
    await sim.refused('GET', '/sessions/ps-1', undefined, 400, 'API_VALIDATION_ERROR');
    await sim.refused('GET', '/v3/nothing', undefined, 404, 'DATA_NOT_FOUND');
    await sim.refused('GET', '/v3/payment_requests', undefined, 404, 'DATA_NOT_FOUND');
  });

  it('gives ids of the exact form', async () => {
    const sim = simulated();
    const request = await sim.pay();
    assert.match(textAt(request, 'payment_request_id'), /^pr-[0-9a-f-]{36}$/);
    await sim.simulator.perform(textAt(request, 'payment_request_id'), 'pay');
    const paid = await sim.must('GET', `/v3/payment_requests/${textAt(request, 'payment_request_id')}`);
    assert.match(textAt(paid, 'latest_payment_id'), /^py-[0-9a-f-]{36}$/);
    const payment = await sim.must('GET', `/v3/payments/${textAt(paid, 'latest_payment_id')}`);
    assert.match(textAt(payment, 'captures', 0, 'capture_id'), /^cptr-[0-9a-f-]{36}$/);
  });

  it('limits calls per endpoint in a sliding minute, when configured', async () => {
    const sim = simulated({ callsPerMinute: 2 });
    const first = await sim.call('POST', '/v3/payment_requests', paymentBody());
    assert.equal(first.headers.get('rate-limit-remaining'), '1');
    sim.clock.set(sim.clock.now() + 20_000);
    assert.equal((await sim.call('POST', '/v3/payment_requests', paymentBody())).status, 201);
    const third = await sim.call('POST', '/v3/payment_requests', paymentBody());
    assert.deepEqual([third.status, third.body['error_code']], [429, 'RATE_LIMIT_EXCEEDED']);
    assert.equal(third.headers.get('rate-limit-reset'), '40.00');
    const id = textAt(first.body, 'payment_request_id');
    assert.equal((await sim.call('GET', `/v3/payment_requests/${id}`)).status, 200);
    sim.clock.set(sim.clock.now() + 40_001);
    assert.equal((await sim.call('POST', '/v3/payment_requests', paymentBody())).status, 201);
  });

  it('answers nothing outside its base URL', async () => {
    const { simulator } = simulated();
    const response = await simulator.handle(new Request('https://pay.example/v3/payment_requests'));
    assert.equal(response.status, 404);
  });
});
