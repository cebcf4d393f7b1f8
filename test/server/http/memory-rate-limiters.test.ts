import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { memoryRateLimiters } from '../../../server/http/memory-rate-limiters.ts';

const WINDOW_MS = 60_000;

/** A monotonic clock that stands until it is moved. */
function stoppedClock(t: TestContext): { pass(ms: number): void } {
  let now = 5_000;
  t.mock.method(performance, 'now', () => now);
  return {
    pass: (ms) => {
      now += ms;
    },
  };
}

test('a key is refused beyond its limit until its own window ends', async (t) => {
  const clock = stoppedClock(t);
  const limiter = memoryRateLimiters('payment', { points: 2, windowMs: WINDOW_MS });
  assert.equal(await limiter.take('ani'), undefined);
  clock.pass(20_000);
  assert.equal(await limiter.take('ani'), undefined);
  assert.equal(await limiter.take('budi'), undefined);
  assert.equal(await limiter.take('ani'), 40_000);
  clock.pass(39_999);
  assert.equal(await limiter.take('ani'), 1);
  clock.pass(1);
  assert.equal(await limiter.take('ani'), undefined, 'a new window begins');
  assert.equal(await limiter.take('budi'), undefined);
  assert.equal(await limiter.take('budi'), 20_000, 'the window of another key goes on');
  clock.pass(20_000);
  assert.equal(await limiter.take('ani'), undefined);
  assert.equal(await limiter.take('ani'), 40_000);
});

test('a use that is given back can be taken again, one that was refused did not count', async (t) => {
  stoppedClock(t);
  const limiter = memoryRateLimiters('payment', { points: 1, windowMs: WINDOW_MS });
  await limiter.giveBack('ani');
  assert.equal(await limiter.take('ani'), undefined);
  assert.equal(await limiter.take('ani'), WINDOW_MS);
  assert.equal(await limiter.take('ani'), WINDOW_MS);
  await limiter.giveBack('ani');
  assert.equal(await limiter.take('ani'), undefined);
  assert.equal(await limiter.take('ani'), WINDOW_MS);
});

test('a rush leaves no timer for each of its customers', async (t) => {
  const timers = t.mock.method(globalThis, 'setTimeout');
  const limiter = memoryRateLimiters('payment', { points: 1, windowMs: WINDOW_MS });
  for (let key = 0; key < 100; key += 1) await limiter.take(String(key));
  assert.equal(timers.mock.callCount(), 0);
});
