import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'libsql';
import { Client } from 'pg';

/** What an operation costs, counted where it happens: in the database driver and in `node:crypto`. */
export interface CountedWork {
  /** The SQL texts, in order; BEGIN, COMMIT and the statements around a unit of work are not among them. */
  readonly statements: readonly string[];
  /** Transactions that were committed: each is one fsync. */
  readonly commits: number;
  readonly encryptions: number;
  readonly decryptions: number;
  /** What was sent to PostgreSQL and waited for: each a statement, or several that are answered together. */
  readonly roundTrips: readonly string[];
}

const nothing = () => ({
  statements: [] as string[],
  commits: 0,
  encryptions: 0,
  decryptions: 0,
  roundTrips: [] as string[],
});
let counted = nothing();
/** Connections by which an instance shows that it lives and hears of others. */
const ofInstance = new WeakSet<Client>();
/** Connections in a transaction that looks for instances that are no more. */
const sweeping = new WeakSet<Client>();
let isInstalled = false;

/** Wraps the driver and the cipher of this process; to be called before the first connection is opened. */
export function countWork(): void {
  if (isInstalled) return;
  isInstalled = true;
  const prepare = Database.prototype.prepare;
  Object.defineProperty(Database.prototype, 'prepare', {
    value(this: Database.Database, sql: string): Database.Statement {
      const statement = prepare.call(this, sql);
      for (const name of ['run', 'get', 'all'] as const) {
        const call = statement[name];
        Object.defineProperty(statement, name, {
          value: (...parameters: unknown[]): unknown => {
            counted.statements.push(sql);
            return Reflect.apply(call, statement, parameters);
          },
        });
      }
      return statement;
    },
  });
  const exec = Database.prototype.exec;
  Database.prototype.exec = function (this: Database.Database, sql: string) {
    if (sql === 'COMMIT') counted.commits += 1;
    return exec.call(this, sql);
  };
  const query = Client.prototype.query;
  Object.defineProperty(Client.prototype, 'query', {
    value(this: Client, ...parameters: unknown[]): unknown {
      const text = textsOf(parameters[0]).join('; ');
      if (!isBeside(this, text, parameters[0])) counted.roundTrips.push(text);
      return Reflect.apply(query, this, parameters);
    },
  });
  const { createCipheriv, createDecipheriv } = crypto;
  Object.assign(crypto, {
    createCipheriv: (...parameters: unknown[]): unknown => {
      counted.encryptions += 1;
      return Reflect.apply(createCipheriv, crypto, parameters);
    },
    createDecipheriv: (...parameters: unknown[]): unknown => {
      counted.decryptions += 1;
      return Reflect.apply(createDecipheriv, crypto, parameters);
    },
  });
  syncBuiltinESMExports();
}

/**
 * What an instance does now and then, however many operations there are: it renews its row, looks for others that have
 * lapsed, and wakes their runners, at most ten times a second.
 */
function isBeside(client: Client, text: string, query: unknown): boolean {
  if (/insert into "instances"|^LISTEN /.test(text)) ofInstance.add(client);
  if (/delete from "instances"/.test(text)) sweeping.add(client);
  if (sweeping.has(client) && text.endsWith('COMMIT')) return sweeping.delete(client);
  const wakes = text.startsWith('SELECT pg_notify') && /^[^{]*\{\\+"jobs\\+":true\}[^{]*$/.test(JSON.stringify(query));
  return wakes || ofInstance.has(client) || sweeping.has(client);
}

/** Of a query for the driver; statements that are sent in one message and answered in one are one query. */
function textsOf(query: unknown): readonly string[] {
  if (typeof query === 'string') return [query];
  if (typeof query !== 'object' || query === null) return [];
  if ('statements' in query && Array.isArray(query.statements)) return query.statements.flatMap(textsOf);
  return 'text' in query ? [String(query.text)] : [];
}

/** What was done since the last call of it. */
export function takeCounted(): CountedWork {
  const taken = counted;
  counted = nothing();
  return taken;
}
