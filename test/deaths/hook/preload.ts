/*
 * Loaded into the built server with `--import`, by tests alone: nothing of it is in the product. It patches what the
 * server uses (the drivers of both databases, sockets, HTTP responses), so that the process dies by SIGKILL at exactly one
 * point of its work, and so that its clock can be ahead.
 */
import { writeSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { patch } from './patch.ts';
import { Transaction } from './transaction.ts';
import { CHECKPOINT_FD, CLOCK_VARIABLE, TRIGGER_VARIABLE, type Trigger } from './trigger.ts';

/** Not one instruction of the server runs after the last call of the returned function. */
function deathAfter(calls: number): () => void {
  let left = calls;
  return () => {
    left -= 1;
    if (left <= 0) process.kill(process.pid, 'SIGKILL');
  };
}

function arm(trigger: Trigger): void {
  const die = deathAfter('nth' in trigger ? (trigger.nth ?? 1) : 1);
  const transactions = new WeakMap<object, Transaction>();
  const around: Around = (connection, sqls, run) => {
    if (typeof connection !== 'object' || connection === null) return run();
    const known = transactions.get(connection) ?? new Transaction(trigger, die);
    transactions.set(connection, known);
    return known.around(sqls, run);
  };
  if (trigger.on === 'send') patchSockets(trigger, die);
  else if (trigger.on === 'reply') patchResponses(trigger, die);
  else {
    patchSqlite(around, trigger.on === 'checkpoint');
    patchPostgres(around);
  }
}

type Around = (connection: unknown, sqls: readonly string[], run: (done?: () => void) => unknown) => unknown;

function patchSqlite(around: Around, reportsCheckpoints: boolean): void {
  const prototype = member(driver('libsql'), 'prototype');
  patch(prototype, 'exec', ({ self, parameters: [sql], run }) => {
    const isReported = reportsCheckpoints && String(sql).includes('wal_checkpoint');
    if (isReported) writeSync(CHECKPOINT_FD, '(');
    const result = around(self, [String(sql)], atOnce(run));
    if (isReported) writeSync(CHECKPOINT_FD, ')');
    return result;
  });
  patch(prototype, 'prepare', ({ self, parameters: [sql], run }) => {
    const statement = run();
    if (typeof statement === 'object' && statement !== null)
      for (const name of ['run', 'get', 'all'])
        patch(statement, name, (call) => around(self, [String(sql)], atOnce(call.run)));
    return statement;
  });
}

function patchPostgres(around: Around): void {
  const prototype = member(member(driver('pg'), 'Client'), 'prototype');
  patch(prototype, 'query', ({ self, parameters: [query], run }) =>
    around(self, textsOf(query), (done) => {
      // The driver calls it when all statements of the query are answered.
      if (done !== undefined && typeof query === 'object' && query !== null) Reflect.set(query, 'callback', done);
      return run();
    }),
  );
}

/** SQLite has answered when its driver returns. */
const atOnce =
  (run: () => unknown) =>
  (done: () => void = () => undefined): unknown => {
    const result = run();
    done();
    return result;
  };

/** The statements of a query for the driver of PostgreSQL. */
function textsOf(query: unknown): readonly string[] {
  if (typeof query === 'string') return [query];
  if (typeof query !== 'object' || query === null) return [];
  const statements: unknown = Reflect.get(query, 'statements');
  if (Array.isArray(statements)) return statements.flatMap(textsOf);
  const text: unknown = Reflect.get(query, 'text');
  return typeof text === 'string' ? [text] : [];
}

function patchSockets({ line, when }: Extract<Trigger, { on: 'send' }>, die: () => void): void {
  patch(Socket.prototype, 'write', ({ self, parameters: [data, ...rest], run }) => {
    if (typeof data !== 'string' || !data.startsWith(line)) return run();
    if (when === 'half' && self instanceof Socket) {
      self.uncork();
      run([data.slice(0, data.length / 2), 'latin1']);
    }
    die();
    return when === 'half' ? run([data.slice(data.length / 2), ...rest]) : run();
  });
}

function patchResponses({ line }: Extract<Trigger, { on: 'reply' }>, die: () => void): void {
  patch(ServerResponse.prototype, 'end', ({ self, run }) => {
    if (isResponse(self) && self.statusCode < 300 && `${self.req.method} ${self.req.url}`.startsWith(line)) die();
    return run();
  });
}

const isResponse = (value: unknown): value is ServerResponse => value instanceof ServerResponse;

/** The exports of a driver; nothing where it is not installed. */
function driver(name: string): unknown {
  try {
    return createRequire(import.meta.url)(name) as unknown;
  } catch {
    return undefined;
  }
}

/** A member that holds a class or a prototype; an empty object where there is none. */
function member(of: unknown, name: string): object {
  if ((typeof of !== 'object' && typeof of !== 'function') || of === null) return {};
  const found: unknown = Reflect.get(of, name);
  return typeof found === 'object' || typeof found === 'function' ? (found ?? {}) : {};
}

const aheadMs = Number(process.env[CLOCK_VARIABLE] ?? 0);
const realNow = Date.now.bind(Date);
Date.now = () => realNow() + aheadMs;

const given = process.env[TRIGGER_VARIABLE];
if (given !== undefined) arm(JSON.parse(given) as Trigger);
