import { cardLengths } from './card-schemes.ts';

const GROUP = 1;
const GROUP_AFTER_PLUS = 2;

/** A run of digits in groups that gives the Luhn sum of any range in constant time. */
export class DigitRun {
  readonly #digits: Uint8Array;
  readonly #starts: Uint8Array;
  /** Prefix sums: one doubles the digits at even positions, the other those at odd ones. */
  readonly #even: Uint32Array;
  readonly #odd: Uint32Array;
  /** By the position of a group's first digit: the possible lengths of a card number there, one bit for each. */
  readonly #lengths: Uint32Array;
  #length = 0;
  #lastFour = 0;
  #lastGroupStart = 0;

  /** @param room the maximum number of digits */
  constructor(room: number) {
    this.#digits = new Uint8Array(room);
    this.#starts = new Uint8Array(room + 1);
    this.#even = new Uint32Array(room + 1);
    this.#odd = new Uint32Array(room + 1);
    this.#lengths = new Uint32Array(room);
  }

  get length(): number {
    return this.#length;
  }

  get lastGroupStart(): number {
    return this.#lastGroupStart;
  }

  clear(): void {
    this.#length = 0;
  }

  /** The next digits form a new group. */
  beginGroup(isAfterPlus: boolean): void {
    this.#lastGroupStart = this.#length;
    this.#starts[this.#length] = isAfterPlus ? GROUP_AFTER_PLUS : GROUP;
  }

  /** @param number with one or two digits */
  add(number: number): void {
    if (number > 9) this.#push(Math.floor(number / 10));
    this.#push(number % 10);
  }

  #push(digit: number): void {
    const at = this.#length;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    const isEven = at % 2 === 0;
    this.#digits[at] = digit;
    this.#even[at + 1] = (this.#even[at] ?? 0) + (isEven ? doubled : digit);
    this.#odd[at + 1] = (this.#odd[at] ?? 0) + (isEven ? digit : doubled);
    this.#starts[at + 1] = 0;
    this.#lastFour = (this.#lastFour * 10 + digit) % 10_000;
    if (at >= 3) this.#lengths[at - 3] = this.#starts[at - 3] === 0 ? 0 : cardLengths(this.#lastFour);
    this.#length = at + 1;
  }

  isAfterPlus(at: number): boolean {
    return this.#starts[at] === GROUP_AFTER_PLUS;
  }

  /** Whether a group begins there with the prefix of a card scheme that has numbers of this length. */
  mayBeCard(from: number, length: number): boolean {
    return (((this.#lengths[from] ?? 0) >>> length) & 1) === 1;
  }

  /** The two digits at `from`, as a number. */
  twoAt(from: number): number {
    return (this.#digits[from] ?? 0) * 10 + (this.#digits[from + 1] ?? 0);
  }

  /** The Luhn sum (ISO/IEC 7812) of the digits from `from` to before `end`. */
  checkSum(from: number, end: number): number {
    // The last digit is never doubled.
    const sums = end % 2 === 0 ? this.#even : this.#odd;
    return (sums[end] ?? 0) - (sums[from] ?? 0);
  }
}
