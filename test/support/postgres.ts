/**
 * PostgreSQL for tests: nothing has to be installed or running. A test file starts one server (in about a quarter of a
 * second) with a database for each test; it stops when the file's process ends, also when that is killed.
 */
import { execFile, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from './live/free-port.ts';
import { installPostgres, type Installation } from './postgres/installation.ts';
import { quickTmpdir } from './quick-tmpdir.ts';

const run = promisify(execFile);

export interface TestPostgres {
  readonly port: number;
  /**
   * Creates a database and returns its URL: an empty one, or a copy of another of this server that nobody is connected
   * to.
   */
  createDatabase(template?: string): Promise<string>;
  /**
   * `immediate` is a crash: connections are cut, and the next start recovers from the write-ahead log. `fast` cuts them
   * too, but ends in order.
   */
  stop(mode: 'immediate' | 'fast'): Promise<void>;
  /** Starts it again after `stop`, with the same port and databases. */
  start(): Promise<void>;
  /** What the server has logged. */
  log(): string;
}

export interface TestPostgresOptions {
  /** Commits wait for the disk. Default: they reach the operating system, which outlives a crash of PostgreSQL. */
  readonly durable?: boolean;
  /** Further settings, such as `{ max_connections: '20' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Databases are for one process and short: what makes PostgreSQL large or careful is turned off. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '32MB',
  dynamic_shared_memory_type: 'mmap',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  fsync: 'off',
  full_page_writes: 'off',
};

const START_TRIES = 3;

/** Ends the server and deletes its files when standard input ends, which it does with the process that holds it. */
const KEEPER = 'cat >/dev/null; "$1/bin/pg_ctl" -D "$2/data" -m immediate stop >/dev/null 2>&1; rm -rf "$2"';

/** A server of its own. Most tests need only {@link emptyDatabase}. */
export async function startPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const installation = await installPostgres();
  const { folder, user } = installation;
  const home = mkdtempSync(join(quickTmpdir(), 'kasir-pg-'));
  if (user !== undefined) chownSync(home, user.uid, user.gid);
  await run('cp', ['-Rp', join(folder, 'data'), home]);
  const keeper = spawn('sh', ['-c', KEEPER, 'sh', folder, home], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keeper.unref();
  if (keeper.stdin instanceof Socket) keeper.stdin.unref();

  const settings = {
    ...SETTINGS,
    ...(options.durable ? { fsync: 'on', full_page_writes: 'on' } : {}),
    ...options.settings,
  };
  const start = (port: number): Promise<void> => startServer(installation, home, port, settings);
  const port = await startOnFreePort(start);
  const urlOf = (database: string): string => `postgres://kasir@127.0.0.1:${port}/${database}`;
  let databases = 0;
  return {
    port,
    createDatabase: async (template) => {
      databases += 1;
      const name = `test_${databases}`;
      const source = template === undefined ? 'template0' : new URL(template).pathname.slice(1);
      // Copied file by file: through the log, as by default, a small database takes three times as long.
      await query(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY FILE_COPY`);
      return urlOf(name);
    },
    stop: (mode) => control(installation, ['-D', join(home, 'data'), '-m', mode, '-w', 'stop']),
    start: () => start(port),
    log: () => readFileSync(join(home, 'log'), 'utf8'),
  };
}

let shared: Promise<TestPostgres> | undefined;

/** The URL of a new, empty database on the server of this test file. */
export async function emptyDatabase(): Promise<string> {
  shared ??= startPostgres();
  return (await shared).createDatabase();
}

/** The URL of a copy of a database of {@link emptyDatabase}, to which nobody is connected. */
export async function copyOfDatabase(url: string): Promise<string> {
  shared ??= startPostgres();
  return (await shared).createDatabase(url);
}

async function startServer(
  installation: Installation,
  home: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const flags = Object.entries({ ...settings, port: String(port) }).map(([name, value]) => `-c ${name}='${value}'`);
  await control(installation, [
    ...['-D', join(home, 'data'), '-l', join(home, 'log')],
    ...['-w', '-o', flags.join(' '), 'start'],
  ]);
}

async function control({ folder, user }: Installation, args: readonly string[]): Promise<void> {
  await run(join(folder, 'bin', 'pg_ctl'), args, { ...user, cwd: '/' });
}

/** Between choosing a port and listening on it, another process may take it. */
async function startOnFreePort(start: (port: number) => Promise<void>): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    try {
      await start(port);
      return port;
    } catch (error) {
      if (tries === START_TRIES) throw error;
    }
  }
}

async function query(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
