import type { Instant } from '../../../payments/model/model.ts';
import type { Method } from './methods.ts';
import type { Message } from './wire.ts';

/* What the simulated platform keeps. Amounts are whole rupiah. */

export type OrderStatus = 'INIT_ORDER' | 'NO_PAY' | 'OPEN_PAY_URL' | 'SUCCESS' | 'PAY_CANCEL' | 'PAY_ERROR';

/** The payment details, with the field that they are in. */
export interface PaymentDetails {
  readonly member: 'vaNumber' | 'qrString' | 'url';
  readonly label: string;
  readonly value: string;
}

export interface OrderRecord {
  /** `platOrderNum`. */
  readonly id: string;
  readonly orderNum: string;
  /** Absent on a link until the customer chose. */
  method?: Method | undefined;
  readonly isLink: boolean;
  readonly amount: number;
  readonly fee: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly productDetail: string;
  readonly notifyUrl: string;
  readonly redirectUrl?: string | undefined;
  readonly paymentDetails?: PaymentDetails | undefined;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  status: OrderStatus;
  /** The amount that was paid. */
  paidAmount?: number | undefined;
}

/** 0 new, 1 and 5 in progress, 2 paid, 3 canceled, 4 failed. */
export type SimulatedPayoutStatus = 0 | 1 | 2 | 3 | 4 | 5;

export interface PayoutRecord {
  /** `platOrderNum`. */
  readonly id: string;
  readonly orderNum: string;
  readonly amount: number;
  readonly fee: number;
  readonly feeType: '0' | '1';
  readonly name: string;
  readonly bankCode: string;
  readonly number: string;
  readonly description: string;
  readonly notifyUrl: string;
  readonly createdAt: Instant;
  status: SimulatedPayoutStatus;
  /** The bank decides only by a button of the page. */
  held?: boolean;
}

export interface Notification {
  readonly url: string;
  /** Signed, as they were when it happened: every try sends the same bytes. */
  readonly message: Message;
  /** Sent instead: a body that is not a form. */
  readonly garbage?: string | undefined;
}

/** Something that happens by itself when its time has come. */
export type Task =
  | { readonly name: 'expire_order'; readonly order: OrderRecord }
  /** The customer pays although the order has ended. */
  | { readonly name: 'pay_late'; readonly order: OrderRecord; readonly amount: number | undefined }
  | { readonly name: 'advance_payout'; readonly payout: PayoutRecord; readonly status: SimulatedPayoutStatus };
