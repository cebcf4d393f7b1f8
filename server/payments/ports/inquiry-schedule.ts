/** When a provider is queried about an unpaid payment of one channel. All values are in seconds. */
export interface InquirySchedule {
  /** The first inquiries, counted from the instruction, ascending. After the last one the interval doubles. */
  readonly firstMarks: readonly [number, ...number[]];
  /** Before its end, inquiries about a payment are at most so far apart. */
  readonly longestPause: number;
  /** The same for a payment that is older than a day. */
  readonly longestPauseAfterDay: number;
  /**
   * After a payment's end, its provider may go on notifying us for so long. Until then inquiries follow with doubling
   * pauses, whatever the provider says about the end.
   */
  readonly lastNotification: number;
  /** After the end, a payment that the provider has not confirmed closed is queried daily for so long. */
  readonly watch: number;
}
