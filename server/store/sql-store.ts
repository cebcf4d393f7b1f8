import type { Instant, StoredEvent } from '../payments/model/model.ts';
import type {
  Aggregate,
  Announcement,
  Backlog,
  EventPageRequest,
  ForgettingStep,
  HeardAnnouncement,
  Job,
  JobQueue,
  LimitStore,
  Log,
  Page,
  RenewalStep,
  RequestCount,
  Store,
  StreamSlot,
  Tx,
  Unresolved,
  Unwatched,
} from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { backlog } from './backlog.ts';
import type { TableAccess } from './table-access.ts';
import { pruneIdempotencyRecords } from './idempotency-records.ts';
import { probeWaiting } from './events.ts';
import { forgetPersonalData } from './forget.ts';
import { forgetCustomer } from './forget-customer.ts';
import { renewEncryption } from './renewal/renew-encryption.ts';
import {
  addInstance,
  readTime,
  releaseLease,
  removeInstance,
  removeLapsedInstances,
  renewInstance,
  takeLease,
} from './instances.ts';
import { readEveryTable } from './read-every-table.ts';
import { jobQueues, type WaitingQueue } from './job-queues.ts';
import { claimJobs, completeJob, nextJobAt, unlockJobs, retryJob } from './jobs.ts';
import { countUse, freeStreamSlots, keepStreamSlots, pruneLimits, returnUse, takeStreamSlot } from './limits.ts';
import { createSealer, type Sealer } from './ledger/sealer.ts';
import type { ReportSuspect } from './ledger/unit-ledger.ts';
import { postponeJob } from './postpone-job.ts';
import { countRequests } from './request-counts.ts';
import { lockAggregate } from './lock-aggregate.ts';
import { hasUnorderedEvents, orderEvents } from './order-events.ts';
import { SqlBackOfficeReads } from './sql-back-office-reads.ts';
import { SqlTx } from './sql-tx.ts';
import type { StoreEngine } from './store-engine.ts';
import { unresolved, unwatched } from './unresolved.ts';
import { bringForward, freeTriedRoom, noteTime, tryToWrite } from './time.ts';

/** How many rows one unit of work erases, so that other writes do not wait long. */
const MAX_RECORDS = 1_000;
const MAX_CHECKOUTS = 100;

/** The store of the port. What is written here is the same on every database. */
export class SqlStore extends SqlBackOfficeReads implements Store {
  readonly #engine: StoreEngine;
  readonly #log: Log;
  readonly #sealer: Sealer;

  constructor(engine: StoreEngine, cipher: Cipher, log: Log) {
    super({ cipher, sql: engine.reads });
    this.#engine = engine;
    this.#log = log;
    this.#sealer = createSealer((work) => this.#run(work), log);
  }

  readonly #reportSuspect: ReportSuspect = (facts) =>
    this.#log.error(facts, 'ledger: rows were changed by something else than the server');

  override async listEvents(page: EventPageRequest): Promise<Page<StoredEvent>> {
    if (await hasUnorderedEvents(this.access)) while ((await this.#run(orderEvents)) > 0);
    return super.listEvents(page);
  }

  get isShared(): boolean {
    return this.#engine.isShared;
  }

  transact<T>(work: (tx: Tx) => Promise<T>, aggregate: Aggregate): Promise<T> {
    return this.#run(async (access) => {
      const tx = new SqlTx(access, this.#reportSuspect, await lockAggregate(access, aggregate));
      const result = await work(tx);
      await tx.finish();
      return result;
    });
  }

  claimJobs(
    now: Instant,
    limit: number,
    leaseMs: number,
    queue?: JobQueue,
    except?: readonly string[],
    claimedBy?: string,
  ): Promise<readonly Job[]> {
    return this.#run((access) => claimJobs(access, { now, limit, leaseMs, queue, except, claimedBy }));
  }

  completeJob(job: Job): Promise<void> {
    return this.#run((access) => completeJob(access, job));
  }

  retryJob(job: Job, runAt: Instant, failed?: boolean): Promise<void> {
    return this.#run((access) => retryJob(access, job, runAt, failed));
  }

  postponeJob(job: Job): Promise<void> {
    return this.#run((access) => postponeJob(access, job));
  }

  countRequests(count: RequestCount, now: Instant): Promise<Instant | undefined> {
    return this.#run((access) => countRequests(access, count, now));
  }

  nextJobAt(): Promise<Instant | undefined> {
    return nextJobAt(this.access);
  }

  probeWaiting(now: Instant, limit: number): Promise<number> {
    return this.#run((access) => probeWaiting(access, now, limit));
  }

  unresolved(): Promise<readonly Unresolved[]> {
    return unresolved(this.access);
  }

  backlog(): Promise<Backlog> {
    return backlog(this.access);
  }

  unwatched(since: Instant, now: Instant, limit: number): Promise<readonly Unwatched[]> {
    return unwatched(this.access, since, now, limit);
  }

  jobQueues(): Promise<readonly WaitingQueue[]> {
    return jobQueues(this.access);
  }

  async bringForward(byMs: number, now: Instant): Promise<void> {
    for (let after: number | undefined = 0; after !== undefined;) {
      const from: number = after;
      after = await this.#run((access) => bringForward(access, { byMs, now, after: from }));
    }
  }

  noteTime(now: Instant): Promise<Instant | undefined> {
    return this.#run((access) => noteTime(access, now));
  }

  unlockJobs(now: Instant): Promise<number> {
    return this.#run((access) => unlockJobs(access, now));
  }

  pruneIdempotencyRecords(before: Instant): Promise<number> {
    return this.#untilNoneLeft((access) => pruneIdempotencyRecords(access, before, MAX_RECORDS));
  }

  sealLedger(now: Instant): Promise<void> {
    return this.#sealer.seal(now);
  }

  forgetPersonalData(before: Instant): Promise<number> {
    return this.#untilNoneLeft((access) => forgetPersonalData(access, before, MAX_CHECKOUTS));
  }

  forgetCustomer(reference: string, cursor: string | undefined, now: Instant): Promise<ForgettingStep> {
    return forgetCustomer(this.access, (work) => this.#run(work), { reference, cursor, now });
  }

  renewEncryption(cursor: string | undefined): Promise<RenewalStep> {
    // Where the writes of one moment share a commit, they are made at once; elsewhere they leave connections to others.
    const atOnce = this.isShared ? 2 : MAX_RECORDS;
    return renewEncryption(this.access, (work) => this.#runStatement(work), { cursor, atOnce });
  }

  readTime(): Promise<Instant> {
    return readTime(this.access, this.#engine.clock.now());
  }

  addInstance(id: string, forMs: number): Promise<void> {
    return this.#runUrgently((access) => addInstance(access, id, forMs, this.#engine.clock.now()));
  }

  renewInstance(id: string, forMs: number): Promise<boolean> {
    return this.#runUrgently((access) => renewInstance(access, id, forMs, this.#engine.clock.now()));
  }

  removeInstance(id: string): Promise<void> {
    return this.#run((access) => removeInstance(access, id, this.#engine.clock.now()));
  }

  removeLapsedInstances(): Promise<number> {
    return this.#run((access) => removeLapsedInstances(access, this.#engine.clock.now()));
  }

  takeLease(key: string, holder: string, turn: string): Promise<boolean> {
    return this.#runStatement((access) => takeLease(access, key, { holder, turn }, this.#engine.clock.now()));
  }

  releaseLease(key: string, turn: string): Promise<void> {
    const { cipher } = this.access;
    return this.#engine.runSoon((sql) => releaseLease({ sql, cipher }, key, turn), [{ released: key }]);
  }

  announce(announcements: readonly Announcement[]): void {
    this.#engine.announcements.announce(announcements);
  }

  onAnnouncement(listener: (announcement: HeardAnnouncement) => void): () => void {
    return this.#engine.announcements.onAnnouncement(listener);
  }

  countUse(key: string, rule: Parameters<LimitStore['countUse']>[1]): Promise<Instant | undefined> {
    return this.#runStatement((access) => countUse(access, key, rule));
  }

  returnUse(key: string): Promise<void> {
    return this.#runStatement((access) => returnUse(access, key));
  }

  takeStreamSlot(slot: StreamSlot, limits: Parameters<LimitStore['takeStreamSlot']>[1]): Promise<boolean> {
    return this.#run((access) => takeStreamSlot(access, slot, limits));
  }

  keepStreamSlots(slots: readonly StreamSlot[]): Promise<void> {
    return this.#run((access) => keepStreamSlots(access, slots));
  }

  freeStreamSlots(ids: readonly string[]): Promise<void> {
    return this.#run((access) => freeStreamSlots(access, ids));
  }

  pruneLimits(now: Instant): Promise<number> {
    return this.#run((access) => pruneLimits(access, now));
  }

  /** One unit of work after another, so that other writes run in between. */
  async #untilNoneLeft(some: (access: TableAccess) => Promise<number>): Promise<number> {
    let all = 0;
    for (;;) {
      const found = await this.#run(some);
      if (found === 0) return all;
      all += found;
    }
  }

  async check(now: Instant): Promise<void> {
    const pending = await this.#engine.pendingMigrations();
    if (pending.length > 0) throw new Error(`migrations are missing: ${pending.join(', ')}`);
    await readEveryTable(this.access);
    // Writing may fail where reading works: the disk is full, or another program holds the database.
    await this.#run((access) => tryToWrite(access, now));
    await this.#run(freeTriedRoom);
  }

  /** Finishes the accepted work first. */
  close(): Promise<void> {
    return this.#engine.close();
  }

  #run<T>(work: (access: TableAccess) => Promise<T>): Promise<T> {
    const { cipher } = this.access;
    return this.#engine.run((sql) => work({ sql, cipher }));
  }

  /** Work of one statement, which needs no transaction of its own. */
  #runStatement<T>(work: (access: TableAccess) => Promise<T>): Promise<T> {
    const { cipher } = this.access;
    return this.#engine.runStatement((sql) => work({ sql, cipher }));
  }

  #runUrgently<T>(work: (access: TableAccess) => Promise<T>): Promise<T> {
    const { cipher } = this.access;
    return this.#engine.runUrgently((sql) => work({ sql, cipher }));
  }
}
