import type { FieldError } from '../../../shared/problem.ts';
import { maskedFieldError } from '../masked-field-error.ts';

const MAX_LISTED = 20;

/** What was done to an order's decoration, for whoever made the order. */
export class Warnings {
  readonly #listed: FieldError[] = [];
  #count = 0;

  add(path: string, message: string): void {
    this.#count += 1;
    if (this.#listed.length < MAX_LISTED) this.#listed.push(maskedFieldError(path, message));
  }

  /** At most 20, and then one that says how many more there are. */
  list(): readonly FieldError[] {
    const more = this.#count - this.#listed.length;
    return more === 0 ? this.#listed : [...this.#listed, { path: '', message: `${more} more fields were changed` }];
  }
}
