import type { Instant } from '../../../payments/model/model.ts';
import type { Card } from './cards.ts';
import type { Method, SimulatedMerchant } from './options.ts';

/** A flat list of texts, as in all requests. */
export type Fields = Readonly<Record<string, string>>;

/**
 * `open`: registered, nothing happened. `started`: the customer is on a page. `waiting`: a partner decides.
 * `committing`: a till has looked the bill up. `held`, `taken`: a pre-authorisation, and one that was captured.
 */
export type State =
  | 'open'
  | 'started'
  | 'waiting'
  | 'committing'
  | 'paid'
  | 'held'
  | 'taken'
  | 'void'
  | 'refund'
  | 'reversed'
  | 'expired'
  | 'canceled'
  | 'failed';

/** One failed try to pay; a page allows several. */
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
  /** The registration as it came; empty members are left out. */
  readonly order: Fields;
  readonly registeredAt: Instant;
  /** `00` until the customer has chosen on the page. */
  method: Method | '00';
  /** `bankCd` or `mitraCd` that it is paid with. */
  partner?: string | undefined;
  /** The virtual account's number or the till's code. */
  number?: string | undefined;
  qrText?: string | undefined;
  /** After that it can no longer be paid the ordinary way. */
  expiresAt: Instant;
  state: State;
  /** Where the browser goes afterwards; of a direct transaction, as its latest payment step said. */
  callBackUrl?: string | undefined;
  /** The page of the direct payment step. */
  visit?: string | undefined;
  card?: Card | undefined;
  /** A card that waits for its holder's password. */
  challenged?: { readonly card: Card; triesLeft: number } | undefined;
  readonly failures: FailedTry[];
  /** The step that failed was a server's, which nobody can make again. */
  declinedServerStep?: boolean | undefined;
  /** 1 normal, 2 recurring, 3 pre-authorisation, 4 capture; absent until it is paid. */
  kind?: '1' | '2' | '3' | '4' | undefined;
  paidAt?: Instant | undefined;
  timesPaid: number;
  /** Rupiah that went back. */
  canceled: number;
  authNo?: string | undefined;
  receiptCode?: string | undefined;
  recurringToken?: string | undefined;
  preauthToken?: string | undefined;
}

/** A card that can be charged again, under the merchant id that it was saved with and no other. */
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
