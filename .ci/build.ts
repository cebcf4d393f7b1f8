/**
 * Builds the `dist` folder of each package, or of the named ones, the documentation or the back office's page:
 * `tsx .ci/build.ts [widget] [docs] [back-office] [server] [--if-needed] [--fast] [--previous <folder>]`.
 *
 * `--previous` is the folder `dist/widget` of the server package of the previous release: the new server also serves
 * those files, to pages that are open during the upgrade. The first release has none.
 *
 * `--if-needed` skips a package that was built from the same sources, `--fast` writes no type declarations (for
 * `npm start`).
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fingerprint } from './fingerprint.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

type Part = 'widget' | 'docs' | 'back-office' | 'server';
const PARTS: readonly Part[] = ['widget', 'docs', 'back-office', 'server'];
/** The build of the server contains the documentation and the back office's page. */
const PACKAGES = ['widget', 'server'] as const;
const FOLDERS: Record<Part, string> = {
  widget: 'widget/dist',
  docs: 'server/dist/docs',
  'back-office': 'server/dist/back-office',
  server: 'server/dist',
};
const ENTRIES: Record<Part, string> = {
  widget: 'index.js',
  docs: 'index.html',
  'back-office': 'back-office.js',
  server: 'index.js',
};
const BUILDERS: Record<Part, () => Promise<void>> = {
  widget: buildWidget,
  docs: async () => (await import('./docs/build-site.ts')).buildSite(FOLDERS.docs),
  'back-office': buildBackOffice,
  server: buildServer,
};
const SOURCES: Record<Part, readonly string[]> = {
  widget: ['widget', 'shared', 'vite.config.ts', 'package-lock.json', '.ci'],
  docs: ['server', 'widget', 'shared', 'README.md', 'CHANGELOG.md', '.github', 'package-lock.json', '.ci'],
  'back-office': ['server/admin', 'shared', 'package-lock.json', '.ci'],
  server: [
    ...['server', 'widget', 'shared', 'vite.config.ts', 'package-lock.json', '.ci'],
    ...['README.md', 'CHANGELOG.md', '.github'],
  ],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'if-needed': { type: 'boolean' }, fast: { type: 'boolean' }, previous: { type: 'string' } },
});
const unknown = positionals.find((name) => !PARTS.some((part) => part === name));
if (unknown) throw new Error(`cannot build "${unknown}"; what can be built is ${PARTS.join(', ')}`);

const chosen = positionals.length === 0 ? PACKAGES : PARTS.filter((name) => positionals.includes(name));
for (const part of chosen) await make(part);

async function make(part: Part, ifNeeded = values['if-needed'] === true): Promise<void> {
  // In node_modules: neither published nor kept by a fresh install.
  const stamp = `node_modules/.cache/kasir/${part}`;
  const folder = FOLDERS[part];
  // npm publishes only files inside the package's folder.
  for (const name of PACKAGES) if (name === part) cpSync('CHANGELOG.md', `${name}/CHANGELOG.md`);
  const sources = fingerprint(SOURCES[part]);
  if (ifNeeded && existsSync(`${folder}/${ENTRIES[part]}`) && existsSync(stamp)) {
    const [builtFrom, extent] = readFileSync(stamp, 'utf8').split(' ');
    if (builtFrom === sources && (values.fast || extent === 'whole')) return;
  }
  const start = performance.now();
  rmSync(stamp, { force: true });
  rmSync(folder, { recursive: true, force: true });
  await BUILDERS[part]();
  mkdirSync('node_modules/.cache/kasir', { recursive: true });
  writeFileSync(stamp, `${sources} ${values.fast ? 'fast' : 'whole'}`);
  console.log(`built ${folder} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Loaded where something is built: `npm run serve` and `npm start` mostly find that nothing has to be. */
async function loadTools() {
  const [vite, serverBuild, clientBuild, backOfficeBuild, assets, brotli, scripts] = await Promise.all([
    import('vite'),
    import('./server-build.ts'),
    import('./client-build.ts'),
    import('./back-office-build.ts'),
    import('../server/http/widget-assets.ts'),
    import('../server/http/brotli-of.ts'),
    import('../server/http/page-scripts.ts'),
  ]);
  return { ...vite, ...serverBuild, ...clientBuild, ...backOfficeBuild, ...assets, ...brotli, ...scripts };
}

async function buildWidget(): Promise<void> {
  const { build, loadWidgetAssets, presentAssets, MANIFEST, presentPageScripts, PAGE_SCRIPTS } = await loadTools();
  const { VERSION } = await import('../server/http/version.ts');
  await build({ logLevel: 'warn' });
  // Read by the next release, for which this build is the previous one.
  const assets = await loadWidgetAssets('widget/dist', VERSION);
  writeFileSync(`widget/dist/${MANIFEST}`, JSON.stringify(presentAssets(assets), null, 2));
  writeFileSync(`widget/dist/${PAGE_SCRIPTS}`, JSON.stringify(presentPageScripts(assets), null, 2));
  if (values.fast) return;
  declareTypes('widget');
  (await import('./manifest/write-manifest.ts')).writeManifest('widget/dist', VERSION);
}

async function buildBackOffice(): Promise<void> {
  const { build, backOfficeBuild } = await loadTools();
  await build(backOfficeBuild(FOLDERS['back-office']));
}

/** The widget lies beside the server's bundle. */
async function buildServer(): Promise<void> {
  const { build, serverBuild, clientBuild, MANIFEST, PAGE_SCRIPTS } = await loadTools();
  await make('widget', true);
  await build(serverBuild('server/dist'));
  await build(clientBuild('server/dist'));
  chmodSync('server/dist/cli.js', 0o755);
  for (const path of ['kasir.js', 'chunks', MANIFEST, PAGE_SCRIPTS]) {
    cpSync(`widget/dist/${path}`, `server/dist/widget/${path}`, { recursive: true });
  }
  if (values.previous !== undefined) addPreviousRelease(values.previous, MANIFEST);
  await make('docs', false);
  await make('back-office', false);
  for (const folder of ['server/dist/widget', FOLDERS['back-office']]) await compressScripts(folder);
  declareTypes('server');
}

/** Beside each, so that a start does not have to: see `brotli-of.ts`. */
async function compressScripts(folder: string): Promise<void> {
  const { brotliOf, BROTLI } = await loadTools();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = `${folder}/${name}`;
    if (name.endsWith('.js')) writeFileSync(path + BROTLI, await brotliOf(readFileSync(path)));
  }
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

function declareTypes(part: (typeof PACKAGES)[number]): void {
  if (values.fast) return;
  const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
  const { status } = spawnSync(process.execPath, [tsc, '-p', `${part}/tsconfig.build.json`], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`tsc could not write the type declarations of ${part}`);
}
