import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { install, type Installed } from './installed.ts';
import { leastSettings } from './least-settings.ts';

/** The files of packages that a start loads. Each costs a look at several folders, a read and a link. */
const MOST_FILES = 140;

/** In the thread of the loader: reports each file that is imported; those that are required are in `require.cache`. */
const HOOKS = `
  let port;
  export const initialize = (given) => void (port = given);
  export function load(url, context, next) {
    port.postMessage(url);
    return next(url, context);
  }`;

const start = (folder: string): string => `
  import { createRequire, register } from 'node:module';
  import { MessageChannel } from 'node:worker_threads';
  import { pathToFileURL } from 'node:url';
  const { port1, port2 } = new MessageChannel();
  const files = new Set();
  port1.on('message', (url) => files.add(url));
  register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(HOOKS)}), { data: port2, transferList: [port2] });
  const { createKasir, readConfig } = await import('@kasir/server');
  const result = readConfig(${JSON.stringify({ ...leastSettings(folder), LOG_LEVEL: 'silent' })});
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  const kasir = await createKasir(result.config);
  await kasir.start();
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (const path of Object.keys(createRequire(import.meta.url).cache)) files.add(String(pathToFileURL(path)));
  await kasir.stop();
  port1.close();
  console.log(JSON.stringify([...files].filter((url) => url.startsWith('file:'))));`;

let project: Installed;
let files: readonly string[];

before(() => {
  project = install();
  const { status, stdout, stderr } = project.run(start(project.folder));
  assert.equal(status, 0, stderr);
  files = JSON.parse(stdout) as string[];
});
after(() => project.remove());

const packageOf = (url: string): string =>
  /.*\/node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/.exec(url)?.groups?.['name'] ?? '';

test('a start loads nothing that only a call of a provider or the storefront needs', () => {
  assert.deepEqual(
    files.filter((url) => packageOf(url) === 'undici'),
    [],
  );
});

test('a start loads packages of hundreds of modules from one file', () => {
  assert.deepEqual(
    files.filter((url) => ['kysely', 'zod'].includes(packageOf(url))),
    [],
  );
});

test(`a start loads at most ${MOST_FILES} files`, (t) => {
  const counts = new Map<string, number>();
  for (const url of files) counts.set(packageOf(url), (counts.get(packageOf(url)) ?? 0) + 1);
  const most = [...counts].sort(([, one], [, other]) => other - one);
  t.diagnostic(`${files.length}: ${most.map(([name, count]) => `${name} ${count}`).join(', ')}`);
  assert.ok(files.length > 10);
  assert.ok(files.length <= MOST_FILES, `${files.length}`);
});
