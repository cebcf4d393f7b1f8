import type { SimulatedOperation } from '../../server/providers/simulation/simulator.ts';
import { CRASH_POINTS, FAULTS, PROVIDER_FAULTS, type CrashPoint, type Fault } from './catalogue.ts';
import type { BankFault } from './bank.ts';
import type { Installation } from './installation.ts';
import type { Instance } from './instance.ts';
import type { Random } from './runtime/random.ts';
import type { Steps } from './steps.ts';
import type { CallFaultKind, LinkToUsFault, NotificationFault, StoreFault } from './trouble.ts';

type ProviderFault = (typeof PROVIDER_FAULTS)[number];

const OPERATIONS: readonly SimulatedOperation[] = [
  'create',
  'create',
  'create',
  'inquire',
  'inquire',
  'cancel',
  'confirm',
  'capture',
  'charge',
  'refund',
  'inquire_refund',
  'payout',
  'inquire_payout',
];
/** Only a partner decides so, and only about these. */
const DECIDED: readonly SimulatedOperation[] = ['create', 'create', 'create', 'charge', 'refund', 'payout'];

const LINK_FAULTS = ['reset before send', 'arrives after the time-out', 'slow answer'] as const;
/** The kind of a fault that strikes a call to a provider. */
const callFaultOf = (fault: Fault): CallFaultKind | undefined =>
  [
    ...PROVIDER_FAULTS.filter((kind) => fault === `provider ${kind}`),
    ...LINK_FAULTS.filter((kind) => fault === kind),
  ][0];

/** They find less to strike at than the others. */
const RARE: readonly Fault[] = [
  ...Array.from({ length: 22 }, () => 'reversed' as const),
  ...Array.from({ length: 2 }, () => 'stream dropped' as const),
  'notification damaged',
  'notification damaged',
  'notification lost',
  'notification late',
  'notification duplicated',
  'notification duplicated',
  'notification forged',
  'notification forged',
  'provider garbage',
  'provider wrong_reference',
  'provider wrong_currency',
  'provider wrong_amount',
  'provider huge',
  'provider pending',
  'provider pending',
  ...Array.from({ length: 8 }, () => 'refunded by staff' as const),
  'other amount paid',
  'notification of another payment',
  ...Array.from({ length: 3 }, () => 'notification forged' as const),
  ...Array.from({ length: 4 }, () => 'notification replayed' as const),
  'slow answer',
  ...Array.from({ length: 4 }, () => 'provider wrong_signature' as const),
  ...Array.from({ length: 5 }, () => 'provider unsigned' as const),
  'provider error',
  'provider decline',
];

/** Of a schedule's few notifications, most arrive while no instance is to die at them. */
const RARE_DEATHS: readonly CrashPoint[] = ['notification read, not stored', 'notification stored, not acknowledged'];

type CountedFault = NotificationFault | LinkToUsFault | Exclude<StoreFault, 'store full' | 'store down'>;
const COUNTED: ReadonlySet<string> = new Set<CountedFault>([
  'notification lost',
  'notification duplicated',
  'notification late',
  'notification damaged',
  'store busy',
  'connection lost before commit',
  'connection lost after commit',
  'request lost',
  'answer lost',
]);
const isCounted = (fault: Fault): fault is CountedFault => COUNTED.has(fault);

/** Makes things go wrong. */
export class Mischief {
  readonly #it: Installation;
  readonly #steps: Steps;
  readonly #random: Random;

  constructor(installation: Installation, steps: Steps) {
    this.#it = installation;
    this.#steps = steps;
    this.#random = installation.world.random('mischief');
  }

  /**
   * The pair of a fault and a death that this schedule surely tries. The numbers of faults and of deaths have no common
   * divisor, so as many consecutive seeds as there are pairs try each once.
   */
  get pair(): readonly [Fault, CrashPoint] {
    const { seed } = this.#it.world;
    return [FAULTS[seed % FAULTS.length]!, CRASH_POINTS[seed % CRASH_POINTS.length]!];
  }

  /** A fault of any kind, or a death at a certain point. */
  next(): void {
    if (this.#random.chance(0.25))
      this.crashAt(this.#random.pick(this.#random.chance(0.3) ? RARE_DEATHS : CRASH_POINTS));
    else this.fault(this.#random.pick(this.#random.chance(0.5) ? RARE : FAULTS));
  }

  crashAt(point: CrashPoint): void {
    const life = this.#someInstance()?.life;
    if (life !== undefined) life.crashAt ??= point;
  }

  /** A fault of a directed schedule, which says where it strikes. */
  strike(fault: Fault, operation?: SimulatedOperation, times = 1): void {
    const { trouble } = this.#it;
    const ofCall = callFaultOf(fault);
    if (ofCall !== undefined) trouble.addCall(operation, ofCall, times);
    else if (isCounted(fault)) trouble.addCounted(fault, times);
    else this.fault(fault);
  }

  fault(fault: Fault): void {
    const { trouble, world } = this.#it;
    const random = this.#random;
    const seconds = (from: number, to: number): number => random.between(from * 1_000, to * 1_000);
    switch (fault) {
      case 'reset before send':
      case 'arrives after the time-out':
      case 'slow answer':
        return trouble.addCall(random.chance(0.5) ? random.pick(OPERATIONS) : undefined, fault, random.between(1, 2));
      case 'provider silent':
        return this.#silence(seconds(5, 40));
      case 'notification lost':
      case 'notification duplicated':
      case 'notification late':
      case 'notification damaged':
        return trouble.addCounted(fault, random.between(1, 3));
      case 'notification replayed':
        return this.#replay();
      case 'notification forged':
        return void this.#forge();
      case 'notification of another payment':
        return void this.#claimAnother();
      case 'paid late':
      case 'paid twice':
      case 'other amount paid':
      case 'refunded by staff':
      case 'reversed':
        return void this.#atTheBank(fault);
      case 'store busy':
      case 'connection lost before commit':
      case 'connection lost after commit':
        return trouble.addCounted(fault, random.between(1, 2));
      case 'store full':
      case 'store down':
        return trouble.addLasting(fault, seconds(1, 6));
      case 'killed':
        return this.#kill();
      case 'terminated':
        return void this.#terminate();
      case 'stalled':
        return this.#stall(seconds(3, 9));
      case 'storefront down':
      case 'storefront 500':
      case 'storefront slow':
      case 'storefront redirects':
      case 'storefront gone':
      case 'acknowledgement lost':
        return trouble.addLasting(fault, seconds(5, 60));
      case 'request lost':
      case 'answer lost':
        return trouble.addCounted(fault, random.between(1, 2));
      case 'stream dropped':
        for (const page of this.#steps.pages) if (page.dropStreams()) world.hit(fault, page.name);
        return;
      case 'stream buffered':
        return this.#onPage(fault, (page, on) => void (page.isBuffered = on), seconds(10, 60));
      case 'page offline':
        return this.#onPage(fault, (page, on) => this.#setOffline(page, on), seconds(10, 90));
      case 'second tab':
        if (this.#steps.openSecondTab()) world.hit(fault, 'browser');
        return;
      case 'clock ahead':
        return this.#moveClock(fault, random.between(-1_500, 1_500));
      case 'clock stepped forward':
        return this.#moveClock(fault, seconds(30, 3_600));
      case 'clock stepped back':
        return this.#moveClock(fault, -seconds(30, 3_600));
      default:
        return this.#provider(fault.slice('provider '.length) as ProviderFault);
    }
  }

  #provider(kind: ProviderFault): void {
    const isDecision = kind === 'decline' || kind === 'pending';
    const isSignature = kind === 'unsigned' || kind === 'wrong_signature';
    const operation = this.#random.pick(isDecision ? DECIDED : OPERATIONS);
    const isOfOne = isDecision || (!isSignature && this.#random.chance(0.6));
    // Only one provider signs its answers, so that a few calls pass before it strikes.
    const times = this.#random.between(1, kind === 'unsigned' ? 6 : 3);
    this.#it.trouble.addCall(isOfOne ? operation : undefined, kind, times);
  }

  /** As soon as there is a payment that it can be done to. */
  async #atTheBank(fault: BankFault): Promise<void> {
    const { world } = this.#it;
    while (!world.isCalm && !(await this.#steps.bank.strike(fault))) await world.time.sleep(2_000);
  }

  #someInstance(): Instance | undefined {
    const alive = this.#it.instances.filter(({ isAlive }) => isAlive);
    return alive.length === 0 ? undefined : this.#random.pick(alive);
  }

  #silence(ms: number): void {
    const { simulator } = this.#random.pick(this.#it.providers);
    simulator.silent = true;
    this.#it.world.note('provider', `${simulator.id} is silent`);
    this.#it.world.time.after(ms, () => {
      simulator.silent = false;
    });
  }

  #kill(): void {
    const instance = this.#someInstance();
    if (instance === undefined) return;
    this.#it.world.hit('killed', instance.name);
    instance.kill();
  }

  async #terminate(): Promise<void> {
    const instance = this.#someInstance();
    if (instance === undefined) return;
    this.#it.world.hit('terminated', instance.name);
    await instance.terminate();
  }

  #stall(ms: number): void {
    const life = this.#someInstance()?.life;
    if (life === undefined) return;
    this.#it.world.hit('stalled', `${life.name}, ${ms} ms`);
    life.stalledUntil = this.#it.world.time.now + ms;
  }

  /** A notification that was delivered long ago, once more and by somebody else. */
  #replay(): void {
    const { notifications, world } = this.#it;
    if (notifications.seen.length === 0) return;
    const sent = this.#random.pick(notifications.seen);
    world.hit('notification replayed', sent.path);
    for (let copies = this.#random.between(1, 5); copies > 0; copies -= 1) void notifications.send('somebody', sent);
  }

  /** By somebody who knows our addresses and no secret. */
  async #forge(): Promise<void> {
    const { providers, world } = this.#it;
    const { simulator } = this.#random.pick(providers);
    const payments = simulator.payments();
    if (payments.length === 0) return;
    const payment = this.#random.pick(payments);
    world.hit('notification forged', payment.reference);
    await simulator.perform(payment.id, 'forge notification');
  }

  /** Genuine by its signature, with the claim that an unpaid payment is paid. */
  async #claimAnother(): Promise<void> {
    const { shop, store, providers, notifications, world } = this.#it;
    if (shop.checkouts.length === 0) return;
    const [payment] = await store.paymentsOf(this.#random.pick(shop.checkouts).id);
    const provider = providers.find(({ subject }) => subject.id === payment?.provider);
    if (payment === undefined || provider === undefined) return;
    world.hit('notification of another payment', payment.merchantReference);
    await notifications.sendRequest('somebody', provider.subject.genuineClaim(payment));
  }

  #onPage(
    fault: 'stream buffered' | 'page offline',
    set: (page: Steps['pages'][number], on: boolean) => void,
    ms: number,
  ): void {
    const open = this.#steps.pages.filter(({ isClosed }) => !isClosed);
    if (open.length === 0) return;
    const page = this.#random.pick(open);
    this.#it.world.hit(fault, page.name);
    set(page, true);
    this.#it.world.time.after(ms, () => set(page, false));
  }

  #setOffline(page: Steps['pages'][number], on: boolean): void {
    page.isOffline = on;
    if (on) page.dropStreams();
    else page.wake();
  }

  #moveClock(fault: 'clock ahead' | 'clock stepped forward' | 'clock stepped back', ms: number): void {
    const instance = this.#random.pick(this.#it.instances);
    this.#it.world.hit(fault, `${instance.name}, ${ms} ms`);
    instance.clockOffsetMs += ms;
  }
}
