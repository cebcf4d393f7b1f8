import { inspect } from 'node:util';

/**
 * A value that must never reach a log, an error or a page. Printed, inspected or serialised it is `[secret]`; only
 * `reveal()` returns it, so that all uses can be found by that name.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
