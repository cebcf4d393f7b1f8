import { randomBytes } from 'node:crypto';
import type { Clock, IdGenerator } from '../payments/ports/ports.ts';

/** Crockford's base 32: without I, L, O and U; it sorts like the numbers. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const HALF = 2 ** 40;
const TIME_DIGITS = 10;

function base32(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let place = 0; place < length; place += 1) {
    text = DIGITS.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function numberOf(bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) number = number * 256 + (bytes[at] ?? 0);
  return number;
}

/** The lowest id of that time. */
export const firstIdAt = (prefix: Parameters<IdGenerator['next']>[0], time: number): string =>
  `${prefix}_${base32(Math.max(0, time), TIME_DIGITS)}${'0'.repeat(16)}`;

/**
 * Ids of 26 characters after their prefix: ten for the millisecond, sixteen random ones. Within one process each id is
 * greater than the one before, also within a millisecond and when the clock is set back.
 */
export function createIdGenerator(clock: Clock, random: (size: number) => Uint8Array = randomBytes): IdGenerator {
  let time = 0;
  let high = 0;
  let low = 0;

  function draw(now: number): void {
    const bytes = random(10);
    time = now;
    high = numberOf(bytes, 0, 5);
    low = numberOf(bytes, 5, 10);
  }

  /** A step of random size, so that one id does not reveal the next. */
  function step(): void {
    low += 1 + numberOf(random(4), 0, 4);
    if (low < HALF) return;
    low -= HALF;
    high += 1;
    if (high === HALF) draw(time + 1);
  }

  return {
    next(prefix) {
      const now = clock.now();
      if (now > time) draw(now);
      else step();
      return `${prefix}_${base32(time, TIME_DIGITS)}${base32(high, 8)}${base32(low, 8)}`;
    },
  };
}
