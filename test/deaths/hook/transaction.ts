import type { Trigger } from './trigger.ts';

/** The statements of one connection's open transaction, in which a process may have to die. */
export class Transaction {
  readonly #trigger: Trigger;
  readonly #die: () => void;
  #statements: string[] = [];

  constructor(trigger: Trigger, die: () => void) {
    this.#trigger = trigger;
    this.#die = die;
  }

  /**
   * Runs statements that the database gets at once, and dies before or after them if that is the point. `run` calls
   * `done`, if it is given one, once they are answered; without it they are answered when it returns.
   */
  around(sqls: readonly string[], run: (done?: () => void) => unknown): unknown {
    const trigger = this.#trigger;
    let isPoint = false;
    for (const sql of sqls) {
      if (/^\s*begin/i.test(sql)) this.#statements = [];
      if (trigger.on === 'statement' && contains(sql, trigger.text) && this.#has(trigger.following)) this.#die();
      isPoint ||= trigger.on === 'commit' && /^\s*commit/i.test(sql) && this.#has(trigger.having);
      this.#statements.push(sql);
    }
    if (!isPoint || trigger.on !== 'commit') return run();
    if (trigger.when === 'before') this.#die();
    return trigger.when === 'after' ? run(this.#die) : run();
  }

  #has(part: string | undefined): boolean {
    return part === undefined || this.#statements.some((each) => contains(each, part));
  }
}

const contains = (whole: string, part: string): boolean => whole.toLowerCase().includes(part.toLowerCase());
