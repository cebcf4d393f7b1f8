import type { BdpaySettings } from '../environment.ts';

const JAKARTA_MS = 7 * 3_600_000;

/** `20240102101500`, or `2024-01-02T10:15:00+07:00`: always Jakarta time. */
export function dateTimeText(instant: number, form: BdpaySettings['dateTime']): string {
  const local = new Date(instant + JAKARTA_MS).toISOString().slice(0, 19);
  return form === 'iso' ? `${local}+07:00` : local.replace(/\D/g, '');
}

/** `expiryPeriod` in minutes. The provider's text says 15 to 97200, another page 30 to 7200; 7200 satisfies both. */
export const EXPIRY_MINUTES = { min: 15, max: 7200 } as const;

/** Whole minutes, rounded down, so that the order never outlives the expiry that the customer sees. */
export const expiryMinutes = (expiresAt: number, now: number): number =>
  Math.min(EXPIRY_MINUTES.max, Math.max(EXPIRY_MINUTES.min, Math.floor((expiresAt - now) / 60_000)));

/** The customer has this long to approve in the OVO app. */
export const PUSH_SECONDS = 30;
