import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cancelPayment } from '../../../server/payments/payment/cancel-payment.ts';
import { capturePayment } from '../../../server/payments/payment/capture-payment.ts';
import { inquirePayment } from '../../../server/payments/payment/inquire-payment.ts';
import type { Payment } from '../../../server/payments/model/model.ts';
import { refundPayment } from '../../../server/payments/refund/refund-payment.ts';
import { DomainError } from '../../../server/payments/core/domain-error.ts';
import type { Fault, FaultKind } from '../../../server/providers/simulation/simulator.ts';
import { openHarness, type Harness } from '../../support/harness.ts';
import { assertLedgersAgree } from '../../support/assert-ledgers-agree.ts';
import type { Sample } from '../../support/stage.ts';
import { ALL_SUBJECTS, type AnySubject } from '../../support/subjects.ts';
import type { InstructionKind } from '../../../shared/instruction.ts';

/*
 * One suite, run over the registry: every operation of every provider against every way in which a provider can fail.
 * A provider is covered by its registry line and its stage, which needs one channel; what a stage does not offer is
 * skipped with the reason. Nothing here names a provider.
 */

/** How a call may end: a payment in that status, or an error with that code. */
type End =
  | 'requires_action'
  | 'processing'
  | 'unknown'
  | 'failed'
  | 'canceled'
  | 'expired'
  | 'succeeded'
  | 'provider_rejected'
  | 'provider_unavailable'
  | 'state_conflict';

/** What becomes of a create. `provider_unavailable` is for what surely was not received, `unknown` for all that may have been. */
const CREATE: Readonly<Partial<Record<FaultKind, readonly End[]>>> = {
  refuse: ['provider_unavailable'],
  timeout_before: ['unknown'],
  timeout_after_commit: ['unknown'],
  reset_after_commit: ['unknown'],
  '500': ['unknown'],
  '500_after_commit': ['unknown'],
  '503': ['provider_unavailable', 'unknown'],
  '429': ['provider_unavailable'],
  error: ['provider_rejected'],
  garbage: ['unknown'],
  html: ['unknown'],
  truncated: ['unknown'],
  huge: ['unknown'],
  redirect: ['unknown'],
  wrong_reference: ['unknown'],
  unsigned: ['unknown'],
  wrong_signature: ['unknown'],
  unknown_status: ['requires_action', 'processing', 'unknown'],
  pending: ['processing', 'requires_action', 'unknown'],
};

/** An inquiry without a usable answer changes nothing; afterwards the payment is found all the same. */
const INQUIRE: readonly FaultKind[] = [
  'refuse',
  'timeout_before',
  'reset_after_commit',
  '500',
  '503',
  '429',
  'not_found',
  'garbage',
  'html',
  'truncated',
  'huge',
  'redirect',
  'wrong_reference',
  'unsigned',
  'wrong_signature',
  'unknown_status',
  'stale_status',
];

/** Canceled here in any case, whether or not the provider received the cancel. */
const CANCEL: readonly FaultKind[] = [
  'refuse',
  'timeout_before',
  'timeout_after_commit',
  'reset_after_commit',
  '500',
  '503',
  '429',
  'error',
  'garbage',
  'html',
];

const MONEY: readonly FaultKind[] = [
  'refuse',
  'timeout_before',
  'timeout_after_commit',
  'reset_after_commit',
  '500',
  '500_after_commit',
  '503',
  '429',
  'error',
  'garbage',
  'html',
  'truncated',
];

async function endOf(call: () => Promise<Payment>): Promise<End> {
  try {
    return (await call()).status as End;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code as End;
  }
}

function cases(subject: AnySubject, name: string, run: (harness: Harness) => Promise<void>, fault?: FaultKind): void {
  const skip = fault === undefined ? undefined : subject.impossible?.[fault];
  it(name, { skip: skip ?? false }, async () => {
    const harness = await openHarness(subject);
    try {
      await run(harness);
      await assertLedgersAgree(harness);
    } finally {
      await harness.close();
    }
  });
}

const strike = (harness: Harness, fault: Fault): void => harness.simulator.fail(fault);

/** What a new payment can ask of the customer. Most cases run with the first of these that the stage offers. */
const INSTRUCTIONS: readonly InstructionKind[] = [
  'virtual_account',
  'qr',
  'retail_code',
  'redirect',
  'push',
  'form_post',
];

function samplesOf({ id, samples }: AnySubject): { readonly main: Sample; readonly other: Sample } {
  const [main, other = main] = INSTRUCTIONS.flatMap((kind) => samples[kind] ?? []);
  if (main === undefined || other === undefined) throw new Error(`the stage of ${id} offers no channel`);
  return { main, other };
}

for (const subject of ALL_SUBJECTS) {
  const { main, other } = samplesOf(subject);
  const skipped = (name: string, what: string): void => {
    it(name, { skip: `the stage of ${subject.id} offers no ${what}` });
  };
  describe(`conformance: ${subject.id}`, () => {
    describe('create', () => {
      for (const [kind, ends] of Object.entries(CREATE)) {
        cases(
          subject,
          `${kind} → ${ends.join(' or ')}`,
          async (harness) => {
            strike(harness, { operation: 'create', kind: kind as FaultKind });
            const checkout = await harness.openCheckout();
            const end = await endOf(() => harness.pay(checkout, main));
            assert.ok(ends.includes(end), `ended as ${end}`);
            // Whatever happened, the customer can pay: another channel, or a second try, is never blocked by it.
            const next = await harness.pay(checkout, other);
            assert.equal(next.status, 'requires_action');
            await harness.perform(next, 'pay');
            await harness.advance(10_000);
            assert.equal((await harness.payment(next.id)).status, 'succeeded');
          },
          kind as FaultKind,
        );
      }
      for (const kind of ['timeout_after_commit', 'reset_after_commit', 'garbage', '500_after_commit'] as const) {
        cases(subject, `${kind}, then the customer pays it: found, never created again`, async (harness) => {
          strike(harness, { operation: 'create', kind });
          const checkout = await harness.openCheckout();
          await harness.pay(checkout, main);
          const [payment] = await harness.domain.store.paymentsOf(checkout.id);
          assert.ok(payment);
          await harness.perform(payment, 'pay');
          await harness.advance(60_000);
          assert.equal((await harness.payment(payment.id)).status, 'succeeded');
        });
      }
      for (const kind of INSTRUCTIONS) {
        const sample = subject.samples[kind];
        if (sample === undefined) {
          skipped(`gives the instruction ${kind}`, `channel with the instruction ${kind}`);
          continue;
        }
        cases(
          subject,
          `${sample.channel} gives the instruction ${kind}, is paid and announced to the storefront`,
          async (harness) => {
            const payment = await harness.pay(await harness.openCheckout(), sample);
            assert.equal(payment.status, 'requires_action');
            assert.equal(payment.instruction.kind, kind);
            await harness.perform(payment, 'pay');
            await harness.advance(10_000);
            assert.equal((await harness.payment(payment.id)).status, 'succeeded');
            const types = (await harness.events()).map(({ type }) => type);
            assert.deepEqual(types.slice(0, 3), ['payment.requires_action', 'payment.succeeded', 'checkout.paid']);
          },
        );
      }
    });

    describe('inquire', () => {
      for (const kind of INQUIRE) {
        cases(
          subject,
          `${kind}: nothing changes, the payment is found afterwards`,
          async (harness) => {
            const payment = await harness.pay(await harness.openCheckout(), main);
            strike(harness, { operation: 'notice', kind: 'lost', times: 100 });
            await harness.perform(payment, 'pay');
            strike(harness, { operation: 'inquire', kind, times: 2 });
            const during = await inquirePayment(harness.domain, payment.id);
            assert.ok(['requires_action', 'processing', 'unknown'].includes(during.status), `became ${during.status}`);
            await harness.advance(180_000);
            assert.equal((await harness.payment(payment.id)).status, 'succeeded');
          },
          kind,
        );
      }
      for (const kind of ['wrong_amount', 'wrong_currency'] as const) {
        cases(
          subject,
          `${kind}: held for review, never paid`,
          async (harness) => {
            const payment = await harness.pay(await harness.openCheckout(), main);
            strike(harness, { operation: 'inquire', kind, times: 100 });
            await harness.perform(payment, 'pay');
            await harness.advance(60_000);
            const after = await harness.payment(payment.id);
            assert.notEqual(after.status, 'succeeded');
            assert.equal(after.review, 'amount_differs');
          },
          kind,
        );
      }
      const failable = subject.samples.redirect ?? subject.samples.push;
      const failureCase = 'the payment fails at the provider: failed, with a reason';
      if (failable === undefined) skipped(failureCase, 'channel whose provider decides (redirect or push)');
      else
        cases(subject, failureCase, async (harness) => {
          const payment = await harness.pay(await harness.openCheckout(), failable);
          await harness.perform(payment, 'fail');
          await harness.advance(60_000);
          const after = await harness.payment(payment.id);
          assert.equal(after.status, 'failed');
          assert.ok(after.failure?.code);
        });
      cases(subject, 'the payment expires at the provider: expired', async (harness) => {
        const payment = await harness.pay(await harness.openCheckout(), main);
        await harness.perform(payment, 'expire');
        await harness.advance(60_000);
        assert.equal((await harness.payment(payment.id)).status, 'expired');
      });
    });

    describe('cancel', () => {
      for (const kind of CANCEL) {
        cases(subject, `${kind}: canceled here, whatever the provider answered`, async (harness) => {
          const payment = await harness.pay(await harness.openCheckout(), main);
          strike(harness, { operation: 'cancel', kind });
          const end = await endOf(() => cancelPayment(harness.domain, payment.id, { by: 'customer' }));
          assert.equal(end, 'canceled');
        });
      }
      cases(subject, 'paid at the same moment: a conflict, and it stays paid', async (harness) => {
        const payment = await harness.pay(await harness.openCheckout(), main);
        strike(harness, { operation: 'notice', kind: 'lost', times: 100 });
        await harness.perform(payment, 'pay');
        assert.equal(
          await endOf(() => cancelPayment(harness.domain, payment.id, { by: 'customer' })),
          'state_conflict',
        );
        assert.equal((await harness.payment(payment.id)).status, 'succeeded');
      });
    });

    const { refundable, holdable } = subject;
    if (refundable === undefined) skipped('refund', 'refundable channel');
    else {
      describe('refund', () => {
        for (const kind of MONEY) {
          cases(subject, `${kind}: both ledgers agree in the end, nothing is refunded twice`, async (harness) => {
            const payment = await harness.pay(await harness.openCheckout(), refundable);
            await harness.perform(payment, 'pay');
            await harness.advance(10_000);
            strike(harness, { operation: 'refund', kind });
            const refund = { id: harness.domain.idGenerator.next('rf'), paymentId: payment.id };
            for (let repeat = 0; repeat < 3; repeat += 1)
              await refundPayment(harness.domain, refund).catch(onlyDomainErrors);
            await harness.advance(24 * 3_600_000);
            // A refund that certainly failed is followed by another one, under its own id.
            const kept = (await harness.domain.store.refundsOf(payment.id)).map(({ status }) => status);
            const returned = harness.simulator.ledger().filter(({ kind: entry }) => entry === 'refund').length;
            assert.ok(returned <= 1, `returned ${returned} times`);
            assert.equal(kept.filter((status) => status === 'succeeded').length, returned, `we say ${kept.join()}`);
          });
        }
      });
    }
    if (holdable === undefined) skipped('capture', 'channel whose money can be held');
    else {
      describe('capture', () => {
        for (const kind of MONEY) {
          cases(subject, `${kind}: captured once, or still held`, async (harness) => {
            const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), holdable);
            await harness.perform(payment, 'pay');
            await harness.advance(10_000);
            assert.equal((await harness.payment(payment.id)).status, 'authorized');
            strike(harness, { operation: 'capture', kind });
            await capturePayment(harness.domain, payment.id, 100_000).catch(onlyDomainErrors);
            await harness.advance(60_000);
            if ((await harness.payment(payment.id)).status === 'authorized')
              await capturePayment(harness.domain, payment.id, 100_000);
            await harness.advance(60_000);
            assert.equal((await harness.payment(payment.id)).status, 'succeeded');
            const captures = harness.simulator.ledger().filter(({ kind: entry }) => entry === 'capture');
            assert.deepEqual(
              captures.map(({ money }) => money?.amount),
              [100_000],
            );
          });
        }
      });
    }
  });
}

function onlyDomainErrors(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}
