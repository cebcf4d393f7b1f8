import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '../../../server/payments/core/domain-error.ts';
import type { FaultKind } from '../../../server/providers/simulation/simulator.ts';
import { openBench, type Bench } from '../../support/bench.ts';
import { assertBooksAgree } from '../../support/ledger.ts';
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

const transfers = (bench: Bench): number => bench.simulator.ledger().filter(({ kind }) => kind === 'payout').length;
const told = async (bench: Bench): Promise<readonly string[]> => (await bench.events()).map(({ type }) => type);

async function codeOf(call: () => Promise<{ status: string }>): Promise<string> {
  try {
    return (await call()).status;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
}

/** The same request three times: one payout, whatever becomes of it. */
async function askThrice(bench: Bench): Promise<{ readonly id: string; readonly ends: readonly string[] }> {
  const id = bench.domain.idGenerator.next('po');
  const ends: string[] = [];
  for (let repeat = 0; repeat < 3; repeat += 1) ends.push(await codeOf(() => bench.payOut({}, id)));
  return { id, ends };
}

function cases(subject: Subject, name: string, run: (bench: Bench) => Promise<void>, fault?: FaultKind): void {
  it(name, { skip: (fault && subject.impossible?.[fault]) ?? false }, async () => {
    const bench = await openBench(subject);
    try {
      await run(bench);
      await assertBooksAgree(bench);
    } finally {
      await bench.close();
    }
  });
}

for (const subject of SUBJECTS.filter(({ provider }) => provider.payouts !== undefined)) {
  describe(`payout conformance: ${subject.id}`, () => {
    cases(subject, 'all is well: one transfer, told once', async (bench) => {
      const { id, ends } = await askThrice(bench);
      assert.deepEqual(ends, ['processing', 'processing', 'processing']);
      await bench.advance(60_000);
      const payout = await bench.payout(id);
      assert.equal(payout.status, 'succeeded');
      assert.equal(transfers(bench), 1);
      assert.deepEqual(await told(bench), ['payout.succeeded']);
    });

    for (const kind of TAKEN) {
      cases(
        subject,
        `${kind}: exactly one transfer, found in the end`,
        async (bench) => {
          bench.simulator.fail({ operation: 'payout', kind });
          const { id, ends } = await askThrice(bench);
          for (const end of ends) assert.ok(end === 'unknown' || end === 'processing', end);
          await bench.advance(24 * HOUR);
          assert.equal((await bench.payout(id)).status, 'succeeded');
          assert.equal(transfers(bench), 1);
          assert.deepEqual(await told(bench), ['payout.succeeded']);
        },
        kind,
      );
    }

    for (const kind of NOT_RECEIVED) {
      cases(subject, `${kind}: said so, nobody is told of a failure, and asked for anew it goes`, async (bench) => {
        bench.simulator.fail({ operation: 'payout', kind });
        assert.equal(await codeOf(() => bench.payOut()), 'provider_unavailable');
        assert.equal(transfers(bench), 0);
        const { id } = await askThrice(bench);
        await bench.advance(HOUR);
        assert.equal((await bench.payout(id)).status, 'succeeded');
        assert.equal(transfers(bench), 1);
        assert.deepEqual(await told(bench), ['payout.succeeded']);
      });
    }

    for (const kind of NEVER_TAKEN) {
      cases(
        subject,
        `${kind}: unknown, asked about, never sent again, and a person is asked for once`,
        async (bench) => {
          bench.simulator.fail({ operation: 'payout', kind });
          const { id, ends } = await askThrice(bench);
          assert.deepEqual(ends, ['unknown', 'unknown', 'unknown']);
          await bench.advance(40 * 24 * HOUR);
          assert.equal((await bench.payout(id)).status, 'unknown');
          assert.equal(transfers(bench), 0);
          // A person is asked for once, after an hour; nothing of it is called failed.
          assert.deepEqual(await told(bench), ['payout.review_required']);
        },
      );
    }

    cases(subject, 'refused: failed, with a reason, told once, and nothing moved', async (bench) => {
      bench.simulator.fail({ operation: 'payout', kind: 'error' });
      const id = bench.domain.idGenerator.next('po');
      assert.equal(await codeOf(() => bench.payOut({}, id)), 'provider_rejected');
      await bench.advance(24 * HOUR);
      const payout = await bench.payout(id);
      assert.equal(payout.status, 'failed');
      assert.ok(payout.failure?.code);
      assert.equal(transfers(bench), 0);
      assert.deepEqual(await told(bench), ['payout.failed']);
    });

    for (const code of [undefined, '3'] as const) {
      cases(
        subject,
        `taken on and failed later${code === undefined ? '' : `, with ${code}`}: failed, told once`,
        async (bench) => {
          bench.simulator.fail({ operation: 'payout', kind: 'decline', code });
          const { id } = await askThrice(bench);
          await bench.advance(24 * HOUR);
          assert.equal((await bench.payout(id)).status, 'failed');
          assert.deepEqual(await told(bench), ['payout.failed']);
        },
      );
    }

    for (const kind of QUESTIONS) {
      cases(
        subject,
        `asked about, and ${kind}: nothing is decided by it`,
        async (bench) => {
          bench.simulator.fail({ operation: 'notice', kind: 'lost', times: 100 });
          bench.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
          bench.simulator.fail({ operation: 'inquire_payout', kind, times: 4 });
          const { id } = await askThrice(bench);
          await bench.advance(45_000);
          assert.ok(['unknown', 'processing'].includes((await bench.payout(id)).status));
          await bench.advance(24 * HOUR);
          assert.equal((await bench.payout(id)).status, 'succeeded');
          assert.equal(transfers(bench), 1);
        },
        kind,
      );
    }

    for (const kind of ['lost', 'duplicate', 'late'] as const) {
      cases(subject, `the notification is ${kind}: told once`, async (bench) => {
        bench.simulator.fail({ operation: 'notice', kind, times: 100 });
        const { id } = await askThrice(bench);
        await bench.advance(24 * HOUR);
        assert.equal((await bench.payout(id)).status, 'succeeded');
        assert.deepEqual(await told(bench), ['payout.succeeded']);
      });
    }

    cases(subject, 'the server dies between the call and its answer: nothing to recover, and found', async (bench) => {
      bench.simulator.fail({ operation: 'payout', kind: 'timeout_after_commit' });
      const id = bench.domain.idGenerator.next('po');
      await bench.payOut({}, id);
      await bench.restart();
      assert.equal((await bench.payOut({}, id)).status, 'unknown');
      await bench.advance(HOUR);
      assert.equal((await bench.payout(id)).status, 'succeeded');
      assert.equal(transfers(bench), 1);
    });

    cases(subject, 'eight requests at once: one payout, one transfer', async (bench) => {
      const id = bench.domain.idGenerator.next('po');
      await Promise.all(Array.from({ length: 8 }, () => bench.payOut({}, id)));
      await bench.advance(HOUR);
      assert.equal(transfers(bench), 1);
    });

    cases(subject, 'the fee is borne by the recipient: found paid as well', async (bench) => {
      const { id } = await bench.payOut({ feeBearer: 'recipient' });
      await bench.advance(HOUR);
      assert.equal((await bench.payout(id)).status, 'succeeded');
    });
  });
}
