import { DatabaseError, type ClientBase } from 'pg';
import { bindable } from '../bindable.ts';
import type { Result } from '../connection.ts';
import type { UnitRunner } from '../sql.ts';
import { ConnectionLost, postgresFault, ServerLost } from './postgres-faults.ts';
import { NotRun, sendBatch, type Answer, type BatchedStatement } from './statement-batch.ts';

/**
 * One connection in use. Its statements run one after another, in the order in which they were given; those whose result
 * nobody waits for are sent together with the next one that somebody does. Errors are those of `postgres-faults.ts`.
 */
export interface Session extends UnitRunner {
  /** The first error of a statement. A transaction is undone by it, even where the caller has caught the error. */
  readonly fault: Error | undefined;
  /** Nothing can be sent on it any more. */
  readonly isLost: boolean;
  /** Sends what was not sent yet. Throws the first error of the session. */
  sendAll(): Promise<void>;
  /**
   * Sends what was not sent yet, and COMMIT with it. Returns what the server says it did: `COMMIT` or `ROLLBACK`.
   *
   * @throws {NotRun} where a statement before it failed
   */
  commit(): Promise<string>;
  /** Undoes the transaction. What was not sent yet is not run. */
  rollback(): Promise<void>;
  /** Gives the connection back. */
  release(): Promise<void>;
}

/**
 * In what state a connection is given back. `spoilt`: it has to be closed, because it was lost or a transaction may still
 * be open; `serverLost`: so have those that were made before.
 */
export type Condition = 'usable' | 'spoilt' | 'serverLost';

/** How many statements wait at most to be sent together. */
const MAX_WAITING = 200;
const DIVISION_BY_ZERO = '22012';

/** @param place what the messages of errors name */
export function createSession(
  client: ClientBase,
  place: string,
  giveBack: (condition: Condition) => void | Promise<void>,
): Session {
  let fault: Error | undefined;
  let lost: ConnectionLost | undefined;
  let waiting: BatchedStatement[] = [];
  let hasSent = false;
  let newest: Promise<unknown> = Promise.resolve();
  let isSending = false;
  let sendsAgain = false;

  function note(translated: Error): Error {
    if (translated instanceof ConnectionLost) lost ??= translated;
    fault ??= translated;
    return translated;
  }

  const onError = (error: Error): void => void note(postgresFault(error, place));
  // Without a listener, the loss of a connection that is doing nothing would end the process.
  client.on('error', onError);

  /** @param ifNone the error of a guarded statement that has changed nothing */
  function add(text: string, parameters: readonly unknown[], isWrite = false, ifNone?: () => Error): Promise<Answer> {
    const values = parameters.map(asText);
    const answered = new Promise<Answer>((resolve, reject) => {
      waiting.push({ text, values, isWrite, resolve, reject: (error) => reject(translated(error, ifNone)) });
    });
    // Most answers interest nobody: the fault of the session tells of the error.
    newest = answered.catch(() => undefined);
    return answered;
  }

  function translated(error: unknown, ifNone: (() => Error) | undefined): Error {
    if (error instanceof NotRun) return error;
    if (ifNone !== undefined && error instanceof DatabaseError && error.code === DIVISION_BY_ZERO)
      return note(ifNone());
    return note(postgresFault(error, place));
  }

  function send(): void {
    sendsAgain = isSending;
    if (isSending || waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    hasSent = isSending = true;
    void sendBatch(client, batch).then(() => {
      isSending = false;
      if (sendsAgain) send();
    });
  }

  function assertUsable(): void {
    if (fault !== undefined) throw fault;
  }

  /** One that was not run failed with what failed before it. */
  async function resultOf(answered: Promise<Answer>): Promise<Result> {
    try {
      const { rows, count } = await answered;
      return { rows, changes: rows.length > 0 ? 0 : count };
    } catch (error) {
      throw error instanceof NotRun && fault !== undefined ? fault : error;
    }
  }

  async function query(text: string, parameters: readonly unknown[]): Promise<Result> {
    assertUsable();
    const answered = add(text, parameters);
    send();
    return resultOf(answered);
  }

  async function command(text: string): Promise<string> {
    const answered = add(text, [], true);
    send();
    return (await answered).command;
  }

  return {
    get fault() {
      return fault;
    },
    get isLost() {
      return lost !== undefined;
    },
    query,
    first: async (text, parameters) => (await query(text, parameters)).rows[0],
    async send(text, parameters, ifNone) {
      assertUsable();
      const answered = add(ifNone === undefined ? text : guarded(text), parameters, true, ifNone);
      if (waiting.length < MAX_WAITING) return;
      send();
      await resultOf(answered);
    },
    async later(text, parameters) {
      assertUsable();
      const answered = add(text, parameters);
      return () => {
        send();
        return resultOf(answered);
      };
    },
    async sendAll() {
      send();
      await newest;
      assertUsable();
    },
    commit: () => command('COMMIT'),
    async rollback() {
      const given = waiting;
      waiting = [];
      for (const { reject } of given) reject(new NotRun('its unit of work was given up'));
      if (hasSent) await command('ROLLBACK');
    },
    release: async () => {
      if (lost instanceof ServerLost) await giveBack('serverLost');
      else await giveBack(lost !== undefined || client.getTransactionStatus() !== 'I' ? 'spoilt' : 'usable');
      // From now on the pool listens.
      client.removeListener('error', onError);
    },
  };
}

/** Divides by zero where it has changed nothing: an error that undoes the unit of work before it is committed. */
const guarded = (text: string): string =>
  `WITH changed AS (${text} RETURNING 1) SELECT 1 / count(*) AS changed FROM changed`;

/** PostgreSQL stores any character but NUL, which only a broken or hostile sender uses. */
function asText(value: unknown): string | null {
  const parameter = bindable(value);
  if (parameter === null) return null;
  const text = String(parameter);
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}
