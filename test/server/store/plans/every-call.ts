import { CHECKOUT_STATUSES, PAYMENT_STATUSES } from '../../../../shared/payment-status.ts';
import type { Aggregate, Job, Store, StoreReads, Tx } from '../../../../server/payments/ports/ports.ts';
import { encodeCursor } from '../../../../server/store/page.ts';
import { bareCheckout, barePayment, entry, event, NOON, payout, refund, savedMethod } from '../samples.ts';

/** What a call of the port does; each of its forms that is a statement of its own. */
type Calls<On, Names extends keyof On> = Readonly<Record<Names, (on: On) => Promise<unknown>>>;

const PROVIDER = 'bank-of-tests';
const [status] = CHECKOUT_STATUSES;
const [paymentStatus] = PAYMENT_STATUSES;

/** Every page of a list: the first and a further one, with each combination of its filters. */
async function everyPage<Filter extends object>(
  list: (filter: Partial<Filter>, page: { limit: number; cursor?: string }) => Promise<unknown>,
  filters: Filter,
  id: string,
): Promise<void> {
  const members = Object.entries(filters);
  for (let chosen = 0; chosen < 2 ** members.length; chosen += 1) {
    const some = members.filter((_, index) => (chosen & (2 ** index)) !== 0);
    // The members of a filter, some of them.
    const filter = Object.fromEntries(some) as Partial<Filter>;
    await list(filter, { limit: 20 });
    await list(filter, { limit: 20, cursor: encodeCursor(id) });
  }
}

/** Work that is done in steps, to its end. */
async function everyStep(
  step: (cursor: string | undefined) => Promise<{ readonly nextCursor: string | null }>,
): Promise<void> {
  let cursor: string | undefined;
  do cursor = (await step(cursor)).nextCursor ?? undefined;
  while (cursor !== undefined);
}

export const READS: Calls<StoreReads, keyof StoreReads> = {
  findCheckout: (on) => on.findCheckout('co_1'),
  findCheckoutWithPayments: (on) => on.findCheckoutWithPayments('co_1'),
  findLiveCheckout: (on) => on.findLiveCheckout('order-1'),
  listCheckouts: (on) => everyPage(on.listCheckouts.bind(on), { reference: 'order-1', status }, 'co_1'),
  positionsOf: (on) => on.positionsOf(['co_1', 'co_2']),
  findPayment: (on) => on.findPayment('pay_1'),
  findPaymentByMerchantReference: (on) => on.findPaymentByMerchantReference('REF1'),
  findPaymentByProviderReference: (on) => on.findPaymentByProviderReference(PROVIDER, 'payment', 'py-1'),
  paymentsOf: (on) => on.paymentsOf('co_1'),
  listPayments: (on) =>
    everyPage(
      on.listPayments.bind(on),
      { checkoutId: 'co_1', status: paymentStatus, ofProvider: { provider: PROVIDER, since: NOON } },
      'pay_1',
    ),
  openPaymentsElsewhere: (on) => Promise.all([on.openPaymentsElsewhere([]), on.openPaymentsElsewhere([PROVIDER])]),
  openRefundsElsewhere: (on) => Promise.all([on.openRefundsElsewhere([]), on.openRefundsElsewhere([PROVIDER])]),
  openPayoutsElsewhere: (on) => Promise.all([on.openPayoutsElsewhere([]), on.openPayoutsElsewhere([PROVIDER])]),
  historyOf: (on) => on.historyOf('pay_1'),
  listHistory: async (on) => {
    const { nextCursor } = await on.listHistory('pay_1', { limit: 1 });
    await on.listHistory('pay_1', { limit: 1, cursor: nextCursor ?? encodeCursor('1') });
  },
  findRefund: (on) => on.findRefund('rf_1'),
  findRefundByMerchantReference: (on) => on.findRefundByMerchantReference('RF1'),
  findRefundByProviderReference: (on) => on.findRefundByProviderReference(PROVIDER, 'refund', 'rfd-1'),
  refundsOf: (on) => on.refundsOf('pay_1'),
  findSavedMethod: (on) => on.findSavedMethod('tok_1'),
  savedMethodsByToken: (on) => on.savedMethodsByToken(PROVIDER, 'token'),
  savedMethodsOf: (on) => on.savedMethodsOf('cust-canary'),
  findPayout: (on) => on.findPayout('po_1'),
  findPayoutByMerchantReference: (on) => on.findPayoutByMerchantReference('po1'),
  listPayouts: (on) =>
    everyPage(on.listPayouts.bind(on), { reference: 'seller-7', status: 'processing' as const }, 'po_1'),
  payoutHistoryOf: (on) => on.payoutHistoryOf('po_1'),
  findEvent: (on) => on.findEvent('evt_1'),
  listEvents: async (on) => {
    await on.listEvents({ limit: 20 });
    for (const after of ['latest', 'evt_0']) await on.listEvents({ limit: 20, after });
    // One that is there, and one that was deleted.
    for (const id of ['evt_1', 'evt_0']) await on.listEvents({ limit: 20, cursor: encodeCursor(id) });
  },
  undeliveredOf: (on) => on.undeliveredOf('co_1'),
  wasOvertaken: (on) => on.wasOvertaken({ stream: 'co_1', sequence: 1 }),
  listNotifications: (on) =>
    everyPage(on.listNotifications.bind(on), { provider: PROVIDER, subject: 'pay_1' }, `${NOON}-${'a'.repeat(43)}`),
  findNotification: async (on) => {
    const { data } = await on.listNotifications({}, { limit: 1 });
    await on.findNotification(data[0]?.id ?? '');
  },
  findIdempotencyRecord: (on) => on.findIdempotencyRecord('storefront', 'key'),
};

const claim = { scope: 'storefront', key: 'key', fingerprint: 'f', resourceId: 'co_3', createdAt: NOON };

/** Writes of a unit, in an order in which each finds what it changes. */
export const WRITES: Calls<Tx, Exclude<keyof Tx, keyof StoreReads>> = {
  insertCheckout: (tx) => tx.insertCheckout(bareCheckout({ id: 'co_3', reference: 'order-3' })),
  insertPayment: (tx) =>
    tx.insertPayment(
      barePayment({ id: 'pay_3', checkoutId: 'co_3', merchantReference: 'REF3', providerReferences: { request: 'x' } }),
    ),
  updateCheckout: (tx) => tx.updateCheckout('co_3', { sequence: 1, updatedAt: NOON + 1 }),
  updatePayment: (tx) => tx.updatePayment('pay_3', { status: 'failed', providerReferences: { payment: 'y' } }),
  appendHistory: (tx) => tx.appendHistory('pay_1', entry()),
  insertRefund: (tx) => tx.insertRefund(refund({ id: 'rf_3', paymentId: 'pay_3', merchantReference: 'RF3' })),
  updateRefund: (tx) => tx.updateRefund('rf_3', { status: 'failed', providerReferences: { refund: 'z' } }),
  insertSavedMethod: (tx) => tx.insertSavedMethod(savedMethod({ id: 'tok_3', paymentId: 'pay_3' })),
  updateSavedMethod: (tx) => tx.updateSavedMethod('tok_3', { status: 'removed', updatedAt: NOON + 1 }),
  insertPayout: (tx) => tx.insertPayout(payout({ id: 'po_3', reference: 'seller-7', merchantReference: 'po3' })),
  updatePayout: (tx) => tx.updatePayout('po_1', { status: 'failed', updatedAt: NOON + 1 }),
  appendPayoutHistory: (tx) => tx.appendPayoutHistory('po_1', { ...entry(), from: 'processing', to: 'failed' }),
  insertNotification: (tx) =>
    tx.insertNotification({ provider: PROVIDER, body: Buffer.from('b'), subject: 'pay_3', receivedAt: NOON }),
  insertEvent: (tx) => tx.insertEvent(event({ id: 'evt_3', stream: 'co_3', sequence: 1 })),
  updateEvent: (tx) => tx.updateEvent('evt_3', { deliveryAttempts: 4 }),
  earliestJob: (tx) => Promise.resolve(tx.earliestJob()),
  scheduleJob: (tx) => tx.scheduleJob({ kind: 'inquire', key: 'pay_3', runAt: NOON }),
  dropJob: (tx) => tx.dropJob('inquire', 'pay_3'),
  reserveIdempotencyKey: (tx) =>
    tx.reserveIdempotencyKey({ ...claim, key: 'reserved' }, NOON - 1, () => new Error('taken')),
  claimIdempotencyKey: (tx) => tx.claimIdempotencyKey(claim),
  saveIdempotentResponse: async (tx) => {
    await tx.saveIdempotentResponse('storefront', 'key', { status: 201, body: 'b' });
    await tx.saveIdempotentResponse('storefront', 'key', { status: 200, body: 'c' }, 201);
  },
  releaseIdempotencyKey: (tx) => tx.releaseIdempotencyKey(claim),
  dropExpiredIdempotencyRecord: (tx) => tx.dropExpiredIdempotencyRecord('storefront', 'key', NOON),
};

const AGGREGATES: readonly Aggregate[] = [
  'new',
  ...(['checkout', 'payment', 'refund', 'payout', 'saved_method', 'stream'] as const).map((of) => ({ of, id: 'none' })),
];

const job: Job = {
  ...{ id: '7', kind: 'inquire', key: 'pay_1', lane: 'provider:x', notified: false },
  ...{ dueAt: NOON, retryCount: 0, failures: 0, version: 1 },
};
const slot = { id: 's1', checkoutId: 'co_1', address: 'a', holder: 'one' };
const LATER = NOON + 1_000 * 86_400_000;

/** What is asked of the store itself; `check`, `close` and what goes over no statement are left out. */
export const OTHERS: Calls<
  Store,
  Exclude<keyof Store, keyof StoreReads | 'close' | 'isShared' | 'announce' | 'onAnnouncement'>
> = {
  transact: async (on) => {
    for (const aggregate of AGGREGATES) await on.transact(() => Promise.resolve(), aggregate);
  },
  claimJobs: async (on) => {
    await on.claimJobs(NOON, 10, 1_000);
    await on.claimJobs(NOON, 10, 1_000, { lane: 'storefront', notified: false }, ['1'], 'one');
  },
  completeJob: (on) => on.completeJob(job),
  retryJob: (on) => on.retryJob(job, NOON),
  postponeJob: (on) => on.postponeJob(job),
  countRequests: async (on) => {
    await on.countRequests({ budget: 'b', sent: 1, upTo: undefined }, NOON);
    await on.countRequests({ budget: 'b', sent: 0, upTo: 60 }, NOON + 3_600_000);
  },
  scanPayments: (on) =>
    everyPage(
      on.scanPayments.bind(on),
      { status: paymentStatus, provider: PROVIDER, channel: 'qris' as const, inReview: true, createdSince: NOON },
      'pay_1',
    ),
  paymentsByAnyProviderReference: (on) => on.paymentsByAnyProviderReference('py-1'),
  eventsOf: (on) => on.eventsOf('co_1'),
  notificationsAbout: (on) => on.notificationsAbout(PROVIDER, 'pay_1'),
  undecided: (on) => on.undecided(NOON),
  countPayments: (on) => on.countPayments(NOON, NOON + 1),
  probeWaiting: (on) => on.probeWaiting(NOON - 1_000_000, 10),
  nextJobAt: (on) => on.nextJobAt(),
  unresolved: (on) => on.unresolved(),
  backlog: (on) => on.backlog(),
  unwatched: (on) => on.unwatched(NOON, NOON + 1, 10),
  jobQueues: (on) => on.jobQueues(),
  bringForward: (on) => on.bringForward(1_000, NOON),
  noteTime: (on) => on.noteTime(NOON),
  unlockJobs: (on) => on.unlockJobs(NOON),
  pruneIdempotencyRecords: (on) => on.pruneIdempotencyRecords(NOON),
  sealLedger: (on) => on.sealLedger(NOON),
  forgetPersonalData: (on) => on.forgetPersonalData(LATER),
  forgetCustomer: (on) => everyStep((cursor) => on.forgetCustomer('cust-canary', cursor, LATER)),
  renewEncryption: (on) => everyStep((cursor) => on.renewEncryption(cursor)),
  readTime: (on) => on.readTime(),
  addInstance: (on) => on.addInstance('one', 1_000),
  renewInstance: (on) => on.renewInstance('one', 1_000),
  takeLease: (on) => on.takeLease('key', 'one', 'turn'),
  releaseLease: (on) => on.releaseLease('key', 'turn'),
  takeStreamSlot: (on) => on.takeStreamSlot(slot, { perCheckout: 5, perAddress: 5 }),
  keepStreamSlots: (on) => on.keepStreamSlots([slot]),
  freeStreamSlots: (on) => on.freeStreamSlots(['s1']),
  countUse: (on) => on.countUse('key', { limit: 1, windowMs: 1, now: NOON }),
  returnUse: (on) => on.returnUse('key'),
  pruneLimits: (on) => on.pruneLimits(NOON),
  removeInstance: (on) => on.removeInstance('one'),
  removeLapsedInstances: (on) => on.removeLapsedInstances(),
  check: (on) => on.check(NOON),
};
