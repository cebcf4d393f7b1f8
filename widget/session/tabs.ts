/** What the tabs of one browser that show the same checkout coordinate. */
export interface Tabs {
  /** Resolves when it is this tab's turn to hold the event stream; the turn lasts until `signal` is aborted. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  /** Notifies the other tabs of a change. */
  readonly notify: () => void;
  /** Calls back on a notification. Any script of the page could send one, so it carries no status. */
  readonly onNotified: (listener: () => void) => () => void;
}
