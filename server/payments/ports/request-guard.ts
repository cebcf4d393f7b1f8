/** Stands before the requests to providers, whichever adapter sends them. */
export interface RequestGuard {
  /**
   * From now on `assertAllowed` is called before each request with this signal that may change something at the
   * provider. Where it throws, the request is not sent.
   */
  watch(signal: AbortSignal, assertAllowed: () => void): void;
}
