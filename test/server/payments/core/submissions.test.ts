import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { submissionId } from '../../../../server/payments/core/submissions.ts';

describe('the ids of submissions', () => {
  it('derive from the reserved id, and each sorts after the one before', () => {
    const reserved = 'pay_01JQRSTVWXYZ0123456789ABYZ';
    const [first = '', ...more] = [0, 1, 2, 33].map((index) => submissionId(reserved, index));
    assert.equal(first, reserved);
    assert.deepEqual(more, [
      'pay_01JQRSTVWXYZ0123456789ABZ0',
      'pay_01JQRSTVWXYZ0123456789ABZ1',
      'pay_01JQRSTVWXYZ0123456789AC00',
    ]);
    assert.deepEqual([first, ...more].toSorted(), [first, ...more]);
  });
});
