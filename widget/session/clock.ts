/** The BFF's clock, as far as it can be known here: a countdown must not depend on how the customer's is set. */
export class ServerClock {
  readonly #local: () => number;
  #offsetMs = 0;

  /** `local`: this machine's clock, epoch milliseconds. */
  constructor(local: () => number) {
    this.#local = local;
  }

  /** Epoch milliseconds. Until the first {@link set} it is the local clock. */
  now(): number {
    return this.#local() + this.#offsetMs;
  }

  /** `serverNow` was read by the BFF somewhere between `askedAt` and now; half-way is the best guess. */
  set(serverNow: number, askedAt: number): void {
    this.#offsetMs = serverNow - (askedAt + this.#local()) / 2;
  }

  /** This machine's clock, for `askedAt`. */
  get local(): number {
    return this.#local();
  }
}
