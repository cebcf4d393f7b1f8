/** How the runner waits. Tests pass their own. */
export interface Timers {
  /** Runs `work` once after so many milliseconds, unless the returned function is called before. */
  after(ms: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms);
    // A timer that waits for a job does not keep the process alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
