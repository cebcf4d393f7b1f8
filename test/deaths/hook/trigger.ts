/** Where a server dies of itself, by what its process does. Texts are matched as parts, without regard to case. */
export type Trigger =
  /** Before it runs a statement; where `following` is given, in a transaction that ran that one before. */
  | { readonly on: 'statement'; readonly text: string; readonly following?: string; readonly nth?: number }
  /** Before or after the commit of a transaction that ran such a statement; of any one where none is given. */
  | { readonly on: 'commit'; readonly when: 'before' | 'after'; readonly having?: string; readonly nth?: number }
  /** Before it sends a request that begins like this, or when half of it is sent. */
  | { readonly on: 'send'; readonly when: 'before' | 'half'; readonly line: string; readonly nth?: number }
  /** Before it answers a request that begins like this (`POST /v1/checkouts`) with success. */
  | { readonly on: 'reply'; readonly line: string; readonly nth?: number }
  /** While SQLite merges its log into the file: reported to the parent process, which kills. */
  | { readonly on: 'checkpoint' };

/** The environment variable with the trigger, as JSON. */
export const TRIGGER_VARIABLE = 'DEATH_TRIGGER';
/** The environment variable with the milliseconds by which the process's clock is ahead. */
export const CLOCK_VARIABLE = 'DEATH_CLOCK_AHEAD_MS';
/** The file descriptor over which a checkpoint is reported: `(` when it begins, `)` when it ends. */
export const CHECKPOINT_FD = 3;
