import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPayoutStatus } from '../../../../server/payments/payout/apply-payout-evidence.ts';
import { PAYOUT_STATUSES } from '../../../../shared/payment-status.ts';

const OUTCOMES = ['processing', 'succeeded', 'failed', 'unknown'] as const;

/** By status: the next status after a command and after an inquiry, in the order of the outcomes above. */
const TABLE = {
  awaiting_approval: {
    command: ['awaiting_approval', 'awaiting_approval', 'awaiting_approval', 'awaiting_approval'],
    inquiry: ['awaiting_approval', 'awaiting_approval', 'awaiting_approval', 'awaiting_approval'],
  },
  unknown: {
    command: ['processing', 'processing', 'failed', 'unknown'],
    inquiry: ['processing', 'succeeded', 'failed', 'unknown'],
  },
  processing: {
    command: ['processing', 'processing', 'failed', 'processing'],
    inquiry: ['processing', 'succeeded', 'failed', 'processing'],
  },
  succeeded: {
    command: ['succeeded', 'succeeded', 'succeeded', 'succeeded'],
    inquiry: ['succeeded', 'succeeded', 'succeeded', 'succeeded'],
  },
  failed: {
    command: ['failed', 'failed', 'failed', 'failed'],
    inquiry: ['failed', 'succeeded', 'failed', 'failed'],
  },
} as const;

for (const status of PAYOUT_STATUSES) {
  for (const source of ['command', 'inquiry'] as const) {
    test(`${status}, by ${source}`, () => {
      assert.deepEqual(
        OUTCOMES.map((outcome) => nextPayoutStatus(status, outcome, source)),
        TABLE[status][source],
      );
    });
  }
}
