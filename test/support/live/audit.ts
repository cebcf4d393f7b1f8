import { isFinal } from '../../../shared/payment-status.ts';
import { listCheckoutsResponse } from '../../../shared/api/list-checkouts.ts';
import { listEventsResponse, type ListEventsResponse } from '../../../shared/api/list-events.ts';
import { listPaymentsResponse, type ListPaymentsResponse } from '../../../shared/api/list-payments.ts';
import { listPayoutsResponse } from '../../../shared/api/list-payouts.ts';
import { idOf } from '../../../server/payments/ports/reference.ts';
import type { LedgerEntry } from '../../../server/providers/simulation/simulator.ts';
import type { OutsideWorld } from './outside-world.ts';
import type { RetryingClient } from './retrying-client.ts';
import { LIVE_KEYS } from './server-environment.ts';

type Payment = ListPaymentsResponse['data'][number];
type StoredEvent = ListEventsResponse['data'][number];

/** What the API says about everything, beside what the world outside has seen. */
interface Sides {
  readonly payments: ReadonlyMap<string, Payment>;
  readonly known: ReadonlySet<string>;
  readonly payouts: ReadonlyMap<string, string>;
  readonly events: readonly StoredEvent[];
  readonly world: OutsideWorld;
  readonly client: RetryingClient;
}

export interface AuditOptions {
  /** All that customers did not pay has expired. Otherwise such payments may be open still. */
  readonly isOver: boolean;
}

/**
 * Compares the server, over its API, with the providers' ledgers, the storefront's inbox and what callers were answered.
 * Returns one line for each violation, which begins with the invariant; none when all is well.
 */
export async function audit(
  client: RetryingClient,
  world: OutsideWorld,
  { isOver }: AuditOptions,
): Promise<readonly string[]> {
  const payments = await listAll('/v1/payments', LIVE_KEYS.api, client, (body) => listPaymentsResponse.parse(body));
  const checkouts = await listAll('/v1/checkouts', LIVE_KEYS.api, client, (body) => listCheckoutsResponse.parse(body));
  const payouts = await listAll('/v1/payouts', LIVE_KEYS.payout, client, (body) => listPayoutsResponse.parse(body));
  const events = await listAll('/v1/events', LIVE_KEYS.api, client, (body) => listEventsResponse.parse(body));
  const sides: Sides = {
    payments: new Map(payments.map((each) => [each.id, each])),
    known: new Set([...payments, ...checkouts, ...payouts].map(({ id }) => id)),
    payouts: new Map(payouts.map(({ id, status }) => [id, status])),
    events,
    world,
    client,
  };
  return [
    ...acknowledgementsHold(sides),
    ...chargesAreRecorded(sides),
    ...nothingIsChargedTwice(sides),
    ...paidMeansPaid(sides),
    ...refundsAgree(sides),
    ...storefrontWasTold(sides),
    ...nothingWaits(sides, isOver),
  ];
}

/**
 * What has to be done still: events to be delivered, refunds that the provider has accepted to be found out, and payments
 * to be decided. Where time does not pass, those are the ones that the provider has charged.
 */
export async function undecided(
  client: RetryingClient,
  world: OutsideWorld,
  { isOver }: AuditOptions,
): Promise<readonly string[]> {
  const payments = await listAll('/v1/payments', LIVE_KEYS.api, client, (body) => listPaymentsResponse.parse(body));
  const events = await listAll('/v1/events', LIVE_KEYS.api, client, (body) => listEventsResponse.parse(body));
  const charged = new Set(
    world.ledger().flatMap(({ kind, reference }) => (kind === 'charge' ? [idOf(reference)] : [])),
  );
  return [
    ...payments
      .filter(({ status }) => !isFinal(status))
      .filter(({ id, status }) => isOver || status === 'creating' || charged.has(id))
      .map(({ id }) => id),
    ...refundsNotTold(world, events),
    ...events.filter(({ delivery }) => delivery.status !== 'delivered').map(({ id }) => id),
  ];
}

/** The API lists no refunds: those that the provider has accepted, under our reference, and that no event is about. */
function refundsNotTold(world: OutsideWorld, events: readonly StoredEvent[]): readonly string[] {
  const told = new Set(events.map(({ data }) => data?.refund?.id));
  return world
    .ledger()
    .filter(isOf(['refund']))
    .map(({ reference }) => idOf(reference))
    .filter((id) => id.startsWith('rf_') && !told.has(id));
}

function acknowledgementsHold({ client, known, events }: Sides): string[] {
  const refunds = new Set(events.map(({ data }) => data?.refund?.id));
  const lost = [...client.acknowledged].filter(([key, { body }]) => {
    const id = String(body['id']);
    // The API lists no refunds; one that has ended is in an event.
    return key.startsWith('refund') ? body['status'] === 'succeeded' && !refunds.has(id) : !known.has(id);
  });
  return [
    ...lost.map(([key, { body }]) => `I1 lost: ${key} was answered ${String(body['id'])}`),
    ...client.contradictions.map((text) => `I1 two answers to one key: ${text}`),
  ];
}

const isOf = (kinds: readonly LedgerEntry['kind'][]) => (entry: LedgerEntry) => kinds.includes(entry.kind);

function chargesAreRecorded({ world, payments, payouts }: Sides): string[] {
  const ledger = world.ledger();
  return [
    ...ledger
      .filter(isOf(['create', 'charge']))
      .filter(({ reference }) => !payments.has(idOf(reference)))
      .map(({ kind, reference }) => `I2 the provider has the ${kind} ${reference}, we do not`),
    ...ledger
      .filter(isOf(['payout']))
      .filter(({ reference }) => !payouts.has(idOf(reference)))
      .map(({ reference }) => `I2 the provider has the payout ${reference}, we do not`),
  ];
}

function nothingIsChargedTwice({ world, payments }: Sides): string[] {
  const ledger = world.ledger();
  const twice = (kind: LedgerEntry['kind'], of: (entry: LedgerEntry) => string): string[] =>
    [...countBy(ledger.filter(isOf([kind])), of)]
      .filter(([, times]) => times > 1)
      .map(([what, times]) => `I3 ${kind} of ${what} ${times} times`);
  const checkoutOf = ({ reference }: LedgerEntry): string =>
    payments.get(idOf(reference))?.checkoutId ?? `unknown ${reference}`;
  return [
    ...twice('create', ({ reference }) => reference),
    ...twice('payout', ({ reference }) => reference),
    ...twice('charge', checkoutOf),
  ];
}

/** A payment succeeds only with a charge of its amount, and every charge is a payment that succeeded or is in review. */
function paidMeansPaid({ world, payments }: Sides): string[] {
  const charged = new Map(
    world
      .ledger()
      .filter(isOf(['charge']))
      .map(({ reference, money }) => [idOf(reference), money?.amount]),
  );
  return [...payments.values()].flatMap(({ id, status, amount, review }) => {
    const received = charged.get(id);
    if (status === 'succeeded' && received !== amount) return [`I4 ${id} succeeded with ${received ?? 'no charge'}`];
    if (received !== undefined && status !== 'succeeded' && review === undefined)
      return [`I2 ${id} was charged and is ${status}`];
    return [];
  });
}

function refundsAgree({ world, payments, events }: Sides): string[] {
  const paymentOfRefund = new Map(events.map(({ data }) => [data?.refund?.id, data?.refund?.paymentId]));
  const refunded = new Map<string, number>();
  for (const { kind, reference, money } of world.ledger()) {
    if (kind !== 'refund' && kind !== 'refund_failed') continue;
    const id = paymentOfRefund.get(idOf(reference)) ?? idOf(reference);
    const amount = (money?.amount ?? 0) * (kind === 'refund' ? 1 : -1);
    refunded.set(id, (refunded.get(id) ?? 0) + amount);
  }
  return [...refunded].flatMap(([id, amount]) => {
    const here = payments.get(id)?.refundedAmount;
    return here === amount ? [] : [`I3 ${id}: ${amount} refunded at the provider, ${here ?? 'nothing'} here`];
  });
}

/** Every event has arrived, each with one id and body position, and a checkout's events in order without a gap. */
function storefrontWasTold({ world, events }: Sides): string[] {
  const violations: string[] = [];
  const arrived = new Map<string, number>();
  const last = new Map<string, number>();
  for (const { id, body } of world.events) {
    const { sequence } = body.data;
    const before = arrived.get(id);
    if (before !== undefined && before !== sequence) violations.push(`I8 event ${id} has two sequences`);
    if (before !== undefined) continue;
    arrived.set(id, sequence);
    const stream = streamOf(body.data);
    if (sequence !== (last.get(stream) ?? 0) + 1) violations.push(`I8 ${stream}: event ${sequence} out of order`);
    last.set(stream, sequence);
  }
  const missing = events.filter(({ id }) => !arrived.has(id));
  const invented = [...arrived.keys()].filter((id) => !events.some((event) => event.id === id));
  return [
    ...violations,
    ...missing.map(({ id, type }) => `I8 the storefront was never told ${type} ${id}`),
    ...invented.map((id) => `I8 the storefront was told ${id}, which is not stored`),
  ];
}

const streamOf = ({ checkout, payout }: NonNullable<StoredEvent['data']>): string => checkout?.id ?? payout?.id ?? '';

/** A payout that never arrived at the provider stays unknown, and the merchant is asked to decide. */
function nothingWaits({ payments, payouts, events }: Sides, isOver: boolean): string[] {
  const inReview = new Set(
    events.filter(({ type }) => type === 'payout.review_required').map(({ data }) => data?.payout?.id),
  );
  return [
    ...[...payments.values()]
      .filter(({ status }) => (isOver ? !isFinal(status) : status === 'creating'))
      .map(({ id, status }) => `I10 ${id} is still ${status}`),
    ...[...payouts]
      .filter(([id, status]) => isOver && (status === 'processing' || (status === 'unknown' && !inReview.has(id))))
      .map(([id, status]) => `I10 ${id} is still ${status}`),
  ];
}

function countBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

async function listAll<T>(
  path: string,
  bearer: string,
  client: RetryingClient,
  parse: (body: unknown) => { readonly data: readonly T[]; readonly nextCursor: string | null },
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await client.send({ method: 'GET', path: `${path}?limit=100${after}`, bearer });
    const page = parse(body);
    all.push(...page.data);
    cursor = page.nextCursor;
  }
  return all;
}
