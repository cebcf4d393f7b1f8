import type { Testimony } from './provider-report.ts';

/* A notification, from raw bytes to what it testifies. */

declare const verified: unique symbol;
/** A notice whose sender was proven. Only `verify` makes one, and `read` takes nothing else. */
export interface VerifiedNotice {
  readonly [verified]: true;
  readonly body: Buffer;
  readonly contentType: string;
}

export interface RawNotice {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly contentType: string;
}

/** A verified notice, read. A repeat of it is recognised by its bytes, whatever it calls itself. */
export interface ReadNotice {
  readonly testimonies: readonly Testimony[];
}

/** The bytes are none that this provider sends. */
export class MalformedNotice extends Error {
  override readonly name = 'MalformedNotice';
}
