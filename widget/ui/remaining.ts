/** `5025000` ms → `1:23:45`; under an hour `23:45`. Never below zero; more than a day counts on in hours. */
export function clockText(remainingMs: number): string {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':');
}

/** Minutes left at which the countdown is announced to screen readers. */
const MARKS = [15, 5, 1];

/** The mark between two readings of the clock, if there is one. */
export function passedMark(beforeMs: number, nowMs: number): number | undefined {
  return MARKS.find((minutes) => beforeMs > minutes * 60_000 && nowMs <= minutes * 60_000);
}
