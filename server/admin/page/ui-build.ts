import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadFile, type WidgetFile } from '../../http/widget-assets.ts';

/** The script of the back office's page, as `.ci/build.ts` names it. */
export const SCRIPT = 'back-office.js';

/**
 * Reads the page's script: beside the server in the package, or as the workspace has built it. `undefined`: it is not
 * built.
 *
 * @param from the `import.meta.url` of the calling module
 */
export async function loadUi(from: string): Promise<WidgetFile | undefined> {
  const start = fileURLToPath(from);
  const folders = [1, 2, 3, 4].map((levels) => resolve(start, ...Array<string>(levels).fill('..')));
  for (const path of folders.flatMap((folder) => [join(folder, 'back-office'), join(folder, 'dist', 'back-office')])) {
    const file = await loadFile(`/${SCRIPT}`, join(path, SCRIPT), false).catch(() => undefined);
    if (file !== undefined) return file;
  }
  return undefined;
}
