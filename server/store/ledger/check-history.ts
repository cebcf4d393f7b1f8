import type { Cipher } from '../../platform/crypto.ts';
import { differingFacts } from './facts.ts';
import type { StoredEntry } from './entries.ts';
import { isGenuine, type StoredHead } from './head.ts';
import { isLinkOf, noteHashOf } from './link.ts';
import { isPurged } from './purged-head.ts';

/** What is wrong with the books of one payment or payout, or with a seal. */
export interface LedgerFinding {
  /** The id of the payment or payout; `seal` and its number for a seal. */
  readonly subject: string;
  /** The number of the first entry that it is about, from 1. */
  readonly entry?: number;
  readonly problem: string;
}

/** One payment or payout as it is stored. */
export interface StoredHistory {
  readonly subject: string;
  /** The facts of its rows now. */
  readonly facts: string;
  readonly head: StoredHead;
  readonly entries: readonly StoredEntry[];
  /** Its personal data were erased. */
  readonly isForgotten: boolean;
}

export const KEY_MISSING = 'cannot be checked: the key that it was linked with is not in KASIR_ENCRYPTION_KEYS';

/** Compares the history, its links, its head and the rows. */
export function checkHistory(cipher: Cipher, history: StoredHistory): readonly LedgerFinding[] {
  const { subject, facts, head } = history;
  const findings: LedgerFinding[] = [];
  const add = (problem: string, entry?: number): void =>
    void findings.push({ subject, problem, ...(entry === undefined ? {} : { entry }) });

  if (isPurged(head)) return [{ subject, problem: 'was purged, and is there again' }];
  const genuine = isGenuine(cipher, head);
  if (genuine === undefined) add(`its head ${KEY_MISSING}`);
  if (genuine === false) add('its head was changed');
  if (head.suspect !== null) add(`was changed by something else than the server: ${head.suspect}`);
  for (const name of differingFacts(head.facts, facts)) add(`${name} was changed`);

  let expected = 1;
  let previous: string | undefined = '';
  for (const entry of history.entries) {
    const { number, link } = entry;
    if (number === null || link === null) {
      add('was not written by this server: it has no link', expected);
      continue;
    }
    if (number > expected) add(missing(expected, number - 1), expected);
    // Without the entry before it, its link cannot be checked; that it follows is shown by the next one.
    if (number < expected) add('is there twice, or was moved', number);
    else if (number === expected && previous !== undefined) {
      const fits = isLinkOf(cipher, link, { ...entry, number }, previous);
      if (fits === undefined) add(KEY_MISSING, number);
      if (fits === false) add('was changed, or belongs elsewhere', number);
    }
    checkNote(entry, history.isForgotten, (problem) => add(problem, number));
    expected = number + 1;
    previous = link;
  }
  if (expected <= head.entries) add(missing(expected, head.entries), expected);
  else if (expected > head.entries + 1) add('was added after the head was written', head.entries + 1);
  else if (previous !== head.link) add('is not the one that the head has', head.entries);
  return findings;
}

const missing = (first: number, last: number): string =>
  first === last ? 'is missing' : `and those up to ${last} are missing`;

/** Notes of people are erased with the personal data; other notes never. */
const ERASABLE = new Set(['merchant', 'customer']);

function checkNote(
  { note, noteSalt, noteHash, source }: StoredEntry,
  isForgotten: boolean,
  add: (problem: string) => void,
): void {
  if (note === null && noteHash === null) return;
  if (note === null && noteSalt === null) {
    if (!isForgotten || !ERASABLE.has(source)) add('has lost its note');
    return;
  }
  if (note === null || noteSalt === null || noteHash !== noteHashOf(noteSalt, note)) add('has another note');
}
