import type { FieldError } from '../../../shared/problem.ts';
import { maskedFieldError } from '../masked-field-error.ts';

const MAX_LISTED = 20;

/** What was changed in the descriptive fields of a checkout, for the response. */
export class Warnings {
  readonly #listed: FieldError[] = [];
  #count = 0;

  add(path: string, message: string): void {
    this.#count += 1;
    if (this.#listed.length < MAX_LISTED) this.#listed.push(maskedFieldError(path, message));
  }

  /** At most 20, then one with the number of the others. */
  list(): readonly FieldError[] {
    const more = this.#count - this.#listed.length;
    return more === 0 ? this.#listed : [...this.#listed, { path: '', message: `${more} more fields were changed` }];
  }
}
