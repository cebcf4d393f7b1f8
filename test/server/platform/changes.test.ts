import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Log } from '../../../server/payments/ports/ports.ts';
import { createChanges } from '../../../server/platform/changes.ts';

const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

test('only who watches the checkout is told, until they stop', () => {
  const changes = createChanges(silent);
  const told: string[] = [];
  const stop = changes.subscribe('co_1', () => told.push('first'));
  changes.subscribe('co_1', () => told.push('second'));
  changes.subscribe('co_2', () => told.push('other'));
  changes.publish('co_1');
  stop();
  stop();
  changes.publish('co_1');
  changes.publish('co_3');
  assert.deepEqual(told, ['first', 'second', 'second']);
});

test('the same listener may watch twice and stop once', () => {
  const changes = createChanges(silent);
  let told = 0;
  const listener = (): void => void (told += 1);
  const stop = changes.subscribe('co_1', listener);
  changes.subscribe('co_1', listener);
  stop();
  changes.publish('co_1');
  assert.equal(told, 1);
});

test('a listener that throws is logged and keeps nobody from being told', () => {
  const logged: object[] = [];
  const changes = createChanges({ ...silent, error: (facts) => logged.push(facts) });
  let told = 0;
  changes.subscribe('co_1', () => {
    throw new Error('closed');
  });
  changes.subscribe('co_1', () => (told += 1));
  changes.publish('co_1');
  assert.equal(told, 1);
  assert.equal(logged.length, 1);
});

test('listeners may come and go while they are told', () => {
  const changes = createChanges(silent);
  const told: string[] = [];
  const stop = changes.subscribe('co_1', () => {
    told.push('once');
    stop();
    changes.subscribe('co_1', () => told.push('new'));
  });
  changes.publish('co_1');
  changes.publish('co_1');
  assert.deepEqual(told, ['once', 'new']);
});
