import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotDelivered, OutcomeUnknown } from '../../../../../server/payments/ports/ports.ts';
import type { ProviderAnswer } from '../../../../../server/providers/http.ts';
import type { FaultKind } from '../../../../../server/providers/simulation/simulator.ts';
import { simulatorFetch, Unanswered } from '../../../../../server/providers/simulation/simulator.ts';
import { paymentBody, SIM_BASE, simulated, textAt, VA } from '../support/simulated.ts';

type Sim = ReturnType<typeof simulated>;

/** One call as a gateway makes it. */
function call(sim: Sim, method: 'GET' | 'POST', path: string, body?: unknown, signal = new AbortController().signal) {
  const request = sim.request(method, path);
  const headers = Object.fromEntries(request.headers);
  const text = body === undefined ? undefined : JSON.stringify(body);
  return simulatorFetch(sim.simulator)({ method, url: request.url, headers, body: text, signal });
}

const create = (sim: Sim): Promise<ProviderAnswer> => call(sim, 'POST', '/v3/payment_requests', paymentBody(VA));

const committed = (sim: Sim): boolean => sim.simulator.ledger().length > 0;

describe('the simulator of Xendit: faults on the wire', () => {
  for (const [kind, error, done] of [
    ['refuse', NotDelivered, false],
    ['timeout_before', OutcomeUnknown, false],
    ['timeout_after_commit', OutcomeUnknown, true],
    ['reset_after_commit', OutcomeUnknown, true],
    ['huge', OutcomeUnknown, true],
  ] as const) {
    it(`${kind}: ${error.name}, and ${done ? 'it happened' : 'nothing happened'}`, async () => {
      const sim = simulated();
      sim.simulator.fail({ operation: 'create', kind });
      await assert.rejects(create(sim), error);
      assert.equal(committed(sim), done);
      assert.equal((await create(sim)).status, 201, 'only once');
    });
  }

  for (const [kind, status, code, done] of [
    ['500', 500, 'SERVER_ERROR', false],
    ['500_after_commit', 500, 'SERVER_ERROR', true],
    ['503', 503, 'CHANNEL_UNAVAILABLE', false],
    ['429', 429, 'RATE_LIMIT_EXCEEDED', false],
    ['not_found', 404, 'DATA_NOT_FOUND', false],
  ] as const) {
    it(`${kind}: ${code}, and ${done ? 'it happened' : 'nothing happened'}`, async () => {
      const sim = simulated();
      sim.simulator.fail({ operation: 'create', kind });
      const answer = await create(sim);
      assert.deepEqual([answer.status, textAt(JSON.parse(answer.text), 'error_code')], [status, code]);
      assert.equal(committed(sim), done);
    });
  }

  it('error: any rejection of the provider', async () => {
    const sim = simulated();
    sim.simulator.fail({ operation: 'create', kind: 'error', status: 409, code: 'ACCOUNT_ALREADY_LINKED' });
    const answer = await create(sim);
    assert.deepEqual([answer.status, textAt(JSON.parse(answer.text), 'error_code')], [409, 'ACCOUNT_ALREADY_LINKED']);
  });

  for (const kind of ['garbage', 'html', 'truncated'] as const) {
    it(`${kind}: an answer that is no JSON`, async () => {
      const sim = simulated();
      sim.simulator.fail({ operation: 'create', kind });
      const answer = await create(sim);
      assert.equal(answer.status, 201);
      assert.throws(() => JSON.parse(answer.text));
      assert.ok(committed(sim));
    });
  }

  for (const [kind, member, wrong] of [
    ['wrong_amount', 'request_amount', 25_001],
    ['wrong_reference', 'reference_id', 'somebody-elses-order'],
    ['wrong_currency', 'currency', 'PHP'],
    ['unknown_status', 'status', 'ON_A_COFFEE_BREAK'],
  ] as const satisfies readonly (readonly [FaultKind, string, unknown])[]) {
    it(`${kind}: one thing is wrong`, async () => {
      const sim = simulated();
      sim.simulator.fail({ operation: 'inquire', kind });
      const request = await sim.pay();
      const path = `/v3/payment_requests/${textAt(request, 'payment_request_id')}`;
      const corrupted: unknown = JSON.parse((await call(sim, 'GET', path)).text);
      assert.deepEqual(corrupted, { ...request, [member]: wrong });
      assert.deepEqual(JSON.parse((await call(sim, 'GET', path)).text), request);
    });
  }

  it('stale_status: a paid object looks unpaid', async () => {
    const sim = simulated();
    const request = await sim.pay();
    const id = textAt(request, 'payment_request_id');
    await sim.simulator.perform(id, 'pay');
    sim.simulator.fail({ operation: 'inquire', kind: 'stale_status', times: 2 });
    const path = `/v3/payment_requests/${id}`;
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await sim.must('GET', path))['status']);
    assert.deepEqual(statuses, ['REQUIRES_ACTION', 'REQUIRES_ACTION', 'SUCCEEDED']);
  });

  it('redirect: to another host', async () => {
    const sim = simulated();
    sim.simulator.fail({ operation: 'create', kind: 'redirect' });
    const answer = await create(sim);
    assert.deepEqual([answer.status, answer.headers['location']], [302, 'https://elsewhere.example/']);
  });

  it('slow: waits after the operation', async () => {
    const waits: [number, number][] = [];
    const sim: Sim = simulated({
      wait: async (ms) => {
        waits.push([ms, sim.simulator.ledger().length]);
      },
    });
    sim.simulator.fail({ operation: 'create', kind: 'slow', delayMs: 7_000 });
    assert.equal((await create(sim)).status, 201);
    assert.deepEqual(waits, [[7_000, 1]]);
  });

  it('slow, and the caller gives up: the outcome is unknown', async () => {
    const sim = simulated({ wait: () => new Promise(() => undefined) });
    sim.simulator.fail({ operation: 'create', kind: 'slow' });
    const controller = new AbortController();
    const pending = call(sim, 'POST', '/v3/payment_requests', paymentBody(), controller.signal);
    controller.abort();
    await assert.rejects(pending, OutcomeUnknown);
  });

  it('applies to its own operation only, its number of times, in order', async () => {
    const sim = simulated();
    sim.simulator.fail({ operation: 'cancel', kind: '500', times: 2 });
    sim.simulator.fail({ operation: 'cancel', kind: '503' });
    const path = `/v3/payment_requests/${textAt(await sim.pay(), 'payment_request_id')}`;
    assert.equal((await call(sim, 'GET', path)).status, 200);
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await call(sim, 'POST', `${path}/cancel`)).status);
    assert.deepEqual(statuses, [500, 500, 503, 200]);
  });

  it('can be requested by the call itself', async () => {
    const sim = simulated();
    const byHeader = await sim.call('POST', '/v3/payment_requests', paymentBody(), { 'x-simulator-fault': '503' });
    assert.equal(byHeader.status, 503);
    const byQuery = sim.request('POST', '/v3/payment_requests?simulator_fault=timeout_before', paymentBody());
    await assert.rejects(sim.simulator.handle(byQuery), Unanswered);
    assert.equal(committed(sim), false);
  });

  it('silent: nothing is answered, and time goes on', async () => {
    const sim = simulated();
    const request = await sim.pay({ channel_code: 'LINKAJA' });
    sim.simulator.silent = true;
    await assert.rejects(create(sim), OutcomeUnknown);
    await assert.rejects(sim.page(textAt(request, 'actions', 0, 'value')), Unanswered);
    await sim.advance(3_600_000);
    sim.simulator.silent = false;
    const path = `/v3/payment_requests/${textAt(request, 'payment_request_id')}`;
    assert.equal((await sim.must('GET', path))['status'], 'EXPIRED');
  });

  it('a request to another host, or too late, never counts as sent', async () => {
    const sim = simulated();
    const call = { method: 'GET', headers: {}, signal: new AbortController().signal } as const;
    await assert.rejects(
      simulatorFetch(sim.simulator)({ ...call, url: 'https://api.xendit.co/v3/x' }),
      /is no simulator/,
    );
    const late = { ...call, url: `${SIM_BASE}/v3/payments/x`, signal: AbortSignal.abort() };
    await assert.rejects(simulatorFetch(sim.simulator)(late), NotDelivered);
  });
});
