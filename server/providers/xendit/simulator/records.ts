import type { Currency } from '../../../../shared/money.ts';
import type { Instant } from '../../../payments/model/model.ts';
import type { Card } from './cards.ts';
import type { ChannelRule } from './rules.ts';

/* What the simulated provider keeps. Amounts are in smallest units; the wire's major units exist only in views.ts. */

export interface Action {
  readonly type: 'REDIRECT_CUSTOMER' | 'PRESENT_TO_CUSTOMER' | 'API_POST_REQUEST';
  readonly descriptor:
    | 'WEB_URL'
    | 'DEEPLINK_URL'
    | 'VIRTUAL_ACCOUNT_NUMBER'
    | 'QR_STRING'
    | 'PAYMENT_CODE'
    | 'VALIDATE_OTP'
    | 'RESEND_OTP';
  readonly value: string;
}

export type Properties = Readonly<Record<string, unknown>>;

/** A one-time password that the customer was sent. */
export interface OtpChallenge {
  triesLeft: number;
  resendsLeft: number;
  validUntil: Instant;
}

interface Common {
  readonly id: string;
  readonly reference: string;
  readonly country: string;
  readonly currency: Currency;
  readonly channel: string;
  readonly rule: ChannelRule;
  /** As it is echoed: card data masked. */
  readonly properties: Properties;
  readonly customerId?: string | undefined;
  readonly description?: string | undefined;
  readonly metadata?: Properties | undefined;
  readonly actions: readonly Action[];
  readonly card?: Card | undefined;
  /** The hosted session it was made by. */
  readonly sessionId?: string | undefined;
  readonly createdAt: Instant;
  updatedAt: Instant;
  failureCode?: string | undefined;
  otp?: OtpChallenge | undefined;
}

export type RequestType = 'PAY' | 'PAY_AND_SAVE' | 'REUSABLE_PAYMENT_CODE';
export type CaptureMethod = 'AUTOMATIC' | 'MANUAL';

/** A payment request. */
export interface RequestRecord extends Common {
  readonly type: RequestType;
  /** Absent: the customer of a reusable code chooses. */
  readonly amount?: number | undefined;
  readonly captureMethod: CaptureMethod;
  readonly items?: readonly unknown[] | undefined;
  readonly shipping?: Properties | undefined;
  readonly expiresAt: Instant;
  tokenId?: string | undefined;
  status:
    | 'REQUIRES_ACTION'
    | 'ACCEPTING_PAYMENTS'
    | 'PENDING'
    | 'AUTHORIZED'
    | 'SUCCEEDED'
    | 'FAILED'
    | 'CANCELED'
    | 'EXPIRED';
  latestPaymentId?: string | undefined;
  /** Oldest first. */
  readonly payments: PaymentRecord[];
}

/** One movement of money, or a failed try, of a request. */
export interface PaymentRecord {
  readonly id: string;
  readonly request: RequestRecord;
  readonly amount: number;
  readonly createdAt: Instant;
  updatedAt: Instant;
  status: 'AUTHORIZED' | 'SUCCEEDED' | 'FAILED' | 'CANCELED' | 'EXPIRED';
  failureCode?: string | undefined;
  /** An authorization that is not captured by then lapses. */
  authorizedUntil?: Instant | undefined;
  capture?: { readonly id: string; readonly amount: number; readonly at: Instant } | undefined;
}

export interface TokenRecord extends Common {
  status: 'REQUIRES_ACTION' | 'ACTIVE' | 'FAILED' | 'EXPIRED' | 'CANCELED';
  expiresAt?: Instant | undefined;
}

export interface RefundRecord {
  readonly id: string;
  readonly payment: PaymentRecord;
  readonly amount: number;
  readonly reason: string;
  readonly reference?: string | undefined;
  readonly metadata?: Properties | undefined;
  readonly createdAt: Instant;
  updatedAt: Instant;
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  failureCode?: string | undefined;
}

/** A payment session: the provider's own page, where the customer types a card. */
export interface SessionRecord {
  readonly id: string;
  readonly reference: string;
  readonly type: 'PAY' | 'SAVE';
  readonly mode: 'PAYMENT_LINK' | 'COMPONENTS';
  readonly save: 'DISABLED' | 'OPTIONAL' | 'FORCED';
  readonly amount: number;
  readonly currency: Currency;
  readonly country: string;
  readonly captureMethod: CaptureMethod;
  readonly rule: ChannelRule;
  readonly properties?: Properties | undefined;
  readonly channels?: readonly string[] | undefined;
  readonly customerId?: string | undefined;
  readonly locale: string;
  readonly description?: string | undefined;
  readonly items?: readonly unknown[] | undefined;
  readonly metadata?: Properties | undefined;
  readonly successUrl?: string | undefined;
  readonly cancelUrl?: string | undefined;
  readonly components?: Properties | undefined;
  readonly expiresAt: Instant;
  readonly createdAt: Instant;
  updatedAt: Instant;
  status: 'ACTIVE' | 'COMPLETED' | 'EXPIRED' | 'CANCELED';
  /** The card the customer is trying now: a payment request, or a token when nothing is paid. */
  tryId?: string | undefined;
  requestId?: string | undefined;
  paymentId?: string | undefined;
  tokenId?: string | undefined;
}

/** What happened, and the object as it was then. */
export interface Webhook {
  readonly event: string;
  readonly data: object;
  /** Sent instead of the envelope: a body that is not JSON. */
  readonly garbage?: string | undefined;
}

/** Something that happens by itself when its time has come. */
export type Task =
  | { readonly name: 'expire_request'; readonly request: RequestRecord }
  /** The customer pays although the request has ended. */
  | { readonly name: 'pay_late'; readonly request: RequestRecord; readonly amount: number | undefined }
  | { readonly name: 'pay_if_open'; readonly request: RequestRecord; readonly amount: number }
  | { readonly name: 'lapse_authorization'; readonly payment: PaymentRecord }
  | { readonly name: 'finish_refund'; readonly refund: RefundRecord; readonly failure: string | undefined }
  | { readonly name: 'expire_session'; readonly session: SessionRecord }
  | { readonly name: 'end_token' | 'end_unconfirmed_token'; readonly token: TokenRecord };
