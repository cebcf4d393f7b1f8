import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Command } from '../../../server/cli/command.ts';
import { CommandFailed } from '../../../server/cli/command-failed.ts';
import { COMMANDS } from '../../../server/cli/commands.ts';
import { dispatch } from '../../../server/cli/dispatch.ts';
import type { OptionRules } from '../../../server/cli/options.ts';
import { newKeys } from '../../../server/cli/new-keys.ts';
import { goodEnvironment, configOf } from '../http/a-server.ts';
import { PROGRAM } from './program.ts';
import { quickTmpdir } from '../../support/quick-tmpdir.ts';

const PATH = process.env['PATH'] ?? '';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const start = (words: readonly string[], environment: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [PROGRAM, ...words], { env: { PATH, ...environment } });
  let out = '';
  let err = '';
  const waiting: (() => void)[] = [];
  const wakeAll = (): void => waiting.splice(0).forEach((wake) => wake());
  child.stdout.setEncoding('utf8').on('data', (text: string) => ((out += text), wakeAll()));
  child.stderr.setEncoding('utf8').on('data', (text: string) => ((err += text), wakeAll()));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => (resolve({ code, out, err }), wakeAll())));
  return {
    child,
    ended,
    lines: () => out.split('\n').filter((line) => line !== ''),
    async said(pattern: RegExp): Promise<void> {
      while (!pattern.test(out)) {
        assert.equal(child.exitCode, null, `ended before it said ${pattern}: ${out}${err}`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
};

const run = (words: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
  start(words, environment).ended;

const ALL = COMMANDS.flatMap(({ commands }) => commands);

describe('command line arguments', () => {
  const dispatched = async (...words: string[]) => {
    const said = { code: 0, out: '', err: '' };
    const done: string[] = [];
    const command = (name: string, parameters: readonly string[] = [], options: OptionRules = {}): Command => ({
      name,
      parameters,
      options,
      summary: `does ${name}`,
      examples: [`kasir ${name} now`],
      run: (given, chosen) => Promise.resolve(done.push([name, ...given, ...Object.entries(chosen)].join(' '))),
    });
    const move = command('move', [], {
      from: { value: 'url', required: true, about: 'where from' },
      limit: { value: 'n', about: 'how many' },
      as: { choices: ['text', 'csv'], about: 'the form' },
      dry: { about: 'change nothing' },
    });
    const groups = [{ title: 'All', commands: [command('serve'), command('events redeliver', ['id']), move] }];
    const output = { out: (text: string) => (said.out += text), err: (text: string) => (said.err += text) };
    said.code = await dispatch(words, groups, output, async (path) => void done.push(`uses ${path}`));
    return { ...said, done };
  };

  it('run the named command', async () => {
    assert.deepEqual((await dispatched('serve')).done, ['serve']);
    assert.deepEqual((await dispatched('events', 'redeliver', 'evt_1')).done, ['events redeliver evt_1']);
  });

  it('pass options on, and demand those that are required', async () => {
    assert.deepEqual((await dispatched('move', '--from', 'a', '--dry')).done, ['move from,a dry,true']);
    assert.deepEqual((await dispatched('move', '--limit=3', '--from=b')).done, ['move limit,3 from,b']);
    for (const [words, fault] of [
      [['move'], '--from is required'],
      [['move', '--from'], '--from needs a value'],
      [['move', '--from', 'a', 'b'], '"b" is more than this command takes'],
      [['move', '--from', 'a', '--dry=1'], '--dry takes no value'],
      [['move', '--from', 'a', '--as', 'xml'], '--as must be text, csv'],
      [['move', '--from', 'a', '--far'], '--far is no option of this command'],
      [['move', '--from', 'a', '--env-file'], '--env-file needs a value'],
    ] as const) {
      const { code, err, done } = await dispatched(...words);
      assert.equal(code, 64, words.join(' '));
      assert.ok(err.startsWith(`kasir move: ${fault}\nusage: kasir move --from <url> [--limit <n>]`), err);
      assert.deepEqual(done, []);
    }
  });

  it('read the file of --env-file first', async () => {
    assert.deepEqual((await dispatched('serve', '--env-file', 'kasir.env')).done, ['uses kasir.env', 'serve']);
  });

  it('print help', async () => {
    for (const words of [['--help'], ['-h'], ['help'], ['serve', '--help'], ['events', '--help'], ['move', '-h']]) {
      const { code, out, done } = await dispatched(...words);
      assert.equal(code, 0);
      assert.match(out, words.length === 1 ? /kasir serve/ : new RegExp(`kasir ${words[0]}`));
      assert.deepEqual(done, []);
    }
    const { out } = await dispatched('move', '--help');
    assert.match(out, /Does move\.[^]*--limit <n> +how many[^]*Example:\n {2}kasir move now\n/);
  });

  it('of every command: help that has an example of it, and a line of the list', () => {
    for (const { name, summary, examples, about = '' } of ALL) {
      assert.ok(
        examples.some((example) => example.includes(`kasir ${name}`)),
        name,
      );
      assert.match(summary, /^[a-z].{0,59}$/, name);
      for (const line of about.split('\n')) assert.ok(line.length <= 120, `${name}: ${line}`);
    }
  });

  it('that name no command exit with 64', async () => {
    for (const words of [[], ['pay'], ['pay', '--help'], ['events'], ['events', 'list'], ['--fast'], ['constructor']]) {
      const { code, err, done } = await dispatched(...words);
      assert.equal(code, 64, words.join(' '));
      assert.match(err, words[0] === 'events' ? /kasir events redeliver/ : /kasir serve/);
      assert.deepEqual(done, []);
    }
    assert.match((await dispatched('pay')).err, /unknown command "pay"/);
  });

  it('too many, too few or unknown exit with 64 and the usage', async () => {
    for (const words of [
      ['serve', 'now'],
      ['events', 'redeliver'],
      ['events', 'redeliver', 'a', 'b'],
      ['serve', '--fast'],
    ]) {
      const { code, err, done } = await dispatched(...words);
      assert.equal(code, 64, words.join(' '));
      assert.match(err, /^usage: kasir/m);
      assert.deepEqual(done, []);
    }
  });

  it('of a failing command: a message, and exit code 1 or its own', async () => {
    for (const [error, expected] of [
      [new Error('no such thing'), 1],
      [new CommandFailed('no such thing', 69), 69],
    ] as const) {
      const said: string[] = [];
      const serve = { name: 'serve', parameters: [], summary: 'serve', run: () => Promise.reject(error) };
      const groups = [{ title: 'All', commands: [{ ...serve, examples: ['kasir serve'] as const }] }];
      const code = await dispatch(['serve'], groups, { out: () => undefined, err: (text) => void said.push(text) });
      assert.equal(code, expected);
      assert.deepEqual(said, ['kasir serve: no such thing\n']);
    }
  });

  it('include every command of the contract', () => {
    assert.deepEqual(ALL.map(({ name }) => name).toSorted(), [
      'backup',
      'csp',
      'demo',
      'doctor',
      'events list',
      'events redeliver',
      'events trigger',
      'forget',
      'init',
      'keys new',
      'keys rotate',
      'listen',
      'migrate',
      'migrate-store',
      'notifications list',
      'notifications replay',
      'payments inquire',
      'payments list',
      'payments resolve',
      'payments show',
      'payouts list',
      'payouts resolve',
      'payouts show',
      'purge',
      'reconcile',
      'restore',
      'scenarios',
      'serve',
      'sri',
      'verify-ledger',
    ]);
  });
});

describe('kasir, the command', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(quickTmpdir(), 'kasir-cli-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const environment = (): Record<string, string> => ({
    ...goodEnvironment(),
    DATABASE_URL: `file:${join(folder, 'kasir.db')}`,
  });

  it('keys new: prints valid keys, different each time', () => {
    configOf({ ...goodEnvironment(), ...newKeys(), KASIR_WEBHOOK_URL: 'https://shop.example/hook' });
    assert.notDeepEqual(newKeys(), newKeys());
  });

  it('serve: prints every fault to stderr and exits with 78', async () => {
    const { code, out, err } = await run(['serve'], { KASIR_COLOUR: 'red', PORT: 'x' });
    assert.equal(code, 78);
    assert.equal(out, '');
    for (const variable of ['KASIR_COLOUR', 'PORT', 'PUBLIC_URL', 'KASIR_API_KEYS', 'KASIR_ENCRYPTION_KEYS'])
      assert.match(err, new RegExp(`^${variable} `, 'm'));
  });

  it('migrate: needs only DATABASE_URL, and the second run does nothing', async () => {
    const DATABASE_URL = `file:${join(folder, 'migrated.db')}`;
    const first = await run(['migrate'], { DATABASE_URL });
    assert.equal(first.code, 0, first.err);
    assert.match(first.out, /^migrated /m);
    const second = await run(['migrate'], { DATABASE_URL });
    assert.equal(second.out, 'the storage is up to date\n');
    const wrong = await run(['migrate'], { DATABASE_URL: 'postgres://x' });
    assert.equal(wrong.code, 78);
  });

  it('serve and demo name a port that is in use, and the variable that sets another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const PORT = String((other.address() as AddressInfo).port);
    const demo = { HOST: '127.0.0.1', KASIR_DEMO_DATA: join(folder, 'demo') };
    const tries = [
      { words: 'serve', variables: { ...environment(), PORT }, setBy: 'PORT' },
      { words: 'demo', variables: { ...demo, PORT: '0', KASIR_DEMO_SHOP_PORT: PORT }, setBy: 'KASIR_DEMO_SHOP_PORT' },
    ];
    const ends = await Promise.all(tries.map(({ words, variables }) => run([words], variables)));
    for (const [index, { words, setBy }] of tries.entries()) {
      const { code, out, err } = ends[index] ?? assert.fail();
      assert.equal(code, 1);
      assert.equal(out, '');
      const who = process.platform === 'linux' ? ` by process ${process.pid} (` : '';
      const expected = `kasir ${words}: port ${PORT} on 127.0.0.1 is already in use${who}`;
      assert.ok(err.startsWith(expected) && err.endsWith(`, or choose another port with ${setBy}\n`), err);
      assert.equal(err.split('\n').length, 2, 'one line, no stack');
    }
    other.close();
  });

  it('serve: SIGHUP reloads the secrets from their files without a restart (S10)', async () => {
    const file = join(folder, 'api-keys');
    await writeFile(file, 'api-key-before-the-rotation', { mode: 0o600 });
    const { KASIR_API_KEYS: _, ...others } = environment();
    const variables = join(folder, 'kasir.env');
    await writeFile(variables, 'KASIR_PAYOUT_KEYS=payout-key-before-the-rotation\n', { mode: 0o600 });
    const server = start(['serve', '--env-file', variables], {
      ...others,
      DATABASE_URL: `file:${join(folder, 'hup.db')}`,
      KASIR_API_KEYS_FILE: file,
      LOG_LEVEL: 'info',
    });
    await server.said(/"msg":"listening"/);
    const { port } = JSON.parse(server.lines()[0] ?? '') as { port: number };
    const status = async (key: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${port}/v1/events`, { headers: { authorization: `Bearer ${key}` } })).status;
    assert.equal(await status('api-key-before-the-rotation'), 200);
    await writeFile(file, 'api-key-after-the-rotation');
    await writeFile(variables, "KASIR_PAYOUT_KEYS='payout-key-after-the-rotation'\nKASIR_RETENTION_DAYS=30\n");
    assert.equal(await status('payout-key-before-the-rotation'), 403, 'it is known, and may not read events');
    server.child.kill('SIGHUP');
    await server.said(/secrets reloaded from their files/);
    assert.deepEqual(
      [await status('api-key-before-the-rotation'), await status('api-key-after-the-rotation')],
      [401, 200],
    );
    assert.deepEqual(
      [await status('payout-key-before-the-rotation'), await status('payout-key-after-the-rotation')],
      [401, 403],
    );
    await server.said(/only secrets are reloaded: these need a restart/);
    // A file that cannot be used changes nothing.
    await writeFile(file, 'short');
    server.child.kill('SIGHUP');
    await server.said(/secrets not reloaded/);
    assert.equal(await status('api-key-after-the-rotation'), 200);
    server.child.kill('SIGKILL');
    await server.ended;
  });

  it('serve: a second one on the same file does not start, and names the process that has it (N10)', async () => {
    const DATABASE_URL = `file:${join(folder, 'one.db')}`;
    const first = start(['serve'], { ...environment(), DATABASE_URL });
    await first.said(/"msg":"listening"/);
    const second = await run(['serve'], { ...environment(), DATABASE_URL });
    assert.equal(second.code, 1);
    const holder = `one.db is used by another server: process ${first.child.pid} on`;
    assert.ok(second.err.startsWith('kasir serve: DATABASE_URL: /') && second.err.includes(holder), second.err);
    first.child.kill('SIGKILL');
    await first.ended;

    const otherKeys = Buffer.alloc(32, 9).toString('base64');
    const wrong = await run(['serve'], { ...environment(), DATABASE_URL, KASIR_ENCRYPTION_KEYS: otherKeys });
    assert.equal(wrong.code, 78, 'another key than the data are sealed with (N9)');
    assert.match(wrong.err, /^KASIR_ENCRYPTION_KEYS none of these keys decrypts the stored data/);
  });

  it('serve: logs where it listens first; on SIGTERM it is not ready, finishes requests, and exits with 0', async () => {
    const DATABASE_URL = `file:${join(folder, 'fresh.db')}`;
    const server = start(['serve'], { ...environment(), DATABASE_URL, LOG_LEVEL: 'debug' });
    await server.said(/"msg":"listening"/);
    // It comes first, although the new storage was migrated before.
    const first = JSON.parse(server.lines()[0] ?? '') as { msg: string; port: number };
    assert.equal(first.msg, 'listening');
    assert.ok(first.port > 0);
    const url = `http://127.0.0.1:${first.port}`;
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    assert.equal((await fetch(`${url}/simulators`)).status, 404);
    assert.equal((await fetch(`${url}/demo/orders`, { method: 'POST' })).status, 404);

    // A request whose body is still on its way when the signal comes.
    let send: (text: string) => void = () => undefined;
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('{"amount":0'));
        send = (text) => {
          controller.enqueue(Buffer.from(text));
          controller.close();
        };
      },
    });
    const running = fetch(`${url}/v1/checkouts`, {
      method: 'POST',
      headers: { authorization: 'Bearer api-key-of-the-storefront', 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    await fetch(`${url}/healthz`);
    server.child.kill('SIGTERM');
    await server.said(/"msg":"draining"/);
    assert.equal((await fetch(`${url}/readyz`)).status, 503);
    send('}');
    assert.equal((await running).status, 400);
    const { code } = await server.ended;
    assert.equal(code, 0);
    assert.equal((JSON.parse(server.lines().at(-1) ?? '') as { msg: string }).msg, 'stopped');
  });
});
