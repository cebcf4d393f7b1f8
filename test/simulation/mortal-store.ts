import { StorageUnavailable, type Job, type Store, type Tx } from '../../server/payments/ports/ports.ts';
import type { CrashPoint } from './catalogue.ts';
import { Died, never, type Life } from './life.ts';
import type { StoreFault, Trouble } from './trouble.ts';

/** What a unit of work has written so far. */
type Written = Set<string>;

const INTENTS = ['insertPayment', 'insertRefund', 'insertPayout'];
const OUTCOMES = ['updatePayment', 'updateRefund', 'updatePayout'];
const CLOSES = 'close';
/** Other calls that write, each in a unit of its own. */
const WRITES: ReadonlySet<string> = new Set([
  'claimJobs',
  'completeJob',
  'retryJob',
  'postponeJob',
  'probeWaiting',
  'noteTime',
  'bringForward',
  'addInstance',
  'renewInstance',
  'removeInstance',
  'removeLapsedInstances',
  'takeLease',
  'releaseLease',
]);

/** The store as one instance sees it: with faults, and with moments at which the instance dies. */
export function mortalStore(store: Store, life: Life, trouble: Trouble): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function' || typeof name !== 'string') return member;
      // It belongs to all instances.
      if (name === CLOSES) return () => Promise.resolve();
      return (...parameters: unknown[]): unknown => {
        if (life.isDead) return never();
        if (name === 'onAnnouncement') return hear(target, parameters, life);
        if (name === 'transact') return transact(target, parameters, life, trouble);
        const call = (): unknown => Reflect.apply(member, target, parameters);
        if (WRITES.has(name)) return life.outlive(single(name, call, life, trouble));
        const result = call();
        return result instanceof Promise ? life.outlive(read(result, life, trouble)) : result;
      };
    },
  });
}

/** A dead process hears nothing. */
function hear(store: Store, parameters: readonly unknown[], life: Life): () => void {
  const [listener] = parameters as Parameters<Store['onAnnouncement']>;
  const stop = store.onAnnouncement(listener);
  life.onDeath(stop);
  return stop;
}

async function read(result: Promise<unknown>, life: Life, trouble: Trouble): Promise<unknown> {
  // The rejection of a read that nobody waits for any more is no error.
  result.catch(() => undefined);
  await linger(life);
  if (trouble.lasts('store down')) throw fail(life, 'store down', 'read');
  return result;
}

async function single(name: string, call: () => unknown, life: Life, trouble: Trouble): Promise<unknown> {
  await before(name, life, trouble);
  if (life.isDead) return never();
  const result = await call();
  if (name === 'claimJobs' && (result as readonly Job[]).some(({ kind }) => kind === 'deliver'))
    life.reach('event claimed', name);
  after(name, life, trouble);
  return result;
}

async function transact(store: Store, parameters: readonly unknown[], life: Life, trouble: Trouble): Promise<unknown> {
  const [work, ...rest] = parameters as Parameters<Store['transact']>;
  const written: Written = new Set();
  const unit = async (tx: Tx): Promise<unknown> => {
    written.clear();
    if (life.isDead) throw new Died();
    const value = await work(mortalTx(tx, written, life));
    if (atEnd(written, life)) throw new Died();
    return value;
  };
  if (life.reach('answer read, outcome not written', 'before a unit of work')) return never();
  return life.outlive(
    (async () => {
      await before('unit of work', life, trouble);
      if (life.isDead) return never();
      const value = await store.transact(unit, ...rest);
      afterCommit(written, life);
      if (!life.isDead) after('unit of work', life, trouble);
      return value;
    })(),
  );
}

function mortalTx(tx: Tx, written: Written, life: Life): Tx {
  return new Proxy(tx, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function' || typeof name !== 'string') return member;
      return (...parameters: unknown[]): unknown => {
        if (life.isDead || diesBefore(name, written, life)) throw new Died();
        written.add(name);
        const result: unknown = Reflect.apply(member, target, parameters);
        return result;
      };
    },
  });
}

const includesAny = (written: Written, names: readonly string[]): boolean => names.some((name) => written.has(name));

function diesBefore(name: string, written: Written, life: Life): boolean {
  if (INTENTS.includes(name)) return life.reach('before the intent is written', name);
  if (name === 'insertNotification') return life.reach('notification read, not stored', name);
  return name === 'insertEvent' && includesAny(written, OUTCOMES) && life.reach('status written, event not', name);
}

/** Everything is written, and nothing is committed. */
function atEnd(written: Written, life: Life): boolean {
  if (includesAny(written, INTENTS)) return life.reach('intent written, not committed', 'unit of work');
  return includesAny(written, OUTCOMES) && life.reach('outcome written, not committed', 'unit of work');
}

function afterCommit(written: Written, life: Life): void {
  const points: [readonly string[], CrashPoint][] = [
    [INTENTS, 'intent committed, not sent'],
    [['insertNotification'], 'notification stored, not acknowledged'],
    [OUTCOMES, 'outcome committed, not answered'],
  ];
  const point = points.find(([names]) => includesAny(written, names))?.[1];
  if (point !== undefined) life.reach(point, 'unit of work');
}

async function before(what: string, life: Life, trouble: Trouble): Promise<void> {
  await linger(life);
  for (const lasting of ['store down', 'store full'] as const)
    if (trouble.lasts(lasting)) throw fail(life, lasting, what);
  if (trouble.take('store busy')) {
    await life.world.time.sleep(2_000);
    throw fail(life, 'store busy', what);
  }
  if (trouble.take('connection lost before commit')) throw fail(life, 'connection lost before commit', what);
}

function after(what: string, life: Life, trouble: Trouble): void {
  if (trouble.take('connection lost after commit')) throw fail(life, 'connection lost after commit', what);
}

function fail(life: Life, fault: StoreFault, what: string): StorageUnavailable {
  if (!life.isDead) life.world.hit(fault, `${life.name}, ${what}`);
  return new StorageUnavailable(`simulated: ${fault}`);
}

/** A database elsewhere answers after a moment, and not in the order of the calls. */
async function linger(life: Life): Promise<void> {
  const ms = life.databaseDelayMs();
  if (ms > 0) await life.world.time.sleep(ms);
}
