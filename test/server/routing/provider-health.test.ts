import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProviderHealth } from '../../../server/routing/provider-health.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

test('a provider is reachable until a call fails, and again after half a minute', () => {
  const clock = virtualClock();
  const health = createProviderHealth(clock, ['one', 'two']);
  assert.ok(health.isGood('one', 'va_bca'));
  health.markUnreachable('one');
  assert.deepEqual([health.isGood('one', 'va_bca'), health.isGood('two', 'va_bca')], [false, true]);
  assert.deepEqual(
    [...health.providers()],
    [
      ['one', false],
      ['two', true],
    ],
  );
  clock.set(clock.now() + 29_999);
  assert.equal(health.isGood('one', 'qris'), false);
  clock.set(clock.now() + 1);
  assert.ok(health.isGood('one', 'qris'));
});

test('an answer makes a provider reachable again', () => {
  const health = createProviderHealth(virtualClock(), ['one']);
  health.markUnreachable('one');
  health.markReachable('one');
  assert.ok(health.isGood('one', 'va_bca'));
});

test('an unavailable channel says nothing about other channels or the provider', () => {
  const health = createProviderHealth(virtualClock(), ['one']);
  health.markUnavailable('one', 'va_bca');
  health.markReachable('one');
  assert.deepEqual([health.isGood('one', 'va_bca'), health.isGood('one', 'qris')], [false, true]);
  assert.deepEqual([...health.providers()], [['one', true]]);
});
