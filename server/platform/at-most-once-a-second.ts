const SECOND_MS = 1_000;

/** Shares one run among all calls within a second, also those made while it runs: each run costs a write. */
export function atMostOnceASecond(
  work: () => Promise<void>,
  monotonicMs: () => number = () => performance.now(),
): () => Promise<void> {
  let last: { readonly outcome: Promise<void>; readonly startedAt: number } | undefined;
  return () => {
    const now = monotonicMs();
    if (last === undefined || now - last.startedAt >= SECOND_MS) last = { outcome: work(), startedAt: now };
    return last.outcome;
  };
}
