/** An estimate of the BFF's clock: a countdown must not depend on how the customer's clock is set. */
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

  /** `serverNow` was read by the BFF somewhere between these two moments; half-way is the best estimate. */
  set(serverNow: number, sentAt: number, receivedAt = this.#local()): void {
    this.#offsetMs = serverNow - (sentAt + receivedAt) / 2;
  }

  /** This machine's clock, for `sentAt`. */
  get local(): number {
    return this.#local();
  }
}
