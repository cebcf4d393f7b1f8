import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHANNEL_KINDS } from '../../../../shared/channel-kind.ts';
import { CHANNEL_CODES, channelFacts } from '../../../../shared/channel.ts';
import { inquiryScheduleOf } from '../../../../server/payments/payment/channel-schedules.ts';
import {
  restartQuickSchedule,
  nextInquiryAt,
  type InquirySubject,
} from '../../../../server/payments/payment/inquiry-schedule.ts';
import { anOffer } from '../../../support/an-offer.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const card = inquiryScheduleOf('card', undefined);

const unpaid: InquirySubject = {
  createdAt: 0,
  expiresAt: DAY,
  quickStarts: [],
  hasUnconfirmed: false,
  closed: true,
  paid: false,
  schedule: card,
};

/** The times of the inquiries, counted from the instruction, if each is made when it is due. */
function schedule(over: Partial<InquirySubject>, until = 100 * DAY, start = 0): number[] {
  const moments: number[] = [];
  let now = start;
  for (let count = 0; count < 10_000; count += 1) {
    const next = nextInquiryAt({ ...unpaid, ...over }, now);
    if (next === undefined || next > until) return moments;
    assert.ok(next > now, 'every inquiry is later than the one before');
    moments.push(next);
    now = next;
  }
  return assert.fail('it never ends');
}

test('2, 4, 8, 15 and 30 s after the instruction, then with pauses that double up to 15 minutes', () => {
  const moments = schedule({}).map((ms) => ms / 1_000);
  assert.deepEqual(moments.slice(0, 12), [2, 4, 8, 15, 30, 60, 120, 240, 480, 960, 1_860, 2_760]);
});

test('the first inquiries depend on the channel; after them the pauses double', () => {
  const firstOf = (channel: 'va_bca' | 'qris' | 'ewallet_ovo'): number[] =>
    schedule({ schedule: inquiryScheduleOf(channel, undefined) }, 10 * MINUTE).map((ms) => ms / 1_000);
  assert.deepEqual(firstOf('va_bca'), [2, 4, 8, 15, 30, 60, 120, 240, 480]);
  assert.deepEqual(firstOf('qris'), [2, 4, 8, 15, 30, 45, 60, 90, 120, 240, 480]);
  assert.deepEqual(firstOf('ewallet_ovo'), firstOf('qris'));
});

test('every schedule can be kept: marks rise, and no payment of a day takes more than 120 inquiries', () => {
  const seen = new Set<string>();
  for (const channel of CHANNEL_CODES) {
    seen.add(channelFacts(channel).kind);
    const own = inquiryScheduleOf(channel, undefined);
    assert.deepEqual(
      own.firstMarks,
      own.firstMarks.toSorted((a, b) => a - b),
    );
    const made = schedule({ schedule: own, closed: true }).length;
    assert.ok(made > 50 && made < 120, `${channel}: ${made}`);
  }
  assert.equal(seen.size, CHANNEL_KINDS.length);
});

test('after the expiry with doubling pauses until the last notification, then no more where it is closed', () => {
  for (const expiresAt of [40_000, 15 * MINUTE, DAY, DAY + 17]) {
    const after = (lastNotificationSeconds: number | undefined): number[] =>
      schedule({
        expiresAt,
        schedule: inquiryScheduleOf('card', anOffer('any', 'card', { lastNotificationSeconds })),
      })
        .filter((at) => at >= expiresAt)
        .map((ms) => (ms - expiresAt) / HOUR);
    assert.deepEqual(after(undefined), [1, 2, 4, 8, 16, 24]);
    assert.deepEqual(after(4 * 3_600), [1, 2, 4]);
    assert.deepEqual(after(50 * 3_600), [1, 2, 4, 8, 16, 32, 50]);
    assert.deepEqual(after(1_800), [0.5]);
  }
});

test('a payment that the provider has not confirmed closed is queried daily for a month', () => {
  const after = schedule({ closed: false })
    .filter((at) => at > DAY)
    .map((at) => (at - DAY) / DAY);
  assert.deepEqual(
    after.slice(5),
    Array.from({ length: 30 }, (_, day) => day + 1),
  );
});

test('no pause before the expiry is longer than 15 minutes, or an hour when it is older than a day', () => {
  const moments = schedule({}).filter((moment) => moment <= DAY);
  assert.ok(moments.every((moment, at) => moment - (moments[at - 1] ?? 0) <= 15 * MINUTE));
  const month = schedule({ expiresAt: 30 * DAY }).filter((moment) => moment <= 30 * DAY);
  assert.ok(month.every((moment, at) => moment - (month[at - 1] ?? 0) <= HOUR));
  assert.ok(month.length < 850, `a number that lives for 30 days takes ${month.length} inquiries`);
});

test('after a late inquiry the next one is in the future', () => {
  assert.equal(nextInquiryAt({ ...unpaid, expiresAt: 8 * HOUR - 1 }, 10 * HOUR), 12 * HOUR - 1);
  assert.equal(nextInquiryAt({ ...unpaid, expiresAt: 10 * HOUR }, 10 * HOUR), 11 * HOUR);
  assert.equal(nextInquiryAt({ ...unpaid, expiresAt: 10 * HOUR }, 40 * HOUR), undefined);
});

test('an unconfirmed notification is queried quickly, then every six hours (D1)', () => {
  for (const paid of [false, true]) {
    const receivedAt = 50 * DAY;
    const moments = schedule(
      { paid, quickStarts: [receivedAt], hasUnconfirmed: true },
      receivedAt + 2 * DAY,
      receivedAt,
    );
    assert.deepEqual(
      moments.slice(0, 6).map((at) => (at - receivedAt) / 1_000),
      [2, 4, 8, 15, 30, 60],
    );
    assert.ok(moments.every((moment, at) => moment - (moments[at - 1] ?? receivedAt) <= 6 * HOUR));
    assert.ok(moments.length < 30);
  }
});

test('the quick schedule restarts five times a day at most (D12)', () => {
  let starts: readonly number[] = [];
  for (let at = 1; at <= 5; at += 1) starts = restartQuickSchedule(starts, at) ?? assert.fail('refused too early');
  assert.equal(restartQuickSchedule(starts, 6), undefined);
  assert.deepEqual(restartQuickSchedule(starts, DAY + 2), [3, 4, 5, DAY + 2]);
});
