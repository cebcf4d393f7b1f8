/** A value that is made when it is first needed, and kept; made again if that failed. */
export interface OnFirstUse<T> {
  get(): Promise<T>;
  /** Makes nothing; `undefined` where nothing was made. */
  made(): Promise<T | undefined>;
}

export function onFirstUse<T>(make: () => Promise<T>): OnFirstUse<T> {
  let making: Promise<T> | undefined;
  return {
    get() {
      making ??= make().catch((error: unknown) => {
        making = undefined;
        throw error;
      });
      return making;
    },
    made: () => Promise.resolve(making).catch(() => undefined),
  };
}
