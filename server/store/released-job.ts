/** The columns of a job that nobody runs, and that was not scheduled again during its run. */
export const RELEASED_JOB = { claimed: 0, rerun_at: null, rerun_retry_count: null, rerun_notified: 0 } as const;
