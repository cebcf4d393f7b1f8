/** Milliseconds since 1970 UTC, from the clock that was handed in. */
export type Instant = number;
