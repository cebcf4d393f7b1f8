import type { State, Transaction } from './records.ts';

/*
 * The `status` that an inquiry returns, by payment method: the documented main list. A state without a digit of its own
 * keeps the digit of the state before.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-code-v2-payment-status-code
 */

type InquiryStatus = readonly [digit: string, message: string];
type Column = Readonly<Record<State, InquiryStatus>>;

const INIT: InquiryStatus = ['9', 'init'];
const UNPAID: InquiryStatus = ['3', 'unpaid'];
const PAID: InquiryStatus = ['0', 'paid'];
const VOID: InquiryStatus = ['1', 'void'];
const REFUND: InquiryStatus = ['2', 'refund'];
const FAILED: InquiryStatus = ['8', 'failed'];

const CARD: Column = {
  open: INIT,
  started: INIT,
  waiting: INIT,
  committing: INIT,
  paid: PAID,
  // Not documented for an authorization: 0, which a careless reader takes for paid.
  authorized: ['0', 'preauthed'],
  captured: ['0', 'captured'],
  void: VOID,
  refund: REFUND,
  reversed: VOID,
  expired: INIT,
  canceled: INIT,
  failed: FAILED,
};

const NUMBER: Column = {
  ...CARD,
  open: UNPAID,
  started: UNPAID,
  waiting: UNPAID,
  committing: UNPAID,
  reversed: ['1', 'reversal'],
  expired: ['4', 'expired'],
  // Not documented for a canceled number: 4, since it cannot be paid, like an expired one.
  canceled: ['4', 'expired'],
  failed: UNPAID,
};

const WALLET: Column = {
  ...CARD,
  started: UNPAID,
  waiting: ['4', 'processing'],
  committing: UNPAID,
  expired: ['5', 'expired'],
};

const COLUMNS: Readonly<Record<Transaction['method'], Column>> = {
  '00': CARD,
  '01': CARD,
  '02': NUMBER,
  // A reversed store payment can be paid again.
  '03': { ...NUMBER, committing: ['5', 'ready to commit'], reversed: UNPAID },
  '04': { ...CARD, started: UNPAID, waiting: UNPAID, refund: VOID, expired: UNPAID, failed: UNPAID },
  '05': WALLET,
  '06': { ...CARD, started: UNPAID, waiting: UNPAID, expired: UNPAID },
  '08': {
    ...WALLET,
    open: UNPAID,
    started: UNPAID,
    void: REFUND,
    reversed: REFUND,
    failed: ['6', 'failed'],
  },
};

export const statusFor = ({ method }: Pick<Transaction, 'method'>, state: State): InquiryStatus =>
  COLUMNS[method][state];
