import { seededRandom, type Random } from './random.ts';

/** A Wednesday at noon in Jakarta. */
const START = Date.UTC(2026, 3, 1, 5, 0, 0);

interface Timer {
  due: number;
  /** Of two timers that are due at the same time, the one planned first runs first. */
  readonly order: number;
  readonly everyMs: number | undefined;
  readonly work: () => void;
  cancelled: boolean;
}

/** Taken before anything is replaced. */
const realImmediate = setImmediate;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    realImmediate(resolve);
  });

/** A schedule that goes on for so long does not end by itself. */
const MAX_TASKS = 400_000;

/**
 * Time and the order of everything that waits. Nothing happens in parallel: one timer or immediate runs, then all
 * promises that it has settled, then the next one.
 */
export class VirtualTime {
  #now = START;
  #timers: Timer[] = [];
  #ready: (() => void)[] = [];
  #planned = 0;
  #tasks = 0;
  #random: Random = seededRandom(0, 'order');

  get now(): number {
    return this.#now;
  }

  /** How many timers and immediates have run since {@link begin}. */
  get tasks(): number {
    return this.#tasks;
  }

  /** Forgets all that is planned, and begins at noon. */
  begin(seed: number): void {
    this.#now = START;
    this.#timers = [];
    this.#ready = [];
    this.#planned = 0;
    this.#tasks = 0;
    this.#random = seededRandom(seed, 'order');
  }

  /** Runs `work` after so many milliseconds. Returns a function that cancels it. */
  after(ms: number, work: () => void): () => void {
    return cancelOf(this.#plan(ms, undefined, work));
  }

  /** The same every so many milliseconds. */
  every(ms: number, work: () => void): () => void {
    return cancelOf(this.#plan(ms, ms, work));
  }

  /** At the next moment, before any timer. */
  soon(work: () => void): () => void {
    const timer: Timer = { due: this.#now, order: 0, everyMs: undefined, work, cancelled: false };
    this.#ready.push(() => {
      if (!timer.cancelled) work();
    });
    return cancelOf(timer);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#plan(ms, undefined, resolve);
    });
  }

  /** Runs everything that is due within so many milliseconds, in its order, or until `until` is true. */
  async run(ms: number, until: () => boolean = () => false): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await turn();
      if (until()) return;
      const work = this.#takeReady() ?? this.#takeDue(end);
      if (work === undefined) break;
      this.#tasks += 1;
      if (this.#tasks > MAX_TASKS) throw new Error('the schedule does not end');
      work();
    }
    this.#now = Math.max(this.#now, end);
  }

  /** The clock moves on, and nothing runs meanwhile: what was due runs late. */
  leap(ms: number): void {
    this.#now += ms;
  }

  #plan(ms: number, everyMs: number | undefined, work: () => void): Timer {
    this.#planned += 1;
    const timer: Timer = { due: this.#now + ms, order: this.#planned, everyMs, work, cancelled: false };
    this.#push(timer);
    return timer;
  }

  /** Any of them: the group commit of one instance may come before or after another's. */
  #takeReady(): (() => void) | undefined {
    if (this.#ready.length === 0) return undefined;
    const at = this.#ready.length === 1 ? 0 : this.#random.int(this.#ready.length);
    return this.#ready.splice(at, 1)[0];
  }

  #takeDue(end: number): (() => void) | undefined {
    for (;;) {
      const [first] = this.#timers;
      if (first === undefined || first.due > end) return undefined;
      this.#pop();
      if (first.cancelled) continue;
      this.#now = Math.max(this.#now, first.due);
      if (first.everyMs !== undefined) {
        first.due = this.#now + first.everyMs;
        this.#push(first);
      }
      return first.work;
    }
  }

  #push(timer: Timer): void {
    const heap = this.#timers;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above]!;
      if (!isBefore(timer, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = timer;
  }

  #pop(): void {
    const heap = this.#timers;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      if (left >= heap.length) break;
      const child = right < heap.length && isBefore(heap[right]!, heap[left]!) ? right : left;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

const isBefore = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);

const cancelOf =
  (timer: Timer): (() => void) =>
  () => {
    timer.cancelled = true;
  };
