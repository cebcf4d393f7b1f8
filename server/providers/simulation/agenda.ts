import type { Instant } from '../../payments/model/model.ts';

/** Something planned: plain data, so that it can be saved and restored. */
export interface PlannedTask<Task> {
  readonly dueAt: Instant;
  readonly task: Task;
}

interface Entry<Task> extends PlannedTask<Task> {
  /** Of two tasks due at the same time, the one planned first runs first. */
  readonly order: number;
}

const before = (a: Entry<unknown>, b: Entry<unknown>): boolean =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);

/** Planned tasks, earliest first: a binary heap, so that a long run with many open payments stays quick. */
export class Agenda<Task> {
  readonly #heap: Entry<Task>[] = [];
  #planned = 0;

  get nextAt(): Instant | undefined {
    return this.#heap[0]?.dueAt;
  }

  /** All that is planned, in the order in which it will run. */
  get tasks(): readonly PlannedTask<Task>[] {
    return this.#heap.toSorted((a, b) => (before(a, b) ? -1 : 1)).map(({ dueAt, task }) => ({ dueAt, task }));
  }

  /** Replaces all that is planned. */
  restore(tasks: readonly PlannedTask<Task>[]): void {
    this.#heap.length = 0;
    for (const { dueAt, task } of tasks) this.add(dueAt, task);
  }

  add(dueAt: Instant, task: Task): void {
    this.#planned += 1;
    const entry = { dueAt, order: this.#planned, task };
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

  /** Runs the tasks that are due, and those that they plan for the same time. */
  runDue(now: Instant, run: (task: Task) => void): void {
    for (let entry = this.#take(now); entry; entry = this.#take(now)) run(entry.task);
  }

  /** Takes out the earliest entry, if it is due. */
  #take(now: Instant): Entry<Task> | undefined {
    const [first] = this.#heap;
    if (!first || first.dueAt > now) return undefined;
    const last = this.#heap.pop();
    if (last && last !== first) this.#sink(last);
    return first;
  }

  /** Puts the entry at the root, and moves it down to its place. */
  #sink(entry: Entry<Task>): void {
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
