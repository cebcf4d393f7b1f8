import type { ClientBase } from 'pg';
import { bindable, type Parameter } from '../bindable.ts';
import type { Result } from '../connection.ts';
import type { StatementRunner } from '../sql.ts';
import { ConnectionLost, postgresFault, ServerLost } from './postgres-faults.ts';

/** One connection in use. Its statements run one after another. Errors are those of `postgres-faults.ts`. */
export interface Session extends StatementRunner {
  /** The first error of a statement. A transaction is undone by it, even where the caller has caught the error. */
  readonly fault: Error | undefined;
  /** Nothing can be sent on it any more. */
  readonly isLost: boolean;
  /** Runs a command, and returns what the server says it did: `BEGIN`, `COMMIT`, `ROLLBACK`. */
  command(text: string): Promise<string>;
  /** Gives the connection back. */
  release(): Promise<void>;
}

/**
 * In what state a connection is given back. `spoilt`: it has to be closed, because it was lost or a transaction may still
 * be open; `serverLost`: so have those that were made before.
 */
export type Condition = 'usable' | 'spoilt' | 'serverLost';

/** @param place what the messages of errors name */
export function createSession(
  client: ClientBase,
  place: string,
  giveBack: (condition: Condition) => void | Promise<void>,
): Session {
  let fault: Error | undefined;
  let lost: ConnectionLost | undefined;
  let last: Promise<unknown> = Promise.resolve();
  function note(error: unknown): Error {
    const translated = postgresFault(error, place);
    if (translated instanceof ConnectionLost) lost ??= translated;
    fault ??= translated;
    return translated;
  }

  const onError = (error: Error): void => void note(error);
  // Without a listener, the loss of a connection that is doing nothing would end the process.
  client.on('error', onError);

  async function send(text: string, parameters: readonly unknown[]): Promise<{ command: string } & Result> {
    const values = parameters.map((value) => storable(bindable(value)));
    const sent = last.then(() => client.query<Record<string, unknown>>(text, values));
    last = sent.catch(() => undefined);
    try {
      const { command, rows, rowCount } = await sent;
      return { command, rows, changes: rows.length > 0 ? 0 : (rowCount ?? 0) };
    } catch (error) {
      throw note(error);
    }
  }

  const sendUnlessFaulty: typeof send = (text, parameters) =>
    fault === undefined ? send(text, parameters) : Promise.reject(fault);

  return {
    get fault() {
      return fault;
    },
    command: async (text) => (await send(text, [])).command,
    query: sendUnlessFaulty,
    first: async (text, parameters) => (await sendUnlessFaulty(text, parameters)).rows[0],
    get isLost() {
      return lost !== undefined;
    },
    release: async () => {
      if (lost instanceof ServerLost) await giveBack('serverLost');
      else await giveBack(lost !== undefined || client.getTransactionStatus() !== 'I' ? 'spoilt' : 'usable');
      // From now on the pool listens.
      client.removeListener('error', onError);
    },
  };
}

/** PostgreSQL stores any character but NUL, which only a broken or hostile sender uses. */
const storable = (value: Parameter): Parameter =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
