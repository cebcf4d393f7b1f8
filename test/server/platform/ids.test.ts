import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIdGenerator } from '../../../server/platform/ids.ts';

const clockAt = (now: number): { now: () => number; set: (next: number) => void } => {
  let at = now;
  return { now: () => at, set: (next) => (at = next) };
};

const isSorted = (ids: readonly string[]): boolean => ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? ''));

/** Ids are in Crockford's base 32, whose digits differ from those of `parseInt`. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const valueOf = (text: string): bigint =>
  [...text].reduce((sum, character) => sum * 32n + BigInt(DIGITS.indexOf(character)), 0n);

test('an id is its prefix and 26 characters without I, L, O and U', () => {
  const ids = createIdGenerator(clockAt(1_763_772_000_000));
  for (const prefix of ['co', 'pay', 'tok', 'rf', 'po', 'evt'] as const) {
    assert.match(ids.next(prefix), new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`));
  }
});

test('ids of one millisecond rise, and by steps that cannot be guessed', () => {
  const ids = createIdGenerator(clockAt(1_763_772_000_000));
  const made = Array.from({ length: 10_000 }, () => ids.next('pay'));
  assert.ok(isSorted(made));
  assert.equal(new Set(made).size, made.length);
  const steps = new Set(
    made.slice(1, 20).map((id, at) => valueOf(id.slice(-16)) - valueOf(made[at]?.slice(-16) ?? '')),
  );
  assert.ok(steps.size > 10);
});

test('ids are sorted by time', () => {
  const clock = clockAt(1_763_772_000_000);
  const ids = createIdGenerator(clock);
  const made: string[] = [];
  for (const ms of [0, 1, 2, 1_000, 86_400_000, 31_536_000_000]) {
    clock.set(1_763_772_000_000 + ms);
    made.push(ids.next('co'));
  }
  assert.ok(isSorted(made));
});

test('a clock that is set back makes no smaller ids', () => {
  const clock = clockAt(1_763_772_000_000);
  const ids = createIdGenerator(clock);
  const before = ids.next('co');
  clock.set(1_763_771_000_000);
  const during = ids.next('co');
  clock.set(1_763_772_000_001);
  assert.ok(isSorted([before, during, ids.next('co')]));
});

test('when the random part of a millisecond is used up the next one begins', () => {
  const ids = createIdGenerator(clockAt(1_763_772_000_000), (size) => new Uint8Array(size).fill(255));
  assert.ok(isSorted(Array.from({ length: 3 }, () => ids.next('evt'))));
});

test('the first ten characters are the time', () => {
  const ids = createIdGenerator(clockAt(0x1_0000), (size) => new Uint8Array(size));
  assert.equal(ids.next('co'), 'co_00000020000000000000000000');
});
