/**
 * `npm run test:embed`, or `npm run test:embed -- next vue`: builds the pages of `apps/` with the widget as `npm pack`
 * makes it and with dependencies of their own, pays on each in a browser, and prints what came of it. Needs the network:
 * npm installs each app into a temporary folder, without install scripts.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import * as z from 'zod/mini';
import { openCustomer } from '../e2e/support/customer.ts';
import { startDemo, type DemoProcess } from '../e2e/support/demo-process.ts';
import { pressAtSimulators } from '../e2e/support/press-at-simulators.ts';
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts';
import { addressOf, payOnPage } from './support/pay-on-page.ts';
import { servePages } from './support/serve-pages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const APPS = fileURLToPath(new URL('apps', import.meta.url));
const TARBALL = 'kasir-widget.tgz';

interface Row {
  readonly app: string;
  readonly versions: string;
  /** All scripts of the page from the first byte to the receipt, brotli. */
  readonly bytes: string;
  readonly result: string;
}

const packageSchema = z.object({
  version: z.optional(z.string()),
  dependencies: z.optional(z.record(z.string(), z.string())),
  scripts: z.optional(z.record(z.string(), z.string())),
});
const readPackage = (folder: string) =>
  packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));

const wanted = process.argv.slice(2);
const names = readdirSync(APPS).filter((name) => wanted.length === 0 || wanted.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'kasir-embed-'));
const rows: Row[] = [];
let demo: DemoProcess | undefined;
let browser: Browser | undefined;
const pages = await servePages();
/** Of apps that have a server of their own; free once nobody listens. */
const spare = await servePages();
spare.close();
try {
  run(ROOT, ['run', 'build']);
  run(ROOT, ['pack', '--workspace', 'widget', '--ignore-scripts', '--pack-destination', folder]);
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error('npm pack made no file');
  renameSync(join(folder, packed), join(folder, TARBALL));
  demo = await startDemo({ KASIR_ALLOWED_ORIGINS: `${pages.origin},${spare.origin}` });
  browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS] });
  for (const name of names) {
    const row = await tryApp(name, demo, browser);
    console.log(`${row.result === 'paid' ? '✓' : '✗'} ${name}`);
    rows.push(row);
  }
} finally {
  await browser?.close();
  await demo?.stop();
  pages.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${table(rows)}`);
process.exitCode = rows.length > 0 && rows.every(({ result }) => result === 'paid') ? 0 : 1;

async function tryApp(name: string, { bffUrl, order }: DemoProcess, chrome: Browser): Promise<Row> {
  const app = join(folder, name);
  cpSync(join(APPS, name), app, { recursive: true });
  let started: ChildProcess | undefined;
  let versions = '';
  const scripts = new Map<string, number>();
  try {
    if (existsSync(join(app, 'package.json'))) {
      run(app, ['install', '--ignore-scripts', '--no-audit', '--no-fund']);
      run(app, ['run', 'build']);
      versions = versionsOf(app);
    }
    started = startServer(app);
    const { origin } = started ? spare : pages;
    if (started) await answers(origin);
    else pages.show(existsSync(join(app, 'dist')) ? join(app, 'dist') : app);
    const customer = await openCustomer(chrome);
    try {
      measure(customer.page, scripts);
      const { clientToken } = await order();
      if (started) await expectTagFromServer(origin, bffUrl, clientToken);
      const press = (button: string, code: string) => pressAtSimulators(chrome, bffUrl, button, code);
      await payOnPage(customer, addressOf(origin, bffUrl, clientToken), press);
    } catch (error) {
      await customer.close().catch((more: unknown) => console.error(more));
      throw error;
    }
    await customer.close();
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    return { app: name, versions, bytes: bytes.toLocaleString('en'), result: 'paid' };
  } catch (error) {
    console.error(error);
    return { app: name, versions, bytes: '', result: 'failed' };
  } finally {
    if (started?.pid !== undefined) process.kill(-started.pid);
  }
}

/** The server that an app has of its own; others are files. */
function startServer(app: string): ChildProcess | undefined {
  if (!existsSync(join(app, 'package.json')) || !readPackage(app).scripts?.['start']) return undefined;
  const { port } = new URL(spare.origin);
  // A group of its own: npm does not pass on that it should end.
  return spawn('npm', ['run', 'start'], { cwd: app, env: { ...process.env, PORT: port }, detached: true });
}

/** Also where a server component imports the component without one of the client in between. */
async function expectTagFromServer(origin: string, bffUrl: string, token: string): Promise<void> {
  for (const more of [{}, { bare: '' }]) {
    const page = await fetch(addressOf(origin, bffUrl, token, more)).then((response) => response.text());
    assert.match(page, /<kasir-checkout bff="/);
  }
}

async function answers(origin: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const isThere = await fetch(origin).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await setTimeout(200);
  }
  throw new Error(`nothing answers at ${origin}`);
}

/** What of the frameworks was tried, as it is installed. */
function versionsOf(app: string): string {
  return Object.keys(readPackage(app).dependencies ?? {})
    .filter((name) => /^(vite|webpack|react|next|vue|svelte|astro|@angular\/core)$/.test(name))
    .map((name) => `${name} ${readPackage(join(app, 'node_modules', name)).version}`)
    .join(', ');
}

function measure(page: Page, scripts: Map<string, number>): void {
  page.on('response', (response) => {
    if (!response.headers()['content-type']?.includes('javascript')) return;
    void response.body().then(
      (body) => scripts.set(response.url(), brotliCompressSync(body).length),
      // The page has gone.
      () => {},
    );
  });
}

function run(cwd: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} in ${cwd}:\n${stdout}${stderr}`);
}

function table(all: readonly Row[]): string {
  const columns = ['app', 'versions', 'bytes', 'result'] as const;
  const lines = all.map((row) => columns.map((column) => row[column]));
  const widths = columns.map((_, index) => Math.max(...[columns, ...lines].map((line) => line[index]?.length ?? 0)));
  return [[...columns], widths.map((width) => '-'.repeat(width)), ...lines]
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
