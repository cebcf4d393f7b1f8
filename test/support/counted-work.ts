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
  /** What was sent to PostgreSQL and waited for: statements, BEGIN and COMMIT. */
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
      const [what] = parameters;
      if (typeof what === 'string') counted.roundTrips.push(what);
      else if (typeof what === 'object' && what !== null && 'text' in what) counted.roundTrips.push(String(what.text));
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

/** What was done since the last call of it. */
export function takeCounted(): CountedWork {
  const taken = counted;
  counted = nothing();
  return taken;
}
