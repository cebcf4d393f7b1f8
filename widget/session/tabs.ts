/** What the tabs of one browser that show the same checkout agree on. */
export interface Tabs {
  /** Resolves when it is this tab's turn to hold the event stream; the turn lasts until `signal` is aborted. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  /** Tells the other tabs that there is something to read. */
  readonly tell: () => void;
  /** Calls back when another tab tells so; any script of the page could, so it is no more than that. */
  readonly onTold: (listener: () => void) => () => void;
}
