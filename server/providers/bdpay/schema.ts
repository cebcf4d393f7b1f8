import type { ProviderRejection } from '../../payments/ports/ports.ts';
import type { Fields } from './wire/fields.ts';

/** An answer of BDPay: a flat JSON object under `platRespCode`, signed as a whole. */
export interface Answer {
  /** `platRespCode`: `SUCCESS` means accepted or answered, and nothing about any money. */
  readonly code: string;
  readonly fields: Fields;
  /** The platform's own words, scrubbed. */
  readonly providerStatus: string;
  /** For the operator, where it is anything but a signed SUCCESS. */
  readonly rejection: ProviderRejection | undefined;
  /** BDPay made it. Without that nothing in it may decide anything. */
  readonly signed: boolean;
}
