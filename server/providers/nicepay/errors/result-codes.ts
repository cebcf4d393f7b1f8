import type { FailureCode } from '../../../../shared/payment-status.ts';
import {
  ACCOUNT_CODES,
  CANCEL_CODES,
  CARD_NETWORK_CODES,
  CIMB_CODES,
  COMMON_CODES,
  NUMBER_CODES,
  OTHER_CODES,
  type CodeRow,
} from './result-code-tables.ts';

/**
 * What a result code means. `failure`: definitely rejected. `busy`: definitely not done, and worth repeating.
 * `outcome_unknown`: it may have been done, so only an inquiry can tell.
 */
export type CodeMeaning = {
  readonly reason?: string | undefined;
} & (
  | { readonly kind: 'busy' }
  | { readonly kind: 'outcome_unknown' }
  | {
      readonly kind: 'failure';
      readonly failure: FailureCode;
      /** An operator has to correct the account, its settings, or what we send. */
      readonly needsOperator: boolean;
    }
);

/**
 * A code is read together with the call and the payment method: 9501 to 9536 mean one thing for store codes and another
 * for everything else. `undefined`: the code is not documented.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-code-v2-error-code
 */
export function meaningOf(code: string, payMethod: string, isCancel: boolean): CodeMeaning | undefined {
  const order = [
    ...(isCancel ? [CANCEL] : []),
    ...(payMethod === '03' ? [STORE] : []),
    ...[COMMON, CARD, OTHER, ACCOUNT, STORE, CANCEL],
  ];
  return order.map((table) => table.get(code)).find((meaning) => meaning !== undefined);
}

type Table = ReadonlyMap<string, CodeMeaning>;

const toTable = (rows: readonly CodeRow[]): Table =>
  new Map(rows.flatMap((row) => expand(row[0]).map((code) => [code, toMeaning(row)] as const)));

function toMeaning([, kind, reason, needsOperator]: CodeRow): CodeMeaning {
  if (kind === 'busy' || kind === 'outcome_unknown') return { kind, reason };
  return { kind: 'failure', failure: kind, needsOperator: needsOperator === true, reason };
}

/** `9110-9113 C101` → `9110 9111 9112 9113 C101`. */
const expand = (codes: string): string[] =>
  codes.split(' ').flatMap((part) => {
    const [, prefix = '', from = '', to = ''] = /^([A-Z]?)(\d+)-[A-Z]?(\d+)$/.exec(part) ?? [];
    if (from === '') return [part];
    const count = Number(to) - Number(from) + 1;
    return Array.from(
      { length: count },
      (_, index) => prefix + String(Number(from) + index).padStart(from.length, '0'),
    );
  });

/** CIMB prints its codes with a C and three digits, and as four digits as well: C113 is 1013. */
const FIRST_DIGITS: Readonly<Record<string, string>> = {
  C1: '10',
  C3: '30',
  C4: '40',
  C5: '50',
  C6: '60',
  C8: '80',
  C9: '99',
};

const withDigits = (table: Table): Table =>
  new Map([
    ...table,
    ...[...table].map(([code, meaning]) => [(FIRST_DIGITS[code.slice(0, 2)] ?? '') + code.slice(2), meaning] as const),
  ]);

/** The same error has the same last two digits for virtual accounts (92nn) and for store codes (95nn). */
const numbered = (hundreds: string): Table =>
  new Map([...toTable(NUMBER_CODES)].map(([code, meaning]) => [hundreds + code, meaning]));

const COMMON = toTable(COMMON_CODES);
const CARD: Table = new Map([...withDigits(toTable(CIMB_CODES)), ...toTable(CARD_NETWORK_CODES)]);
const ACCOUNT: Table = new Map([...numbered('92'), ...toTable(ACCOUNT_CODES)]);
const STORE = numbered('95');
const CANCEL = toTable(CANCEL_CODES);
const OTHER = toTable(OTHER_CODES);
