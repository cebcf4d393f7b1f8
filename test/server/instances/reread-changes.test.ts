import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rereadChanges } from '../../../server/instances/reread-changes.ts';
import { createChanges } from '../../../server/platform/changes.ts';
import { StorageUnavailable } from '../../../server/payments/ports/ports.ts';
import { systemTimers } from '../../../server/platform/timers.ts';
import { quietLog } from '../../support/quiet-log.ts';

function rig(ids: readonly string[]) {
  const positions = new Map(ids.map((id) => [id, '1']));
  const warnings: string[] = [];
  const published: string[] = [];
  const queries: number[] = [];
  const changes = createChanges(quietLog);
  for (const id of ids) changes.subscribe(id, () => published.push(id));
  const store = {
    fails: false,
    async positionsOf(wanted: readonly string[]) {
      queries.push(wanted.length);
      if (store.fails) throw new StorageUnavailable('gone');
      return new Map([...positions].filter(([id]) => wanted.includes(id)));
    },
  };
  const log = { ...quietLog, warn: (_: object, message: string) => void warnings.push(message) };
  return {
    positions,
    published,
    queries,
    warnings,
    store,
    changes,
    streams: rereadChanges({ store, changes, log, timers: systemTimers }),
  };
}

test('a change that nobody has announced is published, once', async () => {
  const { positions, published, streams } = rig(['co_1', 'co_2']);
  await streams.reread();
  published.length = 0;
  await streams.reread();
  assert.deepEqual(published, []);
  positions.set('co_2', '2');
  await streams.reread();
  await streams.reread();
  assert.deepEqual(published, ['co_2']);
});

test('a stream that is new is told to read once: it may have read before the latest change', async () => {
  const { positions, published, streams, changes } = rig(['co_1']);
  await streams.reread();
  published.length = 0;
  positions.set('co_3', '7');
  changes.subscribe('co_3', () => published.push('co_3'));
  await streams.reread();
  await streams.reread();
  assert.deepEqual(published, ['co_3']);
});

test('many open streams take few queries', async () => {
  const { queries, streams } = rig(Array.from({ length: 1_200 }, (_, index) => `co_${index}`));
  await streams.reread();
  assert.deepEqual(queries, [500, 500, 200]);
});

test('a store that fails is reported once, and read again later', async () => {
  const { positions, published, store, warnings, streams } = rig(['co_1']);
  await streams.reread();
  published.length = 0;
  store.fails = true;
  await streams.reread();
  await streams.reread();
  assert.equal(warnings.length, 1);
  positions.set('co_1', '2');
  store.fails = false;
  await streams.reread();
  assert.deepEqual(published, ['co_1']);
});
