/** Frames out of sight are not painted. */
const LIMIT_MS = 100;

/** Resolves when what was just rendered is painted. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, LIMIT_MS);
    requestAnimationFrame(() => setTimeout(resolve));
  });
