import type { ProviderReport } from './provider-report.ts';

/* A provider's notification (webhook), from raw bytes to reports. */

declare const verified: unique symbol;
/** A notification whose sender is proven. Only `verify` makes one, and `read` takes nothing else. */
export interface VerifiedNotification {
  readonly [verified]: true;
  readonly body: Buffer;
  readonly contentType: string;
}

export interface RawNotification {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly contentType: string;
}

/** A verified notification, read. */
export interface ReadNotification {
  /** About one payment, with its refunds and its saved method, or about one payout. */
  readonly reports: readonly ProviderReport[];
}

/** The body cannot be read as a notification of this provider. */
export class MalformedNotification extends Error {
  override readonly name = 'MalformedNotification';
}
