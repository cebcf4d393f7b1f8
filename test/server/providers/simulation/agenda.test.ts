import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { Agenda } from '../../../../server/providers/simulation/agenda.ts';

it('tasks run in order of time, then of planning, and none before its time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), fc.nat(20), (times, now) => {
      const agenda = new Agenda<[number, number]>();
      const happened: [number, number][] = [];
      times.forEach((dueAt, i) => agenda.add(dueAt, [dueAt, i]));
      assert.equal(agenda.nextAt, times.length === 0 ? undefined : Math.min(...times));
      agenda.runDue(now, (task) => happened.push(task));
      const due = times.map((dueAt, i): [number, number] => [dueAt, i]).filter(([dueAt]) => dueAt <= now);
      assert.deepEqual(
        happened,
        due.sort((a, b) => a[0] - b[0] || a[1] - b[1]),
      );
      const notDue = times.filter((dueAt) => dueAt > now);
      assert.equal(agenda.nextAt, notDue.length === 0 ? undefined : Math.min(...notDue));
    }),
  );
});
