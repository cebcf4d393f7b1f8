import { createHash, randomBytes } from 'node:crypto';
import type { HistoryEntry } from '../../payments/model/model.ts';
import type { Cipher } from '../../platform/crypto.ts';

/** The columns of a history entry that link it to the one before. */
export interface LinkColumns {
  /** 1 for the first entry of its payment or payout. */
  readonly number: number;
  readonly link: string;
  readonly note_salt: string | null;
  readonly note_hash: string | null;
}

/** What a link is made from: everything in an entry. Of the note, which may have personal data, only its hash. */
export interface LinkedEntry extends Pick<HistoryEntry<string>, 'at' | 'source' | 'said' | 'from' | 'to'> {
  readonly subject: string;
  readonly number: number;
  readonly noteHash: string | null;
}

const PURPOSE = 'ledger link';
const SALT_BYTES = 16;

const textOf = ({ subject, number, at, source, said, from, to, noteHash }: LinkedEntry, previous: string): string =>
  JSON.stringify([subject, number, previous, at, source, said, from, to, noteHash]);

/** The link of an entry after the link of the previous one, which is empty for the first. */
export const linkOf = (cipher: Cipher, entry: LinkedEntry, previous: string): string =>
  cipher.fingerprint(textOf(entry, previous), PURPOSE);

/** `undefined`: its key is not configured. */
export const isLinkOf = (cipher: Cipher, link: string, entry: LinkedEntry, previous: string): boolean | undefined =>
  cipher.hasFingerprint(link, textOf(entry, previous), PURPOSE);

/** Without the salt, which is erased with the note, nobody can find out what the note was by trying. */
export const noteHashOf = (salt: string, note: string): string =>
  createHash('sha256').update(`${salt}\0${note}`).digest('base64url');

export function linkColumns(
  cipher: Cipher,
  { subject, number, entry }: { subject: string; number: number; entry: HistoryEntry<string> },
  previous: string,
): LinkColumns {
  // Written out: a copy of an entry without its note is a slow object in V8.
  const { at, source, said, from, to, note } = entry;
  const salt = note === undefined ? null : randomBytes(SALT_BYTES).toString('base64url');
  const noteHash = salt === null || note === undefined ? null : noteHashOf(salt, note);
  const link = linkOf(cipher, { subject, number, at, source, said, from, to, noteHash }, previous);
  return { number, link, note_salt: salt, note_hash: noteHash };
}
