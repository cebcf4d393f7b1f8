import type { ProviderReport } from './provider-report.ts';

/* A notification, from raw bytes to what it testifies. */

declare const verified: unique symbol;
/** A notice whose sender was proven. Only `verify` makes one, and `read` takes nothing else. */
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

/** A verified notice, read. A repeat of it is recognised by its bytes, whatever it calls itself. */
export interface ReadNotification {
  readonly reports: readonly ProviderReport[];
}

/** The bytes are none that this provider sends. */
export class MalformedNotification extends Error {
  override readonly name = 'MalformedNotification';
}
