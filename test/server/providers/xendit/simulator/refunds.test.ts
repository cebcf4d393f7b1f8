import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byCard, FRICTIONLESS, simulated, textAt, VA } from '../support/simulated.ts';

type Sim = ReturnType<typeof simulated>;

async function paid(sim: Sim, over: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const id = textAt(await sim.pay(over), 'payment_request_id');
  await sim.simulator.perform(id, 'pay');
  await sim.runDue();
  sim.notifications.length = 0;
  return id;
}

const refund = (id: string, amount?: number) => ({
  payment_request_id: id,
  reason: 'REQUESTED_BY_CUSTOMER',
  reference_id: 'rf1',
  ...(amount === undefined ? {} : { amount }),
});

describe('the simulator of Xendit: refunds', () => {
  it('is accepted first and notified when the partner has done it', async () => {
    const sim = simulated();
    const answer = await sim.must('POST', '/refunds', refund(await paid(sim), 10_000));
    assert.deepEqual([answer['status'], answer['amount']], ['PENDING', 10_000]);
    assert.match(textAt(answer, 'id'), /^rfd-.{36}$/);
    await sim.advance(2_000);
    assert.deepEqual(sim.events(), ['refund.succeeded']);
    assert.equal(sim.notifications[0]?.data['reference_id'], 'rf1');
    assert.equal((await sim.must('GET', `/refunds/${textAt(answer, 'id')}`))['status'], 'SUCCEEDED');
  });

  it('of a card is done at once, and notified as well', async () => {
    const sim = simulated();
    const request = await sim.pay(byCard(FRICTIONLESS));
    const answer = await sim.must('POST', '/refunds', refund(textAt(request, 'payment_request_id')));
    assert.deepEqual([answer['status'], answer['amount']], ['SUCCEEDED', 25_000]);
    await sim.runDue();
    assert.deepEqual(sim.events(), ['payment.capture', 'refund.succeeded']);
  });

  it('may fail, and what failed can be refunded again', async () => {
    const sim = simulated();
    const id = await paid(sim);
    sim.simulator.fail({ operation: 'refund', kind: 'decline', code: 'ACCOUNT_NOT_FOUND' });
    await sim.must('POST', '/refunds', refund(id));
    await sim.advance(2_000);
    assert.deepEqual(
      [sim.events(), sim.notifications[0]?.data['failure_code']],
      [['refund.failed'], 'ACCOUNT_NOT_FOUND'],
    );
    await sim.must('POST', '/refunds', refund(id));
  });

  it('one at a time, and never more than was paid', async () => {
    const sim = simulated();
    const id = await paid(sim);
    await sim.must('POST', '/refunds', refund(id, 20_000));
    await sim.refused('POST', '/refunds', refund(id, 5_000), 400, 'REFUND_IN_PROGRESS');
    await sim.advance(2_000);
    await sim.refused('POST', '/refunds', refund(id, 5_001), 400, 'REFUND_AMOUNT_EXCEEDED');
    assert.equal((await sim.must('POST', '/refunds', refund(id)))['amount'], 5_000);
    await sim.advance(2_000);
    await sim.refused('POST', '/refunds', refund(id), 400, 'REFUND_AMOUNT_EXCEEDED');
    const list = await sim.must('GET', `/refunds?payment_request_id=${id}`);
    assert.deepEqual(
      (list['data'] as { amount: number }[]).map(({ amount }) => amount),
      [5_000, 20_000],
    );
  });

  it('only where the channel supports it, in full or in part, and in time', async () => {
    const sim = simulated();
    await sim.refused('POST', '/refunds', refund(await paid(sim, VA)), 403, 'REFUND_NOT_SUPPORTED');
    const linkaja = await paid(sim, { channel_code: 'LINKAJA' });
    await sim.refused('POST', '/refunds', refund(linkaja, 10_000), 403, 'PARTIAL_REFUND_NOT_SUPPORTED');
    await sim.advance(30 * 86_400_000 + 1);
    await sim.refused('POST', '/refunds', refund(linkaja), 400, 'INELIGIBLE_TRANSACTION_STATUS');
  });

  it('only of paid requests, and only with a known reason', async () => {
    const sim = simulated();
    const open = textAt(await sim.pay(), 'payment_request_id');
    await sim.refused('POST', '/refunds', refund(open), 400, 'INELIGIBLE_TRANSACTION_STATUS');
    await sim.refused('POST', '/refunds', refund(`pr-${'0'.repeat(36)}`), 404, 'DATA_NOT_FOUND');
    await sim.refused('POST', '/refunds', { ...refund(open), reason: 'changed my mind' }, 400, 'API_VALIDATION_ERROR');
    await sim.refused('POST', '/refunds', { ...refund(await paid(sim)), currency: 'PHP' }, 400, 'INVALID_VALUE_ERROR');
  });
});
