/** Longest wait for a browser that is never idle. */
const LIMIT_MS = 500;

/** Resolves when what is on the screen is painted and the browser has nothing else to do. */
export const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(() => {
      // Safari has none.
      if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: LIMIT_MS });
      else resolve();
    });
  });
