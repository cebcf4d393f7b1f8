import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SECRET } from '../server/client/sign.ts';
import { API_KEY, openServer, ORIGIN, type TestServer } from '../server/http/a-server.ts';
import { freePort } from '../support/live/free-port.ts';
import { driveShop } from '../support/recipes/drive-shop.ts';
import { RECIPES, type Recipe } from '../support/recipes/recipes.ts';

describe('the shops of server/recipes take an order and accept only what is signed', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  for (const recipe of RECIPES)
    it(recipe.name, async (t) => {
      const shop = await open(t, recipe);
      if (shop === undefined) return;
      try {
        await driveShop(shop.address, server, recipe);
      } catch (error) {
        // What went wrong in the shop, only its log says.
        throw new Error(`the shop wrote:\n${shop.output.join('')}`, { cause: error });
      }
    });

  interface RunningShop {
    readonly address: string;
    /** What it has written to its output. */
    readonly output: readonly string[];
  }

  /** `undefined` where this machine cannot run it. */
  async function open(t: TestContext, { start }: Recipe): Promise<RunningShop | undefined> {
    const folder = mkdtempSync(join(tmpdir(), 'kasir-recipe-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const port = await freePort();
    const started = await start(folder, port);
    if (typeof started === 'string') {
      t.skip(started);
      return undefined;
    }
    const output: string[] = [];
    const child = spawn(started.command, started.args, {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        PORT: String(port),
        SHOP_FILE: join(folder, 'shop-data'),
        SHOP_URL: ORIGIN,
        KASIR_URL: server.url,
        KASIR_API_KEY: API_KEY,
        KASIR_WEBHOOK_SECRET: SECRET,
        ...started.environment,
      },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => output.push(String(text)));
    const ended = once(child, 'exit');
    t.after(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    const address = `http://127.0.0.1:${port}`;
    for (;;) {
      if (child.exitCode !== null) assert.fail(`the shop ended:\n${output.join('')}`);
      const answer = await fetch(`${address}/orders/none`).catch(() => undefined);
      if (answer !== undefined) return { address, output };
      await sleep(50);
    }
  }
});

const RECIPE_FILES = fileURLToPath(new URL('../../server/recipes', import.meta.url));

it('every page of the recipes is as wide as the phone', () => {
  const pages = readdirSync(RECIPE_FILES, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(mjs|py|go|php)$/.test(path))
    .flatMap((path) => readFileSync(join(RECIPE_FILES, path), 'utf8').split('<!doctype html>').slice(1));
  assert.ok(pages.length > 6);
  for (const page of pages) assert.match(page, /<meta name="viewport" content="width=device-width, initial-scale=1"/);
});

it('the script of the order page is the same in every language', () => {
  const [javascript, ...others] = ['javascript', 'python', 'go'].map((folder) =>
    readFileSync(join(RECIPE_FILES, folder, 'order.js'), 'utf8'),
  );
  for (const other of others) assert.equal(other, javascript);
});

const PHP = join(RECIPE_FILES, 'php');
const hasPhp = spawnSync('php', ['--version']).status === 0;

it('every file of the recipes in PHP can be parsed', { skip: hasPhp ? false : 'this machine has no php' }, () => {
  const files = readdirSync(PHP, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?<!\.blade)\.php$/.test(path),
  );
  assert.ok(files.length > 8);
  for (const file of files) {
    const { status, stdout } = spawnSync('php', ['-l', join(PHP, file)], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  }
});
