import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompiledSources } from './compile-sources.ts';

/** As many share a process: loading the sources takes longer than most files' tests. */
const FILES_IN_A_PROCESS = 48;

/** What it changes, all files of its process would see. */
const CHANGES_ITS_PROCESS =
  /process\.(env\b|on\(|once\(|chdir|exitCode)|globalThis\b|mock\.timers|countWork\(|recordSpans\(/;

/** What waits at its top level goes on outside of its suite. */
const WAITS = /^(?:(?:export )?const [^=]*= )?await /m;

export interface Batches {
  /** Files for node:test. */
  readonly files: readonly string[];
  /** The files that run as suites of another one, by their paths from the root. */
  readonly suites: ReadonlySet<string>;
}

/**
 * Puts files together that can share a process, each as a suite with the file's path as its name, one after the other;
 * a file that changes its process has one of its own.
 *
 * @param first loaded before them, outside of any suite: what they share, and what waits at its top level
 * @param atOnce how many processes run at the same time: where files are few, as many share them
 * @param compiled what the processes load instead of the sources
 */
export function batchFiles(
  files: readonly string[],
  first: readonly string[],
  atOnce: number,
  compiled?: CompiledSources,
): Batches {
  const addressOf = (file: string): string => pathToFileURL(resolve(compiled?.pathOf(file) ?? file)).href;
  const isAlone = (code: string): boolean => CHANGES_ITS_PROCESS.test(code) || WAITS.test(code);
  const alone = files.filter((file) => isAlone(readFileSync(file, 'utf8')));
  const shared = files.filter((file) => !alone.includes(file));
  const count = Math.min(shared.length, Math.max(atOnce, Math.ceil(shared.length / FILES_IN_A_PROCESS)));
  const parent = resolve('node_modules/.cache/kasir');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'batches-'));
  // Neighbours take about as long as each other, so every batch has some of each folder.
  const batches = Array.from({ length: count }, (_, index) => {
    const path = join(folder, `batch-${index + 1}.mjs`);
    writeFileSync(
      path,
      batchOf(
        first.map(addressOf),
        shared.filter((_file, at) => at % count === index).map((file) => [file, addressOf(file)]),
      ),
    );
    return path;
  });
  return { files: [...alone, ...batches], suites: new Set(shared) };
}

const batchOf = (first: readonly string[], files: readonly (readonly [name: string, address: string])[]): string =>
  `import { describe } from 'node:test';

for (const address of ${JSON.stringify(first)}) await import(address);
for (const [name, address] of ${JSON.stringify(files)})
  describe(name, async () => {
    await import(address);
  });
`;
