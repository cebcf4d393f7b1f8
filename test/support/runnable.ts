import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Names the folder of the compiled sources, for the processes of tests. */
export const COMPILED_VARIABLE = 'TEST_COMPILED_SOURCES';

/** The arguments with which Node runs a source file: compiled where all sources are, else with a loader. */
export function runnable(source: string): readonly string[] {
  const folder = process.env[COMPILED_VARIABLE];
  if (folder === undefined) return ['--import', 'tsx', source];
  return ['--enable-source-maps', join(folder, relative(ROOT, source).replace(/\.ts$/, '.js'))];
}
