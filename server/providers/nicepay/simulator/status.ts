import type { State, Transaction } from './records.ts';

/*
 * The digit that an inquiry shows, by way to pay: the documentation's main table, column by column. What it has no
 * digit for shows the digit of the state before, as a provider without a word for it would.
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
  // No source says which digit a hold has: the one that a careless reader takes for paid.
  held: ['0', 'preauthed'],
  taken: ['0', 'captured'],
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
  // What a withdrawn number shows is not documented either; it cannot be paid, like an expired one.
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
  // A till's payment that the store took back is a bill again.
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
