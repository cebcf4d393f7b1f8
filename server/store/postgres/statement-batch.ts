import { DatabaseError, type ClientBase, type Connection, type Submittable } from 'pg';
import type { Row } from '../connection.ts';

/** What the server answered to one statement. */
export interface Answer {
  /** What it says it did: `INSERT`, `COMMIT`. */
  readonly command: string;
  readonly rows: readonly Row[];
  /** How many rows it read or changed. */
  readonly count: number;
}

export interface BatchedStatement {
  readonly text: string;
  readonly values: readonly (string | null)[];
  /** Nobody needs its rows. */
  readonly isWrite: boolean;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** The server surely did not run this statement, because one before it failed or its unit of work was given up. */
export class NotRun extends Error {
  override readonly name = 'NotRun';
}

interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/**
 * Statements that go to the server in one message and are answered in one, so that they are waited for once: a query of
 * its own kind for the driver, which calls the methods. After a statement that fails the server runs none of the others.
 */
class StatementBatch implements Submittable {
  /** Set by the driver, to end its time limit. */
  callback: (() => void) | undefined;
  readonly statements: readonly BatchedStatement[];
  readonly #client: ClientBase;
  readonly #ended: () => void;
  readonly #answers: Answer[] = [];
  #columns: readonly Column[] = [];
  #rows: Row[] = [];
  #isOver = false;

  constructor(client: ClientBase, statements: readonly BatchedStatement[], ended: () => void) {
    this.#client = client;
    this.statements = statements;
    this.#ended = ended;
  }

  submit(connection: Connection): void {
    connection.stream.cork();
    try {
      for (const { text, values, isWrite } of this.statements) {
        connection.parse({ name: '', text, types: [] }, true);
        connection.bind({ values: [...values] }, true);
        if (!isWrite) connection.describe({ type: 'P' }, true);
        connection.execute(null, true);
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: this.#client.getTypeParser(dataTypeID, 'text') as Column['parse'],
    }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (this.#columns.length === 0) return;
    const row: Record<string, unknown> = {};
    let at = 0;
    for (const { name, parse } of this.#columns) {
      const text = fields[at] ?? null;
      row[name] = text === null ? null : parse(text);
      at += 1;
    }
    this.#rows.push(row);
  }

  /** @param text `INSERT 0 1`, `UPDATE 3`, `COMMIT` */
  handleCommandComplete({ text }: { text: string }): void {
    const words = text.split(' ');
    this.#answers.push({ command: words[0] ?? '', rows: this.#rows, count: Number(words.at(-1)) || 0 });
    this.#columns = [];
    this.#rows = [];
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handleReadyForQuery(): void {
    this.#end();
  }

  handleError(error: unknown): void {
    this.#end(error);
  }

  /** A connection that is lost leaves it open what was run; an error that the server reports does not. */
  #end(error?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.callback?.();
    const follows =
      error instanceof DatabaseError ? new NotRun('a statement before it failed', { cause: error }) : error;
    for (const [at, { resolve, reject }] of this.statements.entries()) {
      const answer = this.#answers[at];
      if (answer !== undefined) resolve(answer);
      else reject(at === this.#answers.length ? error : follows);
    }
    this.#ended();
  }
}

/** Sends the statements together. Resolves when they are over, whether they have failed or not. */
export const sendBatch = (client: ClientBase, statements: readonly BatchedStatement[]): Promise<void> =>
  new Promise((resolve) => {
    client.query(new StatementBatch(client, statements, resolve));
  });
