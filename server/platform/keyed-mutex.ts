export interface KeyedMutex {
  /** Runs `work` once all earlier work for this key has ended, whether it succeeded or failed. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Work for this key is running or waiting. */
  isHeld(key: string): boolean;
  /** How many keys are in use now. */
  readonly size: number;
}

/** One at a time for each key, in the order of the calls; different keys do not wait for each other. */
export function createKeyedMutex(): KeyedMutex {
  const tails = new Map<string, Promise<void>>();

  return {
    get size() {
      return tails.size;
    },
    isHeld: (key) => tails.has(key),
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(work);
      const tail: Promise<void> = result.then(
        () => forget(),
        () => forget(),
      );
      const forget = (): void => {
        if (tails.get(key) === tail) tails.delete(key);
      };
      tails.set(key, tail);
      return result;
    },
  };
}
