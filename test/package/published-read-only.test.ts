import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { install } from './installed.ts';
import { leastSettings } from './least-settings.ts';
import { quickTmpdir } from '../support/quick-tmpdir.ts';

/** As in the container file and the Kubernetes manifests: nobody, who owns nothing. */
const NOBODY = 65_534;

const environment = (folder: string): Record<string, string> => ({
  ...leastSettings(folder),
  PORT: '0',
  HOST: '127.0.0.1',
  // A container with a read-only root may have none.
  TMPDIR: '/nowhere',
});

/** Every file and when it was last written. */
const snapshot = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => `${path} ${statSync(join(folder, path)).mtimeMs}`)
    .join('\n');

function whyNot(folder: string): string | undefined {
  if (process.getuid === undefined) return 'this system has no user ids';
  if (process.getuid() !== 0) return 'only root can start a process as another user';
  const closed = (path: string): boolean => (statSync(path).mode & 0o001) === 0;
  for (let path = folder; path !== dirname(path); path = dirname(path))
    if (closed(path)) return `other users cannot enter ${path}`;
  return undefined;
}

test('kasir serve runs as a user that may write nothing but the folder of its database', async (t: TestContext) => {
  const project = install();
  chmodSync(project.folder, 0o755);
  const data = mkdtempSync(join(quickTmpdir(), 'kasir-nobody-'));
  t.after(() => {
    project.remove();
    rmSync(data, { recursive: true, force: true });
  });
  const reason = whyNot(project.folder);
  if (reason !== undefined) return t.skip(reason);
  chownSync(data, NOBODY, NOBODY);
  const tree = join(project.folder, 'node_modules/@kasir/server');
  const before = snapshot(tree);

  const server = spawn(process.execPath, [join(tree, 'dist/cli.js'), 'serve'], {
    cwd: '/',
    env: environment(data),
    uid: NOBODY,
    gid: NOBODY,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  server.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  t.after(() => server.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  const lines: Record<string, unknown>[] = [];
  const listening = new Promise<number>((resolve) => {
    createInterface(server.stdout).on('line', (line) => {
      const parsed = JSON.parse(line) as Record<string, unknown>;
      lines.push(parsed);
      if (parsed['msg'] === 'listening') resolve(Number(parsed['port']));
    });
  });
  const port = await Promise.race([
    listening,
    ended.then((code) => assert.fail(`ended with ${code}: ${errors.join('')}`)),
  ]);

  const at = `http://127.0.0.1:${port}`;
  assert.equal((await fetch(`${at}/readyz`)).status, 200);
  const made = await fetch(`${at}/v1/checkouts`, {
    method: 'POST',
    headers: { authorization: 'Bearer api-key-number-one', 'content-type': 'application/json' },
    body: JSON.stringify({
      reference: 'order-1',
      amount: 150_000,
      currency: 'IDR',
      returnUrl: 'http://localhost:3000/done',
    }),
  });
  assert.equal(made.status, 201, await made.text());
  assert.equal(statSync(join(data, 'kasir.db')).uid, NOBODY);

  server.kill('SIGTERM');
  assert.equal(await ended, 0, errors.join(''));
  assert.deepEqual(
    lines.filter(({ level }) => level === 'error'),
    [],
  );
  assert.equal(snapshot(tree), before, 'nothing of the program was written');
  assert.ok(existsSync(join(data, 'kasir.db')));
});
