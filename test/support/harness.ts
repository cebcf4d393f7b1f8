import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EVENT_TYPES } from '../../shared/event-type.ts';
import { localExclusive } from '../../server/instances/local-exclusive.ts';
import { createJobRunner, type JobRunner } from '../../server/jobs/runner.ts';
import { assertBooks } from './assert-books.ts';
import { connectProvider } from '../../server/routing/connect-provider.ts';
import { createRequestGuard } from '../../server/platform/request-guard.ts';
import { guardedFetch } from '../../server/routing/guarded-fetch.ts';
import { createRequestBudgets } from '../../server/routing/request-budgets.ts';
import { createProviderRouter, type ConnectedProvider } from '../../server/routing/provider-router.ts';
import { watchedFetch } from '../../server/instrumentation.ts';
import { createCheckout, type NewCheckout } from '../../server/payments/checkout/create-checkout.ts';
import { createPayment } from '../../server/payments/payment/create-payment.ts';
import type { ChannelChoice } from '../../server/payments/channel/resolve-channel-choice.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import { loadPayment, loadPayout } from '../../server/payments/core/load.ts';
import type {
  Checkout,
  HistoryEntry,
  Payment,
  Payout,
  Refund,
  StoredEvent,
} from '../../server/payments/model/model.ts';
import { createPayout, type NewPayout } from '../../server/payments/payout/create-payout.ts';
import { refundPayment } from '../../server/payments/refund/refund-payment.ts';
import type { Exclusive, IdGenerator, Store } from '../../server/payments/ports/ports.ts';
import { NotificationError } from '../../server/payments/notification/notification-error.ts';
import { receiveNotification } from '../../server/payments/notification/receive-notification.ts';
import { recoverInterrupted } from '../../server/payments/payment/recover-interrupted.ts';
import { jobHandlers } from '../../server/payments/job-handlers.ts';
import { renderEvent } from '../../server/http/present/present-event.ts';
import { createChanges } from '../../server/platform/changes.ts';
import { createCipher } from '../../server/platform/crypto.ts';
import { createProviderHealth } from '../../server/routing/provider-health.ts';
import { createIdGenerator } from '../../server/platform/ids.ts';
import {
  simulatorFetch,
  type ActionResult,
  type LedgerEntry,
  type Simulator,
  type SimulatorAction,
} from '../../server/providers/simulation/simulator.ts';
import { openStore } from '../../server/store/open-store.ts';
import type { EventType } from '../../shared/event-type.ts';
import type { AnySubject } from './subjects.ts';
import { earliest } from './earliest.ts';
import { migratedFile } from './migrated-file.ts';
import { quietLog } from './quiet-log.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';
import { quickTmpdir } from './quick-tmpdir.ts';

const ORIGIN = 'https://shop.example';
const PUBLIC_URL = 'https://pay.example';

/**
 * The server without its HTTP API: the real domain, store, gateway and job runner, with the provider's simulator in place of
 * the network, on a clock that only the test moves. For tests over HTTP and with crashes see `CrashableServer`.
 */
export interface Harness {
  readonly subject: AnySubject;
  readonly domain: Domain;
  readonly clock: VirtualClock;
  /** The simulator of the subject, the first provider. */
  readonly simulator: Simulator;
  /** Those of all providers, in order of preference. */
  readonly simulators: readonly Simulator[];
  /** The HTTP statuses of our notification endpoint, in order. */
  readonly notificationStatuses: readonly number[];
  /** Every notification from the providers, in order; a test can replay or change them. */
  readonly notifications: readonly Request[];
  /** Opens a checkout of Rp 150,000 for customer `cust-1`, unless `over` says otherwise. */
  openCheckout(over?: Partial<NewCheckout>): Promise<Checkout>;
  /** Creates a payment. `id` is what the HTTP API would have reserved under the idempotency key. */
  pay(checkout: Checkout, choice: Partial<ChannelChoice> & { channel?: string }, id?: string): Promise<Payment>;
  payment(id: string): Promise<Payment>;
  /** Creates a payout of Rp 200,000. `id` as for `pay`. */
  createPayout(over?: Partial<NewPayout>, id?: string): Promise<Payout>;
  payout(id: string): Promise<Payout>;
  /** Requests a refund, of all that is left unless an amount is given. `id` as for `pay`. */
  refund(payment: Payment, amount?: number, id?: string): Promise<Refund>;
  history(id: string): Promise<readonly HistoryEntry[]>;
  events(): Promise<readonly StoredEvent[]>;
  /** The types of all events in order, or of those named. */
  eventTypes(...wanted: readonly EventType[]): Promise<readonly EventType[]>;
  /** How many entries of this kind the ledger of the first provider has. */
  countMovements(kind: LedgerEntry['kind']): number;
  /** What happens at the provider: the customer pays, staff refunds in the dashboard, an attacker forges a notification. */
  perform(payment: Payment, action: SimulatorAction, amount?: number): Promise<ActionResult>;
  /** Delivers a notification to our endpoint. @returns the HTTP status */
  deliver(notification: Request): Promise<number>;
  /** Moves the clock forward, and runs whatever falls due at the provider and in our jobs at its time. */
  advance(ms: number): Promise<void>;
  /** Runs whatever is due now, at the provider and in our jobs. */
  runDue(): Promise<void>;
  /** Stops the process and starts another one on the same database. */
  restart(): Promise<void>;
  /** Nothing is found in the books, as `kasir verify-ledger` does it. */
  assertBooks(): Promise<void>;
  close(): Promise<void>;
}

export interface HarnessOptions {
  /** Default: a store of its own, in a file in the folder. */
  readonly openStorage?: (folder: string, clock: VirtualClock) => Promise<Store>;
  /** Default: what is exclusive within this process. */
  readonly exclusive?: (store: Store) => Promise<Exclusive>;
}

/** @param alongside further providers, in order of preference after the first */
export async function openHarness(
  subject: AnySubject,
  alongside: readonly AnySubject[] = [],
  { openStorage = openOwnStore, exclusive = async () => localExclusive() }: HarnessOptions = {},
): Promise<Harness> {
  const folder = await mkdtemp(join(quickTmpdir(), 'kasir-harness-'));
  await migratedFile(join(folder, 'kasir.db'));
  const clock = virtualClock();
  const notificationStatuses: number[] = [];
  const notifications: Request[] = [];
  let process = await boot();

  const simulatorOf = (each: AnySubject): Simulator =>
    each.simulator({
      clock,
      notificationUrl: `${PUBLIC_URL}/v1/notifications/${each.id}`,
      deliver: async (request) => {
        notifications.push(request.clone());
        return new Response(each.acknowledgement, { status: await deliver(request) });
      },
    });
  const simulator = simulatorOf(subject);
  const simulators = [simulator, ...alongside.map(simulatorOf)];

  async function boot(): Promise<{ domain: Domain; store: Store; runner: JobRunner }> {
    const store = await openStorage(folder, clock);
    const idGenerator: IdGenerator = createIdGenerator(clock);
    const all = [subject, ...alongside];
    const health = createProviderHealth(
      clock,
      all.map(({ id }) => id),
    );
    const requestGuard = createRequestGuard();
    const budgets = createRequestBudgets({ store, clock, log: quietLog });
    const connect = (each: AnySubject): ConnectedProvider => {
      const connected = connectProvider(each, {
        fetch: guardedFetch(
          watchedFetch((call) => simulatorFetch(...simulators)(call), each.id, health),
          requestGuard,
        ),
        budgets,
        postponed: () => undefined,
        connect: (fetch) => each.connect({ fetch, clock, idGenerator, log: quietLog }).gateway,
      });
      // A test that changes what a gateway does means the jobs' too.
      return each.requestBudget === undefined ? { ...connected, jobGateways: undefined } : connected;
    };
    const domain: Domain = {
      store,
      providerRouter: createProviderRouter({ providers: all.map(connect), routes: new Map(), health }),
      clock,
      idGenerator,
      log: quietLog,
      changes: createChanges(quietLog),
      publicUrl: PUBLIC_URL,
      allowedOrigins: new Set([ORIGIN]),
      render: renderEvent,
      wake: () => undefined,
      exclusive: await exclusive(store),
      requestGuard,
      timeout: (ms) => AbortSignal.timeout(ms),
      deliveredTypes: new Set(EVENT_TYPES),
    };
    const handlers = {
      ...jobHandlers(domain),
      // Nothing receives them: tests read the stored events.
      deliver: () => Promise.resolve(undefined),
    };
    return {
      domain,
      store,
      runner: createJobRunner({ store, clock, log: quietLog, handlers, concurrency: 4, pollMs: 1_000 }),
    };
  }

  async function deliver(request: Request): Promise<number> {
    const body = Buffer.from(await request.arrayBuffer());
    const headers = Object.fromEntries(request.headers);
    try {
      const provider = new URL(request.url).pathname.split('/')[3] ?? '';
      await receiveNotification(process.domain, provider, {
        body,
        headers,
        contentType: headers['content-type'] ?? '',
      });
      notificationStatuses.push(200);
    } catch (error) {
      if (!(error instanceof NotificationError)) throw error;
      notificationStatuses.push({ malformed: 400, unverified: 401, deferred: 429 }[error.code]);
    }
    return notificationStatuses.at(-1) ?? 500;
  }

  async function runDue(): Promise<void> {
    for (const each of simulators) await each.runDue();
    await process.runner.runDue();
  }

  const harness: Harness = {
    subject,
    get domain() {
      return process.domain;
    },
    clock,
    simulator,
    simulators,
    notificationStatuses,
    notifications,
    openCheckout: (over = {}) =>
      createCheckout(process.domain, process.domain.idGenerator.next('co'), {
        reference: `order-${process.domain.idGenerator.next('evt')}`,
        amount: 150_000,
        currency: 'IDR',
        returnUrl: `${ORIGIN}/thanks`,
        customer: { reference: 'cust-1', name: 'Siti Aminah', email: 'siti@example.com', phone: '081210002000' },
        ...over,
      }),
    pay: (checkout, choice, id = process.domain.idGenerator.next('pay')) =>
      createPayment(process.domain, { id, checkoutId: checkout.id, choice: { fields: {}, save: false, ...choice } }),
    payment: (id) => loadPayment(process.domain, id),
    createPayout: (over = {}, id = process.domain.idGenerator.next('po')) =>
      createPayout(process.domain, {
        id,
        madeBy: 'the API key of the request',
        order: {
          reference: 'seller-7',
          amount: 200_000,
          currency: 'IDR',
          bankCode: subject.provider.payouts?.banks[0]?.code ?? '',
          accountNumber: '0012345678',
          accountName: 'SITI AMINAH',
          description: 'Pencairan',
          feeBearer: 'merchant',
          ...over,
        },
      }),
    refund: ({ id: paymentId }, amount, id = process.domain.idGenerator.next('rf')) =>
      refundPayment(process.domain, { id, paymentId, ...(amount === undefined ? {} : { amount }) }),
    payout: (id) => loadPayout(process.domain, id),
    history: (id) => process.store.historyOf(id),
    eventTypes: async (...wanted) =>
      (await harness.events()).map(({ type }) => type).filter((type) => wanted.length === 0 || wanted.includes(type)),
    countMovements: (kind) => simulator.ledger().filter((entry) => entry.kind === kind).length,
    events: async () => (await process.store.listEvents({ limit: 100 })).data,
    async perform(payment, action, amount) {
      const at = simulators.find((each) => each.id === payment.provider) ?? simulator;
      const target = at.payments().find(({ reference }) => reference === payment.merchantReference);
      if (target === undefined) throw new Error(`the provider knows no payment ${payment.merchantReference}`);
      return at.perform(target.id, action, amount);
    },
    deliver,
    async advance(ms) {
      const target = clock.now() + ms;
      for (;;) {
        await runDue();
        const next = earliest(...simulators.map((each) => each.nextDueAt()), await process.runner.nextAt());
        if (next === undefined || next > target) break;
        clock.set(Math.max(next, clock.now() + 1));
      }
      clock.set(target);
      await runDue();
    },
    runDue,
    async restart() {
      await process.runner.stop();
      await process.store.close();
      process = await boot();
      await process.store.unlockJobs(clock.now());
      await recoverInterrupted(process.domain);
    },
    assertBooks: () => assertBooks(folder),
    async close() {
      await process.runner.stop();
      await process.store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return harness;
}

const openOwnStore = (folder: string, clock: VirtualClock): Promise<Store> =>
  openStore({
    url: `file:${join(folder, 'kasir.db')}`,
    clock,
    cipher: createCipher([Buffer.alloc(32, 7)]),
    log: quietLog,
  });
