import type { ProviderRejection } from '../../payments/ports/ports.ts';
import type { Fields } from './wire/fields.ts';

/** An answer of BDPay: a flat JSON object under `platRespCode`, signed as a whole. */
export interface Answer {
  /** `platRespCode`: `SUCCESS` means accepted or answered; it says nothing about money. */
  readonly code: string;
  readonly fields: Fields;
  /** `platRespMessage`, scrubbed. */
  readonly providerStatus: string;
  /** For the operator, unless it is a signed SUCCESS. */
  readonly rejection: ProviderRejection | undefined;
  /** The signature is BDPay's; without it nothing in the answer counts. */
  readonly signed: boolean;
}
