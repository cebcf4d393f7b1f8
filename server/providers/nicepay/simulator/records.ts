import type { Instant } from '../../../payments/model/model.ts';
import type { Card } from './cards.ts';
import type { Method, SimulatedMerchant } from './options.ts';

/** A flat list of texts, as in all requests. */
export type Fields = Readonly<Record<string, string>>;

/**
 * `open`: registered. `started`: the customer is on a page. `waiting`: a partner decides. `committing`: a cashier has
 * looked up the store code. `authorized`, `captured`: a pre-authorization, and one that was captured.
 */
export type State =
  | 'open'
  | 'started'
  | 'waiting'
  | 'committing'
  | 'paid'
  | 'authorized'
  | 'captured'
  | 'void'
  | 'refund'
  | 'reversed'
  | 'expired'
  | 'canceled'
  | 'failed';

/** One failed try to pay. A page allows several. */
export interface FailedTry {
  readonly code: string;
  readonly message: string;
  readonly at: Instant;
}

export interface Transaction {
  readonly tXid: string;
  readonly merchant: SimulatedMerchant;
  readonly flow: 'direct' | 'page';
  readonly referenceNo: string;
  /** Whole rupiah. */
  readonly amount: number;
  /** The fields of the registration, without the empty ones. */
  readonly order: Fields;
  readonly registeredAt: Instant;
  /** `00` until the customer has chosen on the page. */
  method: Method | '00';
  /** The `bankCd` or `mitraCd` that it is paid with. */
  partner?: string | undefined;
  /** The virtual account number or store code. */
  number?: string | undefined;
  qrText?: string | undefined;
  /** When it expires. */
  expiresAt: Instant;
  state: State;
  /** Where the browser returns to. For a direct transaction, that of its latest payment step. */
  callBackUrl?: string | undefined;
  /** The id of the page that follows a direct payment step. */
  visit?: string | undefined;
  card?: Card | undefined;
  /** A card whose holder is being asked for the password. */
  challenged?: { readonly card: Card; triesLeft: number } | undefined;
  readonly failures: FailedTry[];
  /** The failed payment step was made by the merchant's server, so no customer can try again. */
  declinedServerStep?: boolean | undefined;
  /** `ccTransType`: 1 normal, 2 recurring, 3 pre-authorization, 4 capture; absent until it is paid. */
  kind?: '1' | '2' | '3' | '4' | undefined;
  paidAt?: Instant | undefined;
  timesPaid: number;
  /** Refunded amount, in rupiah. */
  canceled: number;
  authNo?: string | undefined;
  receiptCode?: string | undefined;
  recurringToken?: string | undefined;
  preauthToken?: string | undefined;
}

/** A card that can be charged again, only under the merchant id that it was saved with. */
export interface SavedCard {
  readonly iMid: string;
  readonly card: Card;
}

export const isOpen = ({ state }: Transaction): boolean =>
  state === 'open' || state === 'started' || state === 'waiting' || state === 'committing';

/** Something that happens by itself to a transaction when its time has come. */
export interface Task {
  readonly name: 'expire' | 'pay_late' | 'time_out_push' | 'void_authorization';
  readonly transaction: Transaction;
}
