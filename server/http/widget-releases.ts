import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { listFolders, loadFile, MANIFEST, shortName, type WidgetFile } from './widget-assets.ts';

/** Files of earlier builds of the widget, by path: pages opened before an upgrade still request them. */
export interface WidgetReleases {
  readonly files: ReadonlyMap<string, WidgetFile>;
  /** Paths that the operator has withdrawn. */
  readonly withdrawn: ReadonlySet<string>;
  /** Files that are listed but not served, with the reason. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

export const NO_RELEASES: WidgetReleases = { files: new Map(), withdrawn: new Set(), refused: [] };

/** The part of `kasir.json` that is used; `withdrawn` can be set for the release or for single files. */
const manifestSchema = z.object({
  immutableEntry: z.nullable(z.string()),
  withdrawn: z.optional(z.boolean()),
  files: z.record(z.string(), z.object({ integrity: z.string(), withdrawn: z.optional(z.boolean()) })),
});

const NAMED_BY_CONTENT = /^\/(?:chunks\/)?[\w.-]+-([A-Za-z0-9]{10})\.js$/;

/**
 * Reads the subdirectories with earlier builds in `directory`, each with its `kasir.json`. A file is served only if its
 * name contains the digest of its content and the manifest of its release lists it with that hash.
 *
 * @param presence `optional`: a missing directory is empty
 * @throws if the directory cannot be read, or a manifest is invalid
 */
export async function loadWidgetReleases(
  directory: string,
  presence: 'needed' | 'optional' = 'needed',
): Promise<WidgetReleases> {
  if (presence === 'optional' && !existsSync(directory)) return NO_RELEASES;

  const files = new Map<string, WidgetFile>();
  const withdrawn = new Set<string>();
  const refused: { path: string; reason: string }[] = [];
  for (const folder of await listFolders(directory)) {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(directory, folder, MANIFEST), 'utf8')));
    for (const [path, listed] of Object.entries(manifest.files)) {
      const named = NAMED_BY_CONTENT.exec(path)?.[1];
      // The entry without a digest in its name is always the current build's.
      if (named === undefined) continue;
      if (manifest.withdrawn === true || listed.withdrawn === true) {
        withdrawn.add(path);
        continue;
      }
      const name = path === manifest.immutableEntry ? 'kasir.js' : path.slice(1);
      const file = await readOne(join(directory, folder, name), path);
      if (file === undefined)
        refused.push({ path, reason: `listed in the manifest of ${basename(folder)} but missing` });
      else if (file.integrity !== listed.integrity || shortName(file.integrity) !== named)
        refused.push({ path, reason: 'its digest does not match its name or the manifest' });
      else files.set(path, file);
    }
  }
  return { files, withdrawn, refused };
}

async function readOne(from: string, path: string): Promise<WidgetFile | undefined> {
  try {
    return await loadFile(path, from, true);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
