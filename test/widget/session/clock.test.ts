import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerClock } from '../../../widget/session/clock.ts';

test('follows the BFF’s clock, whatever the local clock says and however long the answer takes', () => {
  for (const wrongBy of [0, 3_600_000, -86_400_000])
    for (const tookMs of [0, 400, 5_000]) {
      let real = 1_000_000_000;
      const clock = new ServerClock(() => real + wrongBy);
      const sentAt = clock.local;
      // The BFF reads its clock half-way.
      const serverNow = real + tookMs / 2;
      real += tookMs;
      clock.set(serverNow, sentAt);
      assert.equal(clock.now(), real);
      real += 12_345;
      assert.equal(clock.now(), real);
    }
});
