import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFiles } from './find-tests.ts';
import { commandOf, runNode } from './run-command.ts';

export interface CompiledSources {
  readonly folder: string;
  /** The compiled file, of a source by its path from the root. */
  pathOf(source: string): string;
}

/** Below node_modules, so that compiled files find the same packages; `../*.js` has the paths of the sources. */
const PARENT = 'node_modules/.cache/kasir';
const COMPILED = /^.*node_modules\/\.cache\/kasir\/compiled-\w+\/(.*)\.js$/;
const TIMEOUT_MS = 5 * 60_000;

/**
 * Compiles all sources to JavaScript, file by file, without a check of types: a process that runs them needs no loader,
 * which takes longer to load the server than most files' tests. Run with `--enable-source-maps`, failures name the sources.
 *
 * @throws Error with the compiler's output
 */
export async function compileSources(): Promise<CompiledSources> {
  mkdirSync(PARENT, { recursive: true });
  const folder = mkdtempSync(join(PARENT, 'compiled-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const options = ['--noEmit', 'false', '--noCheck', '--inlineSourceMap', '--rootDir', '.', '--outDir', folder];
  const { ok, output } = await runNode([commandOf('typescript', 'tsc'), '-p', '.', ...options], TIMEOUT_MS);
  if (!ok) throw new Error(output);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const path of listFiles(folder)) {
    const code = readFileSync(path, 'utf8');
    if (code.includes('import.meta.')) writeFileSync(path, asIfAt(resolve(sourceOf(path)), code));
  }
  return { folder: resolve(folder), pathOf: (source) => join(folder, source.replace(/\.ts$/, '.js')) };
}

/** The source of a compiled file by its path from the root; any other path as it is. */
export const sourceOf = (path: string): string => path.replaceAll('\\', '/').replace(COMPILED, '$1.ts');

/** The module finds what lies beside its source. In the first line, so that all lines stay where the source map has them. */
function asIfAt(source: string, code: string): string {
  const own = { url: pathToFileURL(source).href, filename: source, dirname: dirname(source) };
  return `Object.assign(import.meta, ${JSON.stringify(own)});${code}`;
}
