import type { Instant } from '../../payments/model/model.ts';

interface Entry {
  readonly dueAt: Instant;
  /** Of two things due at once, the one planned first happens first. */
  readonly order: number;
  readonly run: () => void;
}

const before = (a: Entry, b: Entry): boolean => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);

/** What is to happen, earliest first: a binary heap, so that a long run with many open payments stays quick. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #planned = 0;

  get nextAt(): Instant | undefined {
    return this.#heap[0]?.dueAt;
  }

  add(dueAt: Instant, run: () => void): void {
    this.#planned += 1;
    const entry = { dueAt, order: this.#planned, run };
    let at = this.#heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.#heap[above];
      if (!parent || before(parent, entry)) break;
      this.#heap[at] = parent;
      at = above;
    }
    this.#heap[at] = entry;
  }

  /** Lets happen what is due, and what that makes due. */
  runDue(now: Instant): void {
    for (let run = this.#take(now); run; run = this.#take(now)) run();
  }

  /** Takes out the earliest, if it is due. */
  #take(now: Instant): (() => void) | undefined {
    const [first] = this.#heap;
    if (!first || first.dueAt > now) return undefined;
    const last = this.#heap.pop();
    if (last && last !== first) this.#sink(last);
    return first.run;
  }

  /** Puts the entry where the first one was, and then as far down as it belongs. */
  #sink(entry: Entry): void {
    let at = 0;
    for (;;) {
      const [left, right] = [this.#heap[2 * at + 1], this.#heap[2 * at + 2]];
      if (!left) break;
      const goesRight = right !== undefined && before(right, left);
      const child = goesRight ? right : left;
      if (before(entry, child)) break;
      this.#heap[at] = child;
      at = 2 * at + (goesRight ? 2 : 1);
    }
    this.#heap[at] = entry;
  }
}
