/** How the runner waits. A test hands in its own. */
export interface Timers {
  /** Runs `work` once after so many milliseconds, unless the function it returns is called before. */
  after(ms: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms);
    // Waiting for a job keeps no process alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
