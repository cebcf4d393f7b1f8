import type { HistoryEntry } from '../../payments/model/model.ts';
import type { TableAccess } from '../table-access.ts';
import { adoptHistory, isAdoptionOver } from './adopt.ts';
import { differingFacts, factsOf, refundsIn, type Book, type BookRow, type RefundFacts } from './facts.ts';
import { isGenuine, readHead, writeHead } from './head.ts';
import { linkColumns, type LinkColumns } from './link.ts';

/** The rows of the books as the unit of work has them, with its changes so far. */
export interface BookRows {
  /** @throws {Error} where there is no such row */
  bookRow(book: Book, id: string): Promise<BookRow>;
  refundFacts(paymentId: string): Promise<RefundFacts>;
}

/** Called when a row is not as the server left it, before it is changed. */
export type ReportSuspect = (facts: { readonly subject: string; readonly suspect: string }) => void;

interface Open {
  readonly book: Book;
  readonly id: string;
  entries: number;
  link: string;
  suspect: string | null;
  /** The refunds as its head has them; `changed` once the unit has changed one. */
  refunds: RefundFacts | 'changed';
}

/**
 * The ledger's part of one unit of work. It links each entry that the unit appends to the one before, and at the end
 * writes, for every payment and payout that the unit has changed, where its history ends and what its rows hold. Before
 * the first change it compares the rows with what the server left there: what somebody else has changed is reported, and
 * kept in the head, instead of becoming part of the books unnoticed. The change itself is made in any case.
 */
export class UnitLedger {
  readonly #access: TableAccess;
  readonly #rows: BookRows;
  readonly #report: ReportSuspect;
  readonly #open = new Map<string, Open>();

  constructor(access: TableAccess, rows: BookRows, report: ReportSuspect) {
    this.#access = access;
    this.#rows = rows;
    this.#report = report;
  }

  /** The unit has inserted it. */
  created(book: Book, id: string): void {
    this.#open.set(id, { book, id, entries: 0, link: '', suspect: null, refunds: [] });
  }

  /** The unit is about to change its facts. */
  async willChange(book: Book, id: string): Promise<void> {
    await this.#opened(book, id);
  }

  /** The unit is about to insert or change a refund of this payment. */
  async willChangeRefunds(paymentId: string): Promise<void> {
    const open = await this.#opened('payment', paymentId);
    if (open.refunds === 'changed') return;
    const found = await this.#rows.refundFacts(paymentId);
    if (JSON.stringify(found) !== JSON.stringify(open.refunds)) this.#suspect(open, 'refunds changed');
    open.refunds = 'changed';
  }

  /** The columns that link the entry, which the unit inserts next. */
  async append(book: Book, id: string, entry: HistoryEntry<string>): Promise<LinkColumns> {
    const open = await this.#opened(book, id);
    open.entries += 1;
    const columns = linkColumns(this.#access.cipher, { subject: id, number: open.entries, entry }, open.link);
    open.link = columns.link;
    return columns;
  }

  /** At the end of the unit. In one order, so that two units never wait for each other. */
  async close(): Promise<void> {
    const { sql, cipher } = this.#access;
    const changed = [...this.#open.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
    for (const { book, id, entries, link, suspect, refunds } of changed) {
      const row = await this.#rows.bookRow(book, id);
      const facts = factsOf(book, row, refunds === 'changed' ? await this.#rows.refundFacts(id) : refunds);
      await writeHead(sql, cipher, { subject: id, entries, link, facts, suspect });
    }
  }

  async #opened(book: Book, id: string): Promise<Open> {
    const known = this.#open.get(id);
    if (known !== undefined) return known;
    const open = await this.#load(book, id);
    this.#open.set(id, open);
    return open;
  }

  async #load(book: Book, id: string): Promise<Open> {
    const { sql, cipher } = this.#access;
    const row = await this.#rows.bookRow(book, id);
    if (row['subject'] === null) {
      if (!(await isAdoptionOver(sql))) {
        const { entries, link } = await adoptHistory(this.#access, book, id);
        return { book, id, entries, link, suspect: null, refunds: await this.#rows.refundFacts(id) };
      }
      const open: Open = { book, id, entries: 0, link: '', suspect: null, refunds: await this.#rows.refundFacts(id) };
      this.#suspect(open, 'head missing');
      return open;
    }
    const head = readHead(row);
    const { entries, link, facts, suspect } = head;
    const refunds = refundsIn(facts);
    const open: Open = { book, id, entries, link, suspect, refunds };
    if (isGenuine(cipher, head) === false) this.#suspect(open, 'head changed');
    const differing = differingFacts(facts, factsOf(book, row, refunds));
    if (differing.length > 0) this.#suspect(open, `${differing.join(', ')} changed`);
    return open;
  }

  /** The first one stays. */
  #suspect(open: Open, what: string): void {
    open.suspect ??= `${what} before entry ${open.entries + 1}`;
    this.#report({ subject: open.id, suspect: what });
  }
}
