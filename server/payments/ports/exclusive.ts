/** What an operation holds while it runs: nobody else runs work with the same key meanwhile, on any instance. */
export interface Lease {
  /**
   * To be called before anything is sent: an instance that was cut off from the store, or stood still, may have lost
   * the lease to another one.
   *
   * @throws {LeaseLost}
   */
  assertHeld(): void;
}

/** Runs work with the same key one at a time: in this process and, where the store is shared, on all instances. */
export interface Exclusive {
  /**
   * Waits its turn; in this process in the order of the calls.
   *
   * @throws {StorageUnavailable} where the lease could not be taken
   */
  run<T>(key: string, work: (lease: Lease) => Promise<T>): Promise<T>;
  /** Does not wait. `false`: somebody else has the key, and nothing was run. */
  tryRun(key: string, work: (lease: Lease) => Promise<void>): Promise<boolean>;
}
