import { existsSync, readdirSync } from 'node:fs';

export interface Suite {
  readonly name: string;
  readonly files: readonly string[];
}

/**
 * The files of node:test, grouped by their folder in `test/`. A required folder is listed even when it has no tests, so
 * that the run fails.
 */
export function findSuites(required: readonly string[]): readonly Suite[] {
  const files = listFiles('test').filter((path) => path.endsWith('.test.ts') && !path.includes('.browser.'));
  const nameOf = (path: string): string => path.split('/').slice(1, -1)[0] ?? 'repository';
  const names = [...new Set([...required, ...files.map(nameOf)])];
  return names.map((name) => ({ name, files: files.filter((path) => nameOf(path) === name) }));
}

export const findEndToEnd = (): readonly string[] => listFiles('test/e2e').filter((path) => path.endsWith('.e2e.ts'));

/** All files below a folder, sorted; none where the folder is missing. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => (entry.isDirectory() ? listFiles(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .sort();
}
