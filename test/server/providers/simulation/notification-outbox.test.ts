import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Outbox } from '../../../../server/providers/simulation/notification-outbox.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

const SECOND = 1_000;

/** Tries at once, ten seconds after the first try, and twenty after it. */
function outbox(answer: () => Promise<Response>) {
  const clock = virtualClock();
  const sent: string[] = [];
  let providerReferences = 0;
  const box = new Outbox<string>({
    now: () => clock.now(),
    newId: () => `d${(providerReferences += 1)}`,
    deliver: (notification) => {
      sent.push(notification);
      return answer();
    },
    accepts: (status, text) => status === 200 && text === 'OK',
    nextTry: (tries, now, first) => [now, first + 10 * SECOND, first + 20 * SECOND][tries],
  });
  const round = async (ms = 0): Promise<void> => {
    clock.set(clock.now() + ms);
    await box.sendDue(() => false);
  };
  return { box, clock, sent, round };
}

const says =
  (text: string, status = 200) =>
  (): Promise<Response> =>
    Promise.resolve(new Response(text, { status }));

describe('the outbox of a simulated provider', () => {
  it('sends what is due, until it is accepted', async () => {
    const { box, sent, round } = outbox(says('OK'));
    box.queue('paid', undefined);
    assert.deepEqual(sent, [], 'never from inside the request that caused it');
    await round();
    await round(60 * SECOND);
    assert.deepEqual(sent, ['paid']);
    assert.deepEqual(
      box.deliveries.map(({ state, answers }) => [state, answers]),
      [['accepted', [200]]],
    );
    assert.equal(box.nextAt, undefined);
  });

  it('tries again by the schedule while the answer is wrong or missing, and stops at its end', async () => {
    const answers = [says('no'), says('OK', 500), () => Promise.reject(new Error('nobody there'))];
    const { box, clock, sent, round } = outbox(() => (answers.shift() ?? says('OK'))());
    box.queue('paid', undefined);
    await round(2 * SECOND);
    assert.equal(box.nextAt, clock.now() + 10 * SECOND);
    await round(9 * SECOND);
    assert.equal(sent.length, 1, 'not before its time');
    await round(1 * SECOND);
    await round(10 * SECOND);
    assert.deepEqual(
      box.deliveries.map(({ state, answers: received }) => [state, received]),
      [['exhausted', [200, 500, 0]]],
    );
    await box.resend('d1');
    assert.deepEqual(box.deliveries[0]?.answers, [200, 500, 0, 200]);
  });

  it('faults lose, duplicate and delay notifications', async () => {
    const { box, sent, round } = outbox(says('OK'));
    box.queue('lost', { operation: 'notice', kind: 'lost' });
    box.queue('twice', { operation: 'notice', kind: 'duplicate' });
    box.queue('late', { operation: 'notice', kind: 'late', delayMs: 5 * SECOND });
    await round();
    assert.deepEqual(sent, ['twice', 'twice']);
    await round(5 * SECOND);
    assert.deepEqual(sent, ['twice', 'twice', 'late']);
  });

  it('sends nothing twice in concurrent rounds, and nothing while it is stopped', async () => {
    const { box, sent } = outbox(says('OK'));
    box.queue('paid', undefined);
    await box.sendDue(() => true);
    assert.deepEqual(sent, []);
    await Promise.all([box.sendDue(() => false), box.sendDue(() => false)]);
    assert.deepEqual(sent, ['paid']);
  });

  it('sends the earliest first', async () => {
    const { box, sent, round } = outbox(says('OK'));
    box.queue('second', { operation: 'notice', kind: 'late', delayMs: 3 * SECOND });
    box.queue('first', { operation: 'notice', kind: 'late', delayMs: 2 * SECOND });
    await round(5 * SECOND);
    assert.deepEqual(sent, ['first', 'second']);
  });
});
