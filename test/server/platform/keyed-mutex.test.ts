import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyedMutex } from '../../../server/platform/keyed-mutex.ts';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('work of one key runs one after another, in the order of the calls', async () => {
  const mutex = createKeyedMutex();
  const log: string[] = [];
  const work = (name: string, turns: number) => async (): Promise<string> => {
    log.push(`${name} begins`);
    for (let left = turns; left > 0; left -= 1) await turn();
    log.push(`${name} ends`);
    return name;
  };
  const answers = await Promise.all([
    mutex.run('a', work('1', 3)),
    mutex.run('a', work('2', 1)),
    mutex.run('a', work('3', 0)),
  ]);
  assert.deepEqual(answers, ['1', '2', '3']);
  assert.deepEqual(log, ['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
});

test('different keys do not wait for each other', async () => {
  const mutex = createKeyedMutex();
  let release = (): void => undefined;
  const held = mutex.run('a', () => new Promise<void>((resolve) => (release = resolve)));
  assert.equal(await mutex.run('b', () => Promise.resolve('through')), 'through');
  release();
  await held;
});

test('a failure reaches only its caller', async () => {
  const mutex = createKeyedMutex();
  const failing = mutex.run('a', () => Promise.reject(new Error('no')));
  const next = mutex.run('a', () => Promise.resolve('yes'));
  await assert.rejects(failing, /no/);
  assert.equal(await next, 'yes');
});

test('keys that are no longer used are removed', async () => {
  const mutex = createKeyedMutex();
  const all = ['a', 'b', 'a', 'c'].map((key) => mutex.run(key, turn));
  assert.equal(mutex.size, 3);
  await Promise.all([...all, assert.rejects(mutex.run('d', () => Promise.reject(new Error('no'))))]);
  await turn();
  assert.equal(mutex.size, 0);
});
