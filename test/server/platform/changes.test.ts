import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Log } from '../../../server/payments/ports/ports.ts';
import { createChanges } from '../../../server/platform/changes.ts';

const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

test('only subscribers of the checkout are called, until they unsubscribe', () => {
  const changes = createChanges(silent);
  const calls: string[] = [];
  const stop = changes.subscribe('co_1', () => calls.push('first'));
  changes.subscribe('co_1', () => calls.push('second'));
  changes.subscribe('co_2', () => calls.push('other'));
  changes.publish('co_1');
  stop();
  stop();
  changes.publish('co_1');
  changes.publish('co_3');
  assert.deepEqual(calls, ['first', 'second', 'second']);
});

test('the same listener may subscribe twice and unsubscribe once', () => {
  const changes = createChanges(silent);
  let calls = 0;
  const listener = (): void => void (calls += 1);
  const stop = changes.subscribe('co_1', listener);
  changes.subscribe('co_1', listener);
  stop();
  changes.publish('co_1');
  assert.equal(calls, 1);
});

test('a listener that throws is logged, and the others are called', () => {
  const logged: object[] = [];
  const changes = createChanges({ ...silent, error: (facts) => logged.push(facts) });
  let calls = 0;
  changes.subscribe('co_1', () => {
    throw new Error('closed');
  });
  changes.subscribe('co_1', () => (calls += 1));
  changes.publish('co_1');
  assert.equal(calls, 1);
  assert.equal(logged.length, 1);
});

test('listeners may subscribe and unsubscribe while they are called', () => {
  const changes = createChanges(silent);
  const calls: string[] = [];
  const stop = changes.subscribe('co_1', () => {
    calls.push('once');
    stop();
    changes.subscribe('co_1', () => calls.push('new'));
  });
  changes.publish('co_1');
  changes.publish('co_1');
  assert.deepEqual(calls, ['once', 'new']);
});
