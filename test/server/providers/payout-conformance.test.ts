import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '../../../server/payments/core/domain-error.ts';
import type { FaultKind } from '../../../server/providers/simulation/simulator.ts';
import { openHarness, type Harness } from '../../support/harness.ts';
import { assertLedgersAgree } from '../../support/assert-ledgers-agree.ts';
import { SUBJECTS, type Subject } from '../../support/subjects.ts';

/*
 * Money out, over those of the registry that pay out: every way in which a provider can misbehave, and never more than
 * one transfer. Whoever asks for a payout asks three times, as a storefront does that got no answer.
 */

const HOUR = 3_600_000;

/** The provider takes the order; the news of it is lost, late or wrong. */
const TAKEN: readonly FaultKind[] = [
  'timeout_after_commit',
  'reset_after_commit',
  '500_after_commit',
  'garbage',
  'html',
  'truncated',
  'huge',
  'redirect',
  'unsigned',
  'wrong_signature',
  'wrong_amount',
  'wrong_reference',
  'unknown_status',
  'stale_status',
  'slow',
  'pending',
];

/** Surely not received: said so, and asked for anew it goes. */
const NOT_RECEIVED: readonly FaultKind[] = ['refuse', '429'];

/** Nobody can know: it is asked about for ever rather than sent again. */
const NEVER_TAKEN: readonly FaultKind[] = ['timeout_before', '500', '503'];

const QUESTIONS: readonly FaultKind[] = [
  ...NOT_RECEIVED,
  ...NEVER_TAKEN,
  'reset_after_commit',
  'error',
  'not_found',
  'garbage',
  'html',
  'truncated',
  'huge',
  'redirect',
  'unsigned',
  'wrong_signature',
  'wrong_amount',
  'wrong_reference',
  'unknown_status',
  'stale_status',
];

const transfers = (harness: Harness): number =>
  harness.simulator.ledger().filter(({ kind }) => kind === 'payout').length;
const eventTypes = async (harness: Harness): Promise<readonly string[]> =>
  (await harness.events()).map(({ type }) => type);

async function codeOf(call: () => Promise<{ status: string }>): Promise<string> {
  try {
    return (await call()).status;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
}

/** The same request three times: one payout, whatever becomes of it. */
async function requestThrice(harness: Harness): Promise<{ readonly id: string; readonly ends: readonly string[] }> {
  const id = harness.domain.idGenerator.next('po');
  const ends: string[] = [];
  for (let repeat = 0; repeat < 3; repeat += 1) ends.push(await codeOf(() => harness.createPayout({}, id)));
  return { id, ends };
}

function cases(subject: Subject, name: string, run: (harness: Harness) => Promise<void>, fault?: FaultKind): void {
  it(name, { skip: (fault && subject.impossible?.[fault]) ?? false }, async () => {
    const harness = await openHarness(subject);
    try {
      await run(harness);
      await assertLedgersAgree(harness);
    } finally {
      await harness.close();
    }
  });
}

for (const subject of SUBJECTS.filter(({ provider }) => provider.payouts !== undefined)) {
  describe(`payout conformance: ${subject.id}`, () => {
    cases(subject, 'no fault: one transfer, one event', async (harness) => {
      const { id, ends } = await requestThrice(harness);
      assert.deepEqual(ends, ['processing', 'processing', 'processing']);
      await harness.advance(60_000);
      const payout = await harness.payout(id);
      assert.equal(payout.status, 'succeeded');
      assert.equal(transfers(harness), 1);
      assert.deepEqual(await eventTypes(harness), ['payout.succeeded']);
    });

    for (const kind of TAKEN) {
      cases(
        subject,
        `${kind}: exactly one transfer, found in the end`,
        async (harness) => {
          harness.simulator.fail({ operation: 'payout', kind });
          const { id, ends } = await requestThrice(harness);
          for (const end of ends) assert.ok(end === 'unknown' || end === 'processing', end);
          await harness.advance(24 * HOUR);
          assert.equal((await harness.payout(id)).status, 'succeeded');
          assert.equal(transfers(harness), 1);
          assert.deepEqual(await eventTypes(harness), ['payout.succeeded']);
        },
        kind,
      );
    }

    for (const kind of NOT_RECEIVED) {
      cases(subject, `${kind}: provider_unavailable, no event, and a new request succeeds`, async (harness) => {
        harness.simulator.fail({ operation: 'payout', kind });
        assert.equal(await codeOf(() => harness.createPayout()), 'provider_unavailable');
        assert.equal(transfers(harness), 0);
        const { id } = await requestThrice(harness);
        await harness.advance(HOUR);
        assert.equal((await harness.payout(id)).status, 'succeeded');
        assert.equal(transfers(harness), 1);
        assert.deepEqual(await eventTypes(harness), ['payout.succeeded']);
      });
    }

    for (const kind of NEVER_TAKEN) {
      cases(
        subject,
        `${kind}: unknown, asked about, never sent again, and a person is asked for once`,
        async (harness) => {
          harness.simulator.fail({ operation: 'payout', kind });
          const { id, ends } = await requestThrice(harness);
          assert.deepEqual(ends, ['unknown', 'unknown', 'unknown']);
          await harness.advance(40 * 24 * HOUR);
          assert.equal((await harness.payout(id)).status, 'unknown');
          assert.equal(transfers(harness), 0);
          // One review is raised after an hour; the payout is not marked as failed.
          assert.deepEqual(await eventTypes(harness), ['payout.review_required']);
        },
      );
    }

    cases(subject, 'rejected: failed with a reason, one event, and no transfer', async (harness) => {
      harness.simulator.fail({ operation: 'payout', kind: 'error' });
      const id = harness.domain.idGenerator.next('po');
      assert.equal(await codeOf(() => harness.createPayout({}, id)), 'provider_rejected');
      await harness.advance(24 * HOUR);
      const payout = await harness.payout(id);
      assert.equal(payout.status, 'failed');
      assert.ok(payout.failure?.code);
      assert.equal(transfers(harness), 0);
      assert.deepEqual(await eventTypes(harness), ['payout.failed']);
    });

    for (const code of [undefined, '3'] as const) {
      cases(
        subject,
        `taken on and failed later${code === undefined ? '' : `, with ${code}`}: failed, told once`,
        async (harness) => {
          harness.simulator.fail({ operation: 'payout', kind: 'decline', code });
          const { id } = await requestThrice(harness);
          await harness.advance(24 * HOUR);
          assert.equal((await harness.payout(id)).status, 'failed');
          assert.deepEqual(await eventTypes(harness), ['payout.failed']);
        },
      );
    }

    for (const kind of QUESTIONS) {
      cases(
        subject,
        `asked about, and ${kind}: nothing is decided by it`,
        async (harness) => {
          harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 100 });
          harness.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
          harness.simulator.fail({ operation: 'inquire_payout', kind, times: 4 });
          const { id } = await requestThrice(harness);
          await harness.advance(45_000);
          assert.ok(['unknown', 'processing'].includes((await harness.payout(id)).status));
          await harness.advance(24 * HOUR);
          assert.equal((await harness.payout(id)).status, 'succeeded');
          assert.equal(transfers(harness), 1);
        },
        kind,
      );
    }

    for (const kind of ['lost', 'duplicate', 'late'] as const) {
      cases(subject, `the notification is ${kind}: one event`, async (harness) => {
        harness.simulator.fail({ operation: 'notice', kind, times: 100 });
        const { id } = await requestThrice(harness);
        await harness.advance(24 * HOUR);
        assert.equal((await harness.payout(id)).status, 'succeeded');
        assert.deepEqual(await eventTypes(harness), ['payout.succeeded']);
      });
    }

    cases(
      subject,
      'the server dies between the call and its answer: nothing to recover, and found',
      async (harness) => {
        harness.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
        const id = harness.domain.idGenerator.next('po');
        await harness.createPayout({}, id);
        await harness.restart();
        assert.equal((await harness.createPayout({}, id)).status, 'unknown');
        await harness.advance(HOUR);
        assert.equal((await harness.payout(id)).status, 'succeeded');
        assert.equal(transfers(harness), 1);
      },
    );

    cases(subject, 'eight requests at once: one payout, one transfer', async (harness) => {
      const id = harness.domain.idGenerator.next('po');
      await Promise.all(Array.from({ length: 8 }, () => harness.createPayout({}, id)));
      await harness.advance(HOUR);
      assert.equal(transfers(harness), 1);
    });

    cases(subject, 'the fee is borne by the recipient: found paid as well', async (harness) => {
      const { id } = await harness.createPayout({ feeBearer: 'recipient' });
      await harness.advance(HOUR);
      assert.equal((await harness.payout(id)).status, 'succeeded');
    });
  });
}
