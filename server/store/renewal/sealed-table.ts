import type { Cipher } from '../../platform/crypto.ts';
import { headMac, isGenuine, readHead } from '../ledger/head.ts';
import type { Row } from '../connection.ts';
import { CUSTOMER_INDEX, TOKEN_INDEX } from '../saved-methods.ts';
import type { Tables } from '../tables.ts';

/** The columns of one row that are written anew, with their new values. */
export type Renewed = Readonly<Record<string, string>>;

/** A table with what the encryption keys made. */
export interface SealedTable {
  readonly table: keyof Tables;
  /** The columns of its primary key, or of another unique one, all of them text or numbers. */
  readonly key: readonly string[];
  /** What they made: those of `renew` are among them. */
  readonly columns: readonly string[];
  /** What is read beside that. */
  readonly others?: readonly string[];
  /**
   * The columns that another key than the first has made, made by the first.
   *
   * @throws {Unopenable} where none of the keys opens one
   */
  renew(cipher: Cipher, row: Row): Renewed;
}

/** Encrypted columns of a table whose rows have an id. `indexed`: blind indexes that are made from their texts. */
function entityTable(
  table: keyof Tables,
  columns: readonly string[],
  indexed: Readonly<Record<string, { readonly index: string; readonly purpose: string }>> = {},
): SealedTable {
  return {
    table,
    key: ['id'],
    columns,
    renew(cipher, row) {
      const renewed: Record<string, string> = {};
      for (const column of columns) {
        const opened = openOld(cipher, row[column], `${table}.${column}:${String(row['id'])}`);
        if (opened === undefined) continue;
        renewed[column] = opened.resealed;
        const { index, purpose } = indexed[column] ?? {};
        if (index !== undefined && purpose !== undefined) renewed[index] = cipher.blindIndex(opened.text, purpose);
      }
      return renewed;
    },
  };
}

/** A table whose rows are bound to the name that it had first. */
const namedTable = (table: keyof Tables, key: readonly [string, string], firstName: string): SealedTable => ({
  table,
  key,
  columns: ['body'],
  renew(cipher, row) {
    const place = `${firstName}.body:${String(row[key[0]])}/${String(row[key[1]])}`;
    const opened = openOld(cipher, row['body'], place);
    return opened === undefined ? {} : { body: opened.resealed };
  },
});

/** `undefined`: it is not encrypted, or by the first key already. */
function openOld(
  cipher: Cipher,
  stored: unknown,
  place: string,
): { readonly text: string; readonly resealed: string } | undefined {
  if (typeof stored !== 'string' || stored === '' || cipher.isOfFirstKey(stored)) return undefined;
  const text = cipher.open(stored, place);
  return { text, resealed: cipher.seal(text, place) };
}

/** Every place that is encrypted, in the order in which they are renewed. Links and seals are never written again. */
export const SEALED_TABLES: readonly SealedTable[] = [
  entityTable('key_canary', ['sealed']),
  entityTable('checkouts', ['customer']),
  entityTable('payments', ['instruction', 'fields']),
  entityTable('payouts', ['account_number', 'account_name', 'description']),
  entityTable('saved_methods', ['customer', 'token', 'masked'], {
    customer: { index: 'customer_index', purpose: CUSTOMER_INDEX },
    token: { index: 'token_index', purpose: TOKEN_INDEX },
  }),
  entityTable('events', ['body']),
  namedTable('notifications', ['provider', 'dedupe_key'], 'notices'),
  namedTable('idempotency_records', ['scope', 'key'], 'answers'),
  {
    table: 'ledger_heads',
    key: ['subject'],
    columns: ['mac'],
    others: ['entries', 'link', 'facts', 'suspect'],
    renew(cipher, row) {
      const head = readHead(row);
      // One that was changed by somebody else stays as it is, to be found.
      return !cipher.isOfFirstKey(head.mac) && isGenuine(cipher, head) === true ? { mac: headMac(cipher, head) } : {};
    },
  },
];
