import assert from 'node:assert/strict';
import { isFinal } from '../../../shared/payment-status.ts';
import { assertLedgersAgree } from '../assert-ledgers-agree.ts';
import type { CrashableServer } from '../crashable-server.ts';
import type { Prepared, UseCase } from './use-case.ts';

/** How a use case ends, wherever it was interrupted. Call once everything due has been done. */
export async function assertConsistent(server: CrashableServer, useCase: UseCase, prepared: Prepared): Promise<void> {
  await useCase.verify?.(server, prepared);
  await server.runDue();
  await assertNothingPending(server);
  assertMovements(server, useCase);
  await assertLedgersAgree(server);
  await assertEventsDelivered(server);
}

/** In the end everything is in a final status, and no job is due. */
async function assertNothingPending({ domain: { store }, clock, simulator }: CrashableServer): Promise<void> {
  const payments = (await store.listPayments({}, { limit: 100 })).data;
  for (const payment of payments) {
    assert.ok(isFinal(payment.status), `a payment is still ${payment.status}`);
    for (const refund of await store.refundsOf(payment.id)) {
      assert.ok(refund.status === 'succeeded' || refund.status === 'failed', `a refund is still ${refund.status}`);
    }
  }
  for (const { status, merchantReference } of (await store.listPayouts({}, { limit: 100 })).data) {
    const wasSent = simulator
      .ledger()
      .some((entry) => entry.kind === 'payout' && entry.reference === merchantReference);
    // Whether a payout that never reached the provider will still be made is for an operator to find out.
    assert.ok(status === 'succeeded' || status === 'failed' || !wasSent, `a payout that was sent is still ${status}`);
  }
  const nextJobAt = await store.nextJobAt();
  assert.ok(nextJobAt === undefined || nextJobAt > clock.now());
}

/** Nothing was done twice at the provider. */
function assertMovements({ simulator, subject }: CrashableServer, { maxMovements }: UseCase): void {
  const counted = new Map<string, Set<string | number>>();
  for (const [index, { kind, reference }] of simulator.ledger().entries()) {
    // An order that a provider wants registered for a capture is no second payment.
    const payment = kind === 'create' ? subject.paymentReference?.(reference) : undefined;
    counted.set(kind, (counted.get(kind) ?? new Set()).add(payment ?? index));
  }
  for (const [kind, { size }] of counted)
    assert.ok(size <= (maxMovements[kind] ?? 0), `${size} × ${kind} at the provider`);
}

/** Every event was delivered at least once, in order and with the same bytes, and each final status has one event. */
async function assertEventsDelivered({ domain: { store }, received }: CrashableServer): Promise<void> {
  const events = (await store.listEvents({ limit: 100 })).data;
  for (const { id, body } of received) {
    assert.equal(
      events.find((event) => event.id === id)?.body,
      body,
      'an event that is not stored, or with another body',
    );
  }
  const delivered = [...new Set(received.map(({ id }) => id))];
  const byStream = new Map(events.map((event) => [event.id, event.stream]));
  for (const stream of new Set(events.map((event) => event.stream))) {
    assert.deepEqual(
      delivered.filter((id) => byStream.get(id) === stream),
      events.filter((event) => event.stream === stream).map(({ id }) => id),
    );
  }
  const finalEvents = events
    .filter(({ type }) => type !== 'payment.requires_action')
    .map(({ type, stream, body }) => [type, stream, paymentIdIn(body)].join(' '));
  assert.equal(new Set(finalEvents).size, finalEvents.length, `reported twice: ${finalEvents.join(', ')}`);
}

const paymentIdIn = (body: string): string =>
  (JSON.parse(body) as { data: { payment?: { id: string } } }).data.payment?.id ?? '';
