import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { calendarFile } from '../../../widget/slip/calendar-file.ts';

const NOW = Date.parse('2026-11-22T13:00:00.000Z');
const AT = '2026-11-23T06:30:00.000Z';

const fileOf = (change: Partial<Parameters<typeof calendarFile>[0]> = {}): string =>
  calendarFile({ id: 'pay_1', at: AT, title: 'Pay', text: 'Amount', now: NOW, ...change });

/** As a calendar program reads it. */
function read(file: string) {
  const parsed: unknown = ICAL.parse(file);
  assert.ok(Array.isArray(parsed));
  const calendar = new ICAL.Component(parsed);
  const event = calendar.getFirstSubcomponent('vevent');
  const alarm = event?.getFirstSubcomponent('valarm');
  assert.ok(event && alarm);
  return { calendar, event, alarm };
}

const valueOf = (component: InstanceType<typeof ICAL.Component>, name: string): string =>
  String(component.getFirstPropertyValue(name));

describe('the calendar file', () => {
  test('has one event at the deadline, in UTC, and an alarm an hour before', () => {
    const file = fileOf({ title: 'Bayar Rp149.000, BCA Virtual Account' });
    const { calendar, event, alarm } = read(file);
    assert.equal(valueOf(calendar, 'version'), '2.0');
    assert.match(file, /\r\nDTSTART:20261123T063000Z\r\n/);
    assert.match(file, /\r\nDTSTAMP:20261122T130000Z\r\n/);
    const start = event.getFirstPropertyValue('dtstart');
    assert.ok(start instanceof ICAL.Time);
    assert.equal(start.toJSDate().toISOString(), AT);
    assert.equal(valueOf(event, 'uid'), 'pay_1@kasir');
    assert.equal(valueOf(event, 'summary'), 'Bayar Rp149.000, BCA Virtual Account');
    assert.equal(valueOf(alarm, 'trigger'), '-PT1H');
    assert.equal(valueOf(alarm, 'action'), 'DISPLAY');
  });

  test('reminds ten minutes before where less than an hour is left', () => {
    const { alarm } = read(fileOf({ at: '2026-11-22T13:50:00.000Z' }));
    assert.equal(valueOf(alarm, 'trigger'), '-PT10M');
  });

  test('keeps every text as it is, in lines of at most 75 octets that cut no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const file = fileOf({ text });
        for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
        assert.equal(Buffer.from(file).toString(), file);
        const readable = text.replaceAll(/\r\n|\r/g, '\n');
        assert.equal(String(read(file).event.getFirstPropertyValue('description') ?? ''), readable);
      }),
    );
    const thai = 'ชำระเงินภายในเวลาที่กำหนด; 在截止时间之前付款, \\ dan jangan lupa\nbaris kedua\n'.repeat(5);
    assert.equal(valueOf(read(fileOf({ text: thai })).event, 'description'), thai);
  });

  test('takes no property from a text', () => {
    const { calendar } = read(fileOf({ title: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:https://evil.test' }));
    assert.equal(calendar.getAllSubcomponents('vevent').length, 1);
    assert.equal(calendar.getFirstSubcomponent('vevent')?.getAllProperties('attach').length, 0);
  });
});
