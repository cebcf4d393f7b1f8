import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StorageUnavailable } from '../../../../server/payments/ports/ports.ts';
import { createAvailabilityLog } from '../../../../server/store/postgres/availability-log.ts';
import { quiet } from '../temp-store.ts';

const SECOND = 1_000;

function observed() {
  const lines: string[] = [];
  let now = 0;
  const write = (_: object, message: string): void => void lines.push(message);
  const log = createAvailabilityLog({ ...quiet, info: write, error: write }, () => now);
  return {
    lines: () => lines.splice(0),
    at(seconds: number) {
      now = seconds * SECOND;
    },
    succeed: () => log.observe(Promise.resolve('done')),
    async fail(message: string, error: Error = new StorageUnavailable(message)) {
      await assert.rejects(log.observe(Promise.reject(error)), (thrown) => thrown === error);
    },
  };
}

test('a fault is logged once for each reason and ten seconds, however often it is met', async () => {
  const { lines, at, fail } = observed();
  for (let n = 0; n < 50; n += 1) await fail('the disk is full');
  await fail('too many connections');
  assert.deepEqual(lines(), [
    'the database is not available: the disk is full',
    'the database is not available: too many connections',
  ]);
  at(9);
  await fail('the disk is full');
  assert.deepEqual(lines(), []);
  at(10);
  await fail('the disk is full');
  assert.deepEqual(lines(), ['the database is not available: the disk is full']);
});

test('the end of a fault is logged once nothing has failed for five seconds', async () => {
  const { lines, at, fail, succeed } = observed();
  assert.equal(await succeed(), 'done');
  await fail('no answer');
  at(4);
  await succeed();
  await fail('no answer');
  at(8);
  await succeed();
  assert.deepEqual(lines(), ['the database is not available: no answer']);
  at(9);
  await succeed();
  await succeed();
  assert.deepEqual(lines(), ['the database is available again']);
  await fail('no answer');
  assert.deepEqual(lines(), ['the database is not available: no answer']);
});

test('an error of the caller is no fault of the database', async () => {
  const { lines, fail } = observed();
  await fail('', new Error('of the domain'));
  assert.deepEqual(lines(), []);
});
