/**
 * Builds the `dist` folder of each package, or of the named ones:
 * `tsx .ci/build.ts [widget] [server] [--if-needed] [--fast] [--previous <folder>]`.
 *
 * `--previous` is the folder `dist/widget` of the server package of the previous release: the new server also serves
 * those files, to pages that are open during the upgrade. The first release has none.
 *
 * `--if-needed` skips a package that was built from the same sources, `--fast` writes no type declarations (for
 * `npm start`).
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fingerprint } from './fingerprint.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

type Part = 'widget' | 'server';
const PARTS: readonly Part[] = ['widget', 'server'];
const SOURCES: Record<Part, readonly string[]> = {
  widget: ['widget', 'shared', 'vite.config.ts', 'package-lock.json', '.ci'],
  server: ['server', 'widget', 'shared', 'vite.config.ts', 'package-lock.json', '.ci'],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'if-needed': { type: 'boolean' }, fast: { type: 'boolean' }, previous: { type: 'string' } },
});
const unknown = positionals.find((name) => !PARTS.some((part) => part === name));
if (unknown) throw new Error(`unknown package "${unknown}"; the packages are ${PARTS.join(' and ')}`);

for (const part of PARTS.filter((name) => positionals.length === 0 || positionals.includes(name))) await make(part);

async function make(part: Part, ifNeeded = values['if-needed'] === true): Promise<void> {
  // In node_modules: neither published nor kept by a fresh install.
  const stamp = `node_modules/.cache/kasir/${part}`;
  // npm publishes only files inside the package's folder.
  cpSync('CHANGELOG.md', `${part}/CHANGELOG.md`);
  const sources = fingerprint(SOURCES[part]);
  if (ifNeeded && existsSync(`${part}/dist/index.js`) && existsSync(stamp)) {
    const [builtFrom, extent] = readFileSync(stamp, 'utf8').split(' ');
    if (builtFrom === sources && (values.fast || extent === 'whole')) return;
  }
  const start = performance.now();
  rmSync(stamp, { force: true });
  rmSync(`${part}/dist`, { recursive: true, force: true });
  await (part === 'widget' ? buildWidget() : buildServer());
  if (!values.fast) declareTypes(part);
  mkdirSync('node_modules/.cache/kasir', { recursive: true });
  writeFileSync(stamp, `${sources} ${values.fast ? 'fast' : 'whole'}`);
  console.log(`built ${part}/dist in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Loaded where something is built: `npm run serve` and `npm start` mostly find that nothing has to be. */
async function loadTools() {
  const [vite, serverBuild, assets] = await Promise.all([
    import('vite'),
    import('./server-build.ts'),
    import('../server/http/widget-assets.ts'),
  ]);
  return { ...vite, ...serverBuild, ...assets };
}

async function buildWidget(): Promise<void> {
  const { build, loadWidgetAssets, presentAssets, MANIFEST } = await loadTools();
  const { VERSION } = await import('../server/http/version.ts');
  await build({ logLevel: 'warn' });
  // Read by the next release, for which this build is the previous one.
  const assets = await loadWidgetAssets('widget/dist', VERSION);
  writeFileSync(`widget/dist/${MANIFEST}`, JSON.stringify(presentAssets(assets), null, 2));
}

/** The widget lies beside the server's bundle. */
async function buildServer(): Promise<void> {
  const { build, serverBuild, MANIFEST } = await loadTools();
  await make('widget', true);
  await build(serverBuild('server/dist'));
  chmodSync('server/dist/cli.js', 0o755);
  for (const path of ['kasir.js', 'chunks', MANIFEST]) {
    cpSync(`widget/dist/${path}`, `server/dist/widget/${path}`, { recursive: true });
  }
  if (values.previous !== undefined) addPreviousRelease(values.previous, MANIFEST);
}

/** Only the files of that release itself, not those that it served of the release before it. */
function addPreviousRelease(previous: string, manifest: string): void {
  const parsed: unknown = JSON.parse(readFileSync(`${previous}/${manifest}`, 'utf8'));
  const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined;
  if (typeof version !== 'string') throw new Error(`${previous}/${manifest} names no version`);
  for (const path of ['kasir.js', 'chunks', manifest]) {
    cpSync(`${previous}/${path}`, `server/dist/widget/releases/${version}/${path}`, { recursive: true });
  }
}

function declareTypes(part: Part): void {
  const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
  const { status } = spawnSync(process.execPath, [tsc, '-p', `${part}/tsconfig.build.json`], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`tsc could not write the type declarations of ${part}`);
}
