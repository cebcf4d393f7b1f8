import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Finds a folder that a build has made: beside the server in the package, or in the workspace.
 *
 * @param from the `import.meta.url` of the calling module
 * @param name of the folder
 * @param entry a file that it has
 * @returns '' where there is none
 */
export async function findBuilt(from: string, name: string, entry: string): Promise<string> {
  const start = fileURLToPath(from);
  const folders = [1, 2, 3, 4].map((levels) => resolve(start, ...Array<string>(levels).fill('..')));
  const candidates = folders.flatMap((folder) => [
    join(folder, name),
    join(folder, name, 'dist'),
    join(folder, 'dist', name),
  ]);
  for (const candidate of candidates) if (await exists(join(candidate, entry))) return candidate;
  return '';
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
