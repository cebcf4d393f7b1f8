import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SIM_TOKEN, simulated, textAt } from '../support/simulated.ts';

const HOUR = 3_600_000;

async function paid(sim: ReturnType<typeof simulated>): Promise<void> {
  await sim.simulator.perform(textAt(await sim.pay(), 'payment_request_id'), 'pay');
}

describe('the simulator of Xendit: webhooks', () => {
  it('carries the token and the envelope, and waits for runDue', async () => {
    const sim = simulated();
    await paid(sim);
    assert.equal(sim.notifications.length, 0);
    await sim.runDue();
    assert.equal(sim.notifications[0]?.token, SIM_TOKEN);
    const envelope: unknown = JSON.parse(sim.notifications[0]?.text ?? '');
    assert.equal(textAt(envelope, 'api_version'), 'v3');
    assert.match(textAt(envelope, 'business_id'), /^[0-9a-f]{24}$/);
    await sim.runDue();
    assert.equal(sim.notifications.length, 1);
  });

  it('tries seven times: at once, 15 min, 1 h, 3 h, 6 h, 12 h and 24 h after the first', async () => {
    const sim = simulated();
    sim.box.status = 500;
    const start = sim.clock.now();
    await paid(sim);
    await sim.advance(100 * HOUR);
    assert.deepEqual(
      sim.notifications.map(({ at }) => (at - start) / HOUR),
      [0, 0.25, 1, 3, 6, 12, 24],
    );
    assert.equal(new Set(sim.notifications.map(({ created }) => created)).size, 7, 'each says when it was tried');
    assert.equal(new Set(sim.notifications.map(({ data }) => JSON.stringify(data))).size, 1, 'and all say the same');
    assert.equal(sim.simulator.deliveries()[0]?.state, 'exhausted');
    assert.equal(sim.simulator.nextDueAt(), undefined);
  });

  it('stops at the first 2xx; an address that cannot be reached counts as a failure', async () => {
    const sim = simulated();
    sim.box.status = 0;
    await paid(sim);
    await sim.runDue();
    sim.box.status = 204;
    await sim.advance(48 * HOUR);
    assert.deepEqual(sim.simulator.deliveries()[0]?.answers, [0, 204]);
  });

  it('a redirect is not an acknowledgement', async () => {
    const sim = simulated();
    sim.box.status = 302;
    await paid(sim);
    await sim.runDue();
    assert.equal(sim.simulator.deliveries()[0]?.state, 'waiting');
  });

  it('may be duplicated, lost, late, changed or unreadable', async () => {
    const sim = simulated();
    sim.simulator.fail({ operation: 'notice', kind: 'duplicate' });
    await paid(sim);
    await sim.runDue();
    assert.equal(sim.notifications.length, 2);
    assert.equal(sim.notifications[0]?.data['payment_id'], sim.notifications[1]?.data['payment_id']);

    sim.notifications.length = 0;
    sim.simulator.fail({ operation: 'notice', kind: 'lost' });
    await paid(sim);
    await sim.advance(48 * HOUR);
    assert.equal(sim.notifications.length, 0);

    sim.simulator.fail({ operation: 'notice', kind: 'late', delayMs: 2 * HOUR });
    await paid(sim);
    await sim.advance(2 * HOUR - 1);
    assert.equal(sim.notifications.length, 0);
    await sim.advance(1);
    assert.equal(sim.notifications.length, 1);

    sim.notifications.length = 0;
    for (const kind of ['wrong_amount', 'wrong_reference', 'wrong_currency', 'unknown_status', 'garbage'] as const) {
      sim.simulator.fail({ operation: 'notice', kind });
      await paid(sim);
    }
    await sim.runDue();
    const [amount, reference, currency, status, garbage] = sim.notifications;
    assert.equal(amount?.data['request_amount'], 25_001);
    assert.equal(reference?.data['reference_id'], 'somebody-elses-order');
    assert.equal(currency?.data['currency'], 'PHP');
    assert.equal(status?.data['status'], 'ON_A_COFFEE_BREAK');
    assert.deepEqual([garbage?.event, garbage?.token], ['unreadable', SIM_TOKEN]);
  });

  it('can be resent by hand, whatever its state', async () => {
    const sim = simulated();
    await paid(sim);
    await sim.runDue();
    const [delivery] = sim.simulator.deliveries();
    await sim.simulator.resend(delivery?.id ?? '');
    assert.equal(sim.notifications.length, 2);
    await sim.advance(48 * HOUR);
    assert.equal(sim.notifications.length, 2);
  });

  it('waits while the provider is silent', async () => {
    const sim = simulated();
    await paid(sim);
    sim.simulator.silent = true;
    await sim.runDue();
    assert.equal(sim.notifications.length, 0);
    assert.ok((sim.simulator.nextDueAt() ?? 0) > sim.clock.now(), 'the waiting notice is not due');
    sim.simulator.silent = false;
    await sim.runDue();
    assert.equal(sim.notifications.length, 1);
  });

  it('concurrent rounds send nothing twice', async () => {
    const sim = simulated();
    await paid(sim);
    await Promise.all([sim.runDue(), sim.runDue(), sim.runDue()]);
    assert.equal(sim.notifications.length, 1);
  });
});
