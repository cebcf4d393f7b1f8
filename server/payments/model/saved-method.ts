import type { ChannelCode } from '../../../shared/channel.ts';
import type { Currency } from '../../../shared/money.ts';
import type { Instant } from './instant.ts';

export interface SavedMethod {
  readonly id: string;
  readonly customerReference: string;
  readonly provider: string;
  readonly channel: ChannelCode;
  readonly currency: Currency;
  readonly country: string;
  /** The provider's token. Encrypted at rest; sent only to the provider. */
  readonly token: string;
  readonly label: string;
  readonly masked?: string | undefined;
  readonly expiresAt?: Instant | undefined;
  /** `pending`: reported with a payment, not yet confirmed by an inquiry about the token. */
  readonly status: 'pending' | 'active' | 'removed';
  /** The payment with which the customer consented to saving it. */
  readonly paymentId: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Its encrypted members could not be decrypted, and are missing. */
  readonly unreadable?: true | undefined;
}
