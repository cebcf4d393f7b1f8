import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isClosed, localHours } from '../../../widget/ui/till-hours.ts';

const overnight = { closedFrom: '22:00', closedUntil: '01:00', timeZone: 'Asia/Jakarta' };
/** A moment by the clock of Jakarta. */
const jakarta = (time: string): number => Date.parse(`2026-11-22T${time}:00+07:00`);

test('tills that close overnight', () => {
  for (const [time, closed] of [
    ['21:59', false],
    ['22:00', true],
    ['23:59', true],
    ['00:00', true],
    ['00:59', true],
    ['01:00', false],
    ['12:00', false],
  ] as const)
    assert.equal(isClosed(overnight, jakarta(time)), closed, time);
});

test('tills that close by day', () => {
  const noon = { ...overnight, closedFrom: '12:00', closedUntil: '13:30' };
  assert.equal(isClosed(noon, jakarta('11:59')), false);
  assert.equal(isClosed(noon, jakarta('12:00')), true);
  assert.equal(isClosed(noon, jakarta('13:30')), false);
});

test('by the clock of the store, wherever the customer is', () => {
  assert.equal(isClosed({ ...overnight, timeZone: 'Asia/Jayapura' }, jakarta('20:30')), true);
});

test('the hours are written with the zone of the store', () => {
  assert.deepEqual(localHours(overnight, 'id', jakarta('12:00')), { opens: '01.00', closes: '22.00', zone: ' WIB' });
  assert.deepEqual(localHours(overnight, 'en', jakarta('12:00')), { opens: '01:00', closes: '22:00', zone: ' WIB' });
  assert.equal(localHours({ ...overnight, timeZone: 'Asia/Makassar' }, 'id', jakarta('12:00')).zone, ' WITA');
});
