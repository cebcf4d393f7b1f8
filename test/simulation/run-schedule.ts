import { CRASH_POINTS, FAULTS, type CrashPoint, type Fault } from './catalogue.ts';
import { readBooks } from './check/books.ts';
import { findUnsettled } from './check/final.ts';
import { checkQuiet, isQuiet } from './check/quiet.ts';
import { checkSafety } from './check/safety.ts';
import { checkWords } from './check/words.ts';
import type { Focus } from './focus.ts';
import { openInstallation, type Installation } from './installation.ts';
import { Mischief } from './mischief.ts';
import type { Random } from './runtime/random.ts';
import { seedCrypto } from './runtime/seeded-crypto.ts';
import type { VirtualTime } from './runtime/virtual-time.ts';
import { Steps } from './steps.ts';
import { World } from './world.ts';

export interface ScheduleResult {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly timeline: readonly string[];
  /** The same for the same timeline. */
  readonly digest: string;
  readonly hits: ReadonlyMap<Fault | CrashPoint, number>;
  readonly steps: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Two polls of a page that expects nothing, and every pause of the first minute. */
const QUIET_MS = 36_000;
/** Pages with a stream have been told by then. */
const SOON_MS = 8_000;
/** With every instance down in between, so that it costs no time: grace, unknown past its time, a day, the next days. */
const LEAPS = [10 * MINUTE, 2 * HOUR, 26 * HOUR, 3 * 24 * HOUR];

/** Two on one database, as on PostgreSQL, or one alone, as on SQLite: both for each pair of a fault and a death. */
const instancesOf = (seed: number): number => (Math.floor((seed - 1) / PAIRS) % 2 === 0 ? 2 : 1);
const PAIRS = FAULTS.length * CRASH_POINTS.length;

/** One random schedule of steps and faults, and then the checks. The same seed does the same, with the same focus. */
export async function runSchedule(time: VirtualTime, seed: number, focus?: Focus): Promise<ScheduleResult> {
  time.begin(seed);
  seedCrypto(seed);
  const world = new World(seed, time);
  const installation = await openInstallation(world, focus?.instances ?? instancesOf(seed), focus);
  const steps = new Steps(installation, focus);
  let stepCount = 0;
  try {
    stepCount = await run(installation, steps, focus);
  } catch (error) {
    world.violate('no crash', error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    for (const page of steps.pages) page.close();
    await installation.close();
  }
  const { violations, timeline, digest, hits } = world;
  return { seed, violations, timeline, digest, hits, steps: stepCount };
}

async function run(installation: Installation, steps: Steps, focus?: Focus): Promise<number> {
  const { world } = installation;
  const { time } = world;
  const random = world.random('schedule');
  const mischief = new Mischief(installation, steps);
  const rounds = keepGoing(installation);
  for (const instance of installation.instances) void instance.start();
  await time.run(1_000, () => installation.instances.every(({ isListening }) => isListening));
  void steps.newOrder();
  await time.run(500);

  const plan = focus === undefined ? anyPlan(steps, mischief, random) : planOf(focus, steps, mischief, random);
  // A directed schedule is not told more than that it has broken a rule.
  const isDecided = (): boolean => focus !== undefined && world.violations.length > 0;
  let at = 0;
  for (const moment of plan.moments) {
    await time.run(moment.at - at, isDecided);
    if (isDecided()) return plan.stepCount;
    at = moment.at;
    moment.work();
  }
  await time.run(1_000);

  calm(installation, steps);
  for (const name of focus?.afterwards ?? []) {
    steps.take(name);
    await time.run(1_000);
  }
  await time.run(SOON_MS, isDecided);
  let books = await readBooks(installation);
  if (!isQuiet(installation, steps.pages, books)) {
    await time.run(QUIET_MS - SOON_MS, isDecided);
    books = await readBooks(installation);
  }
  if (isDecided()) return plan.stepCount;
  await checkSafety(installation, books);
  checkWords(installation, books);
  await checkQuiet(installation, steps.pages, books);
  for (const page of steps.pages) page.close();
  if (isDecided()) return plan.stepCount;
  // After two hours all has happened that happens within ten minutes.
  for (const ms of random.chance(0.5) ? LEAPS : LEAPS.slice(1)) {
    books = await readBooks(installation);
    if (findUnsettled(installation, books).length === 0) break;
    await leap(installation, ms);
  }
  rounds.stop();
  await checkSafety(installation, books);
  for (const finding of await installation.ledgerFindings()) world.violate('ledger', JSON.stringify(finding));
  for (const [rule, what] of findUnsettled(installation, await readBooks(installation))) world.violate(rule, what);
  return plan.stepCount;
}

interface Plan {
  /** In their order. */
  readonly moments: readonly { readonly at: number; readonly work: () => void }[];
  readonly stepCount: number;
}

/** What happens when in a schedule without a focus: everything occurs. */
function anyPlan(steps: Steps, mischief: Mischief, random: Random): Plan {
  const [stepCount, faultCount] = [random.between(6, 11), random.between(2, 5)];
  const [fault, crashPoint] = mischief.pair;
  const length = random.between(5_000, 16_000);
  const moments = [
    ...Array.from({ length: stepCount }, () => ({ at: random.int(length), work: () => steps.next() })),
    ...[0.3].map((part) => ({ at: Math.floor(length * part), work: () => void steps.newOrder() })),
    { at: random.int(length * 0.7), work: () => mischief.fault(fault) },
    { at: random.int(length * 0.7), work: () => mischief.crashAt(crashPoint) },
    ...Array.from({ length: faultCount }, () => ({ at: random.int(length), work: () => mischief.next() })),
  ].toSorted((a, b) => a.at - b.at);
  return { moments, stepCount };
}

/** More often than anything happens in a schedule. */
const ALWAYS = 10_000;

/** The same in a directed schedule: only what the focus names. */
function planOf(focus: Focus, steps: Steps, mischief: Mischief, random: Random): Plan {
  const { stepCount = 40, lengthMs: length = 40_000, faults = [], deaths = [] } = focus;
  const moments = [
    ...Array.from({ length: stepCount }, () => ({ at: random.int(length), work: () => steps.next() })),
    ...faults.flatMap(({ fault, operation, times = 3 }) => {
      if (times === 'always') return [{ at: 0, work: () => mischief.strike(fault, operation, ALWAYS) }];
      return Array.from({ length: times }, (_, index) => ({
        at: Math.floor((length * (index + random.float())) / times),
        work: () => mischief.strike(fault, operation),
      }));
    }),
    ...deaths.map((point) => ({ at: random.int(length * 0.7), work: () => mischief.crashAt(point) })),
  ].toSorted((a, b) => a.at - b.at);
  return { moments, stepCount };
}

/** A supervisor starts what has died, and the providers send what they have to send. */
function keepGoing({ world, instances, providers }: Installation): { stop(): void } {
  const { time } = world;
  const random = world.random('supervisor');
  const restarting = new Set<string>();
  const round = setInterval(() => {
    // While days go by the instances are down, and no notification's tries are used up.
    const canSend = !world.isCalm || instances.some(({ isListening }) => isListening);
    for (const { simulator } of canSend ? providers : []) {
      const dueAt = simulator.nextDueAt();
      if (dueAt !== undefined && dueAt <= time.now) void simulator.runDue();
    }
    for (const instance of instances) {
      if (instance.isAlive || restarting.has(instance.name)) continue;
      restarting.add(instance.name);
      time.after(random.between(200, world.isCalm ? 500 : 8_000), () => {
        restarting.delete(instance.name);
        void instance.start();
      });
    }
  }, 500);
  return { stop: () => clearInterval(round) };
}

function calm({ world, trouble, instances, providers }: Installation, steps: Steps): void {
  world.note('schedule', 'no more faults');
  world.isCalm = true;
  trouble.end();
  for (const { simulator } of providers) simulator.silent = false;
  for (const instance of instances) {
    instance.clockOffsetMs = 0;
    if (instance.life !== undefined) [instance.life.crashAt, instance.life.stalledUntil] = [undefined, 0];
  }
  for (const page of steps.pages) {
    page.isBuffered = false;
    page.isOffline = false;
    page.wake();
  }
}

/** Time goes by: the instances are down meanwhile, and find what is due when they start. */
async function leap({ world, instances }: Installation, ms: number): Promise<void> {
  const { time } = world;
  let left = instances.length;
  for (const instance of instances) void instance.terminate().finally(() => (left -= 1));
  await time.run(40_000, () => left === 0);
  time.leap(ms);
  world.note('schedule', `${Math.round(ms / MINUTE)} minutes later`);
  await time.run(10_000);
}
