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

  /** Runs a statement, whose result may be a promise, and dies before or after it if that is the point. */
  around(sql: string, run: () => unknown): unknown {
    const trigger = this.#trigger;
    if (/^\s*begin/i.test(sql)) this.#statements = [];
    if (trigger.on === 'statement' && contains(sql, trigger.text) && this.#has(trigger.following)) this.#die();
    const isPoint = trigger.on === 'commit' && /^\s*commit/i.test(sql) && this.#has(trigger.having);
    if (isPoint && trigger.when === 'before') this.#die();
    const result = run();
    this.#statements.push(sql);
    if (!isPoint || trigger.when !== 'after') return result;
    if (!(result instanceof Promise)) {
      this.#die();
      return result;
    }
    return result.then((value: unknown) => {
      this.#die();
      return value;
    });
  }

  #has(part: string | undefined): boolean {
    return part === undefined || this.#statements.some((each) => contains(each, part));
  }
}

const contains = (whole: string, part: string): boolean => whole.toLowerCase().includes(part.toLowerCase());
