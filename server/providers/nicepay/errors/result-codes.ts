import type { FailureCode } from '../../../../shared/payment-status.ts';
import {
  ACCOUNT_CODES,
  CANCEL_CODES,
  CARD_NETWORK_CODES,
  CIMB_CODES,
  COMMON_CODES,
  NUMBER_CODES,
  OTHER_CODES,
  type Line,
} from './result-code-tables.ts';

/**
 * What a result code means. `failure`: a definite no. `busy`: a definite "not now", nothing was done. `unanswered`: it
 * leaves open what was done, so only asking can tell.
 */
export type Meaning = {
  readonly why?: string | undefined;
} & (
  | { readonly kind: 'busy' }
  | { readonly kind: 'unanswered' }
  | {
      readonly kind: 'failure';
      readonly failure: FailureCode;
      /** An operator has to mend something: the account, its settings, or what we send. */
      readonly alarming: boolean;
    }
);

/**
 * Codes are read together with the call and the way to pay: 9501 to 9536 mean one thing for store codes and another
 * for everything else. `undefined`: a code that no list has.
 */
export function meaningOf(code: string, payMethod: string, ofCancel: boolean): Meaning | undefined {
  const order = [
    ...(ofCancel ? [CANCEL] : []),
    ...(payMethod === '03' ? [STORE] : []),
    ...[COMMON, CARD, OTHER, ACCOUNT, STORE, CANCEL],
  ];
  return order.map((table) => table.get(code)).find((meaning) => meaning !== undefined);
}

type Table = ReadonlyMap<string, Meaning>;

const toTable = (lines: readonly Line[]): Table =>
  new Map(lines.flatMap((line) => expand(line[0]).map((code) => [code, toMeaning(line)] as const)));

function toMeaning([, means, why, alarming]: Line): Meaning {
  if (means === 'busy' || means === 'unanswered') return { kind: means, why };
  return { kind: 'failure', failure: means, alarming: alarming === true, why };
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

/** The same trouble has the same last two digits for virtual accounts (92nn) and for store codes (95nn). */
const numbered = (hundreds: string): Table =>
  new Map([...toTable(NUMBER_CODES)].map(([code, meaning]) => [hundreds + code, meaning]));

const COMMON = toTable(COMMON_CODES);
const CARD: Table = new Map([...withDigits(toTable(CIMB_CODES)), ...toTable(CARD_NETWORK_CODES)]);
const ACCOUNT: Table = new Map([...numbered('92'), ...toTable(ACCOUNT_CODES)]);
const STORE = numbered('95');
const CANCEL = toTable(CANCEL_CODES);
const OTHER = toTable(OTHER_CODES);
