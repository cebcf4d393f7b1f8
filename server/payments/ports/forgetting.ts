/** What one step of forgetting a customer has done with some of the checkouts. */
export interface ForgettingStep {
  /** How many of the customer's checkouts were erased now. */
  readonly erased: number;
  /** The ids of those that stay for now: they, or payments of theirs, are open. */
  readonly open: readonly string[];
  /** Those with an event that is still to be delivered. */
  readonly undelivered: readonly string[];
  /** Encrypted with a key that is missing, so nobody knows whose they are. */
  readonly unreadable: number;
  /** Where the next step goes on; `null`: this was the last one. */
  readonly nextCursor: string | null;
}
