/**
 * `npm run dev`: demo mode that shows each change of a source file, of the widget or the server, within two seconds.
 * They and the page of the back office are bundled again when one of their files changes, into a folder of their own, and the demo starts again.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { backOfficeBuild } from './back-office-build.ts';
import { serverBuild } from './server-build.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const OUT = 'node_modules/.cache/kasir/dev';
/** The widget and the server share files, and one change of those ends two builds. */
const GATHER_MS = 50;

let server: ChildProcess | undefined;
let timer: NodeJS.Timeout | undefined;

rmSync(OUT, { recursive: true, force: true });
await watch({ logLevel: 'warn', build: { outDir: `${OUT}/widget`, watch: {} } });
const backOffice = backOfficeBuild(`${OUT}/back-office`);
await watch({ ...backOffice, build: { ...backOffice.build, watch: {} } });
const bundle = serverBuild(OUT);
await watch({ ...bundle, build: { ...bundle.build, emptyOutDir: false, watch: {} } });

process.on('SIGINT', stop).on('SIGTERM', stop);

/** Resolves after the first build; each one, also a later one, starts the demo again. */
async function watch(config: InlineConfig): Promise<void> {
  const watcher = await build(config);
  if (!('on' in watcher)) throw new Error('vite did not watch');
  await new Promise<void>((resolve) => {
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') console.error(event.error.message);
      if (event.code !== 'END') return;
      resolve();
      clearTimeout(timer);
      timer = setTimeout(restart, GATHER_MS);
    });
  });
}

function restart(): void {
  // What is built before the server has nothing to start yet.
  if (!existsSync(`${OUT}/cli.js`)) return;
  // Without waiting for open event streams: the demo loses nothing when it is killed.
  server?.removeAllListeners('exit').kill('SIGKILL');
  server = spawn(process.execPath, ['--enable-source-maps', `${OUT}/cli.js`, 'demo'], { stdio: 'inherit' });
  server.on('exit', (code) =>
    console.error(`The demo ended (exit code ${code ?? 'none'}); it starts again with the next change.`),
  );
}

function stop(): void {
  server?.removeAllListeners('exit').kill('SIGTERM');
  process.exit(0);
}
