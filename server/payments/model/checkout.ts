import type { ChannelCode } from '../../../shared/channel.ts';
import type { Currency } from '../../../shared/money.ts';
import type { CheckoutStatus } from '../../../shared/payment-status.ts';
import type { Instant } from './instant.ts';

export interface Address {
  readonly line1?: string | undefined;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
}

/** Personal data: encrypted at rest, never logged. */
export interface Customer {
  readonly reference?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** E.164. */
  readonly phone?: string | undefined;
  readonly address?: Address | undefined;
}

export interface Item {
  readonly name: string;
  readonly quantity: number;
  readonly unitAmount: number;
}

export interface Checkout {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: Currency;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly description?: string | undefined;
  readonly items?: readonly Item[] | undefined;
  readonly customer?: Customer | undefined;
  readonly returnUrl: string;
  readonly expiresAt: Instant;
  /** The only channels to offer; absent: all that are eligible. */
  readonly channels?: readonly ChannelCode[] | undefined;
  readonly capture: 'automatic' | 'manual';
  readonly savePayment: 'never' | 'offer' | 'require';
  readonly installments?: readonly number[] | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly status: CheckoutStatus;
  /** Incremented with every event of this checkout. */
  readonly sequence: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Its encrypted members could not be decrypted, and are missing. */
  readonly unreadable?: true | undefined;
}
