import type { Money } from '../../../../shared/money.ts';
import type { Instant } from '../../../payments/model/model.ts';
import type { PaymentType } from '../channels.ts';
import type { SimulatedCard } from './cards.ts';

/* What the simulated Midtrans keeps. Amounts are whole rupiah. */

export type TransactionStatus =
  | 'pending'
  | 'authorize'
  | 'capture'
  | 'settlement'
  | 'deny'
  | 'cancel'
  | 'expire'
  | 'failure'
  | 'refund'
  | 'partial_refund';

export interface RefundRecord {
  readonly id: string;
  readonly key: string;
  readonly amount: number;
  readonly reason: string;
  readonly at: Instant;
  readonly isOnline: boolean;
  confirmedAt?: Instant | undefined;
}

export interface TransactionRecord {
  readonly id: string;
  readonly orderId: string;
  readonly type: PaymentType;
  /** Bank, store or acquirer. */
  readonly selector?: string | undefined;
  readonly money: Money;
  /** The members of answers by which it is paid: numbers, codes, QR text. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly codes: readonly { readonly label: string; readonly value: string }[];
  readonly itemName: string;
  readonly notificationUrl: string;
  /** Where the wallet, lender or bank sends the customer back to. */
  readonly returnUrl?: string | undefined;
  readonly createdAt: Instant;
  expiresAt: Instant;
  /** The token of the page that it was made on. */
  readonly snap?: string | undefined;
  readonly card?: SimulatedCard | undefined;
  /** Its money is held until it is captured. */
  readonly holds: boolean;
  readonly installmentMonths?: number | undefined;
  /** The card is saved when it is paid. */
  readonly saves: boolean;
  status: TransactionStatus;
  fraud?: 'accept' | 'challenge' | 'deny' | undefined;
  responseCode?: string | undefined;
  settledAt?: Instant | undefined;
  /** What was paid or captured; absent: the whole amount. */
  paidAmount?: number | undefined;
  timesPaid: number;
  savedTokenId?: string | undefined;
  wrongPasswords: number;
  readonly refunds: RefundRecord[];
}

export interface SnapRecord {
  /** Its token. */
  readonly id: string;
  readonly orderId: string;
  readonly amount: number;
  readonly itemName: string;
  readonly notificationUrl: string;
  readonly finishUrl?: string | undefined;
  readonly saves: boolean;
  readonly holds: boolean;
  /** It cannot be paid at once. */
  readonly requiresInstallment: boolean;
  /** Months by bank. */
  readonly installments: Readonly<Record<string, readonly number[]>>;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  canceledAt?: Instant | undefined;
}

/** A card that a customer saved, by its token. */
export interface SavedCardRecord {
  readonly token: string;
  readonly card: SimulatedCard;
  readonly expiresAt: Instant;
}

export interface Notification {
  readonly url: string;
  /** Signed, as it was when the event happened: every try sends the same bytes. */
  readonly body: string;
}

/** Something that happens by itself when its time has come. */
export type Task =
  | { readonly name: 'expire'; readonly transaction: TransactionRecord }
  | { readonly name: 'pay_late'; readonly transaction: TransactionRecord; readonly amount: number | undefined }
  /** Cards are settled in the afternoon after they were charged. */
  | { readonly name: 'settle'; readonly transaction: TransactionRecord }
  /** Nobody has decided a challenge by then. */
  | { readonly name: 'drop_challenge'; readonly transaction: TransactionRecord }
  | { readonly name: 'release'; readonly transaction: TransactionRecord }
  | { readonly name: 'confirm_refund'; readonly transaction: TransactionRecord; readonly refund: RefundRecord };
