import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockSteps } from '../../../server/jobs/clock-steps.ts';
import { quietLog } from '../../support/quiet-log.ts';

const HOUR = 3_600_000;

function instancesOn({ isShared }: { isShared: boolean }) {
  const moved: number[] = [];
  let noted: number | undefined;
  const store = {
    isShared,
    async noteTime(now: number) {
      const before = noted;
      noted = now;
      return before;
    },
    async bringForward(byMs: number) {
      moved.push(byMs);
    },
  };
  return { moved, observe: () => clockSteps(store, quietLog) };
}

test('of three instances on one clock that is set back, one brings forward what waits', async () => {
  const { moved, observe } = instancesOn({ isShared: true });
  const instances = [observe(), observe(), observe()];
  for (const instance of instances) await instance(10 * HOUR);
  for (const instance of instances) await instance(10 * HOUR + 30_000);
  // Each notices when it measures the clock again.
  for (const [index, instance] of instances.entries()) await instance(9 * HOUR + 30_000 + index * 20_000);
  assert.deepEqual(moved, [HOUR]);
});

test('the only process of a store corrects also a step that is shorter than the time since it was recorded', async () => {
  const { moved, observe } = instancesOn({ isShared: false });
  const instance = observe();
  await instance(HOUR);
  await instance(HOUR + 30_000);
  await instance(HOUR + 20_000);
  assert.deepEqual(moved, [10_000]);
});
