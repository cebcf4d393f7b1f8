/** How work waits for its time. Tests pass their own. */
export interface Timers {
  /** Runs `work` once after so many milliseconds, unless the returned function is called before. */
  after(ms: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms);
    // A timer does not keep the process alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
