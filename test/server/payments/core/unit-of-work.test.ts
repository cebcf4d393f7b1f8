import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commit } from '../../../../server/payments/core/unit-of-work.ts';
import { openHarness } from '../../../support/harness.ts';
import { SUBJECTS } from '../../../support/subjects.ts';

test('an event of a unit of work that is rolled back is not counted; a committed one is counted once', async () => {
  const [subject] = SUBJECTS;
  assert.ok(subject);
  const harness = await openHarness(subject);
  try {
    const counted: string[] = [];
    const domain = { ...harness.domain, countEvent: (type: string) => void counted.push(type) };
    const { id } = await harness.openCheckout();
    const undone = commit(domain, 'new', async (unitOfWork) => {
      await unitOfWork.emit('checkout.expired', id);
      throw new Error('rolled back');
    });
    await assert.rejects(undone, /rolled back/);
    assert.deepEqual(counted, []);
    await commit(domain, 'new', (unitOfWork) => unitOfWork.emit('checkout.canceled', id));
    assert.deepEqual(counted, ['checkout.canceled']);
  } finally {
    await harness.close();
  }
});
