import { cardLengths } from './card-schemes.ts';

const GROUP = 1;
const GROUP_AFTER_PLUS = 2;

/** Digits one after the other, in groups, that can be asked for the check sum of any stretch in one step. */
export class DigitRun {
  readonly #digits: Uint8Array;
  readonly #starts: Uint8Array;
  /** Sums from the beginning on: the one doubles the digits in even places, the other those in odd ones. */
  readonly #even: Uint32Array;
  readonly #odd: Uint32Array;
  /** By the place of a group's first digit: how long a card number that begins there can be, one bit for each length. */
  readonly #lengths: Uint32Array;
  #length = 0;
  #lastFour = 0;
  #lastGroupStart = 0;

  /** @param room for how many digits */
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

  /** What is added next stands apart from what is there. */
  beginGroup(isAfterPlus: boolean): void {
    this.#lastGroupStart = this.#length;
    this.#starts[this.#length] = isAfterPlus ? GROUP_AFTER_PLUS : GROUP;
  }

  /** @param number of one digit, or of two */
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

  /** Whether a group begins there whose first digits are those of a scheme with card numbers of this length. */
  mayBeCard(from: number, length: number): boolean {
    return (((this.#lengths[from] ?? 0) >>> length) & 1) === 1;
  }

  /** Two digits as a number. */
  twoAt(from: number): number {
    return (this.#digits[from] ?? 0) * 10 + (this.#digits[from + 1] ?? 0);
  }

  /** The sum of ISO/IEC 7812's check over the digits from `from` to before `end`. */
  checkSum(from: number, end: number): number {
    // The last digit is never doubled.
    const sums = end % 2 === 0 ? this.#even : this.#odd;
    return (sums[end] ?? 0) - (sums[from] ?? 0);
  }
}
