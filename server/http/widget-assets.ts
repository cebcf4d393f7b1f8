import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { brotliOf } from './brotli-of.ts';
import { findBuilt } from './find-built.ts';

/** A file that merchant pages load, in every encoding that is served. */
export interface WidgetFile {
  /** The path it is served at: `/kasir.js`. */
  readonly path: string;
  readonly contentType: string;
  /** `sha384-…`, for the page's `integrity` attribute. */
  readonly integrity: string;
  readonly etag: string;
  /** Its name contains a digest of its content, so it can be cached forever. */
  readonly immutable: boolean;
  readonly encodings: { readonly identity: Buffer; readonly br: Buffer; readonly gzip: Buffer };
}

export interface WidgetAssets {
  readonly version: string;
  /** Of this build, by path. */
  readonly files: ReadonlyMap<string, WidgetFile>;
}

/** All served files: this build and the kept files of earlier ones. */
export interface ServedWidget extends WidgetAssets {
  readonly earlier: ReadonlyMap<string, WidgetFile>;
  /** Paths of earlier builds that were withdrawn. */
  readonly withdrawn: ReadonlySet<string>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const ENTRY = 'kasir.js';

/** What the entry imports on demand: each with a digest of its content in its name. */
const CHUNKS = 'chunks/';

/** The output of {@link presentAssets}, stored beside the build for when it has become an earlier one. */
export const MANIFEST = 'kasir.json';

export const NO_WIDGET: WidgetAssets = { version: '', files: new Map() };

/** A build without earlier ones. */
export const onlyBuild = (assets: WidgetAssets): ServedWidget => ({
  ...assets,
  earlier: new Map(),
  withdrawn: new Set(),
});

/**
 * Reads the widget's build: the entry `kasir.js` and its chunks, no other files. The entry is also served under a name with
 * its version and digest, for pages that pin it. Without a build there are no files.
 *
 * @param directory `widget/dist`, or the folder in it that holds the script-tag build
 * @param version of the release, for the pinned name
 */
export async function loadWidgetAssets(directory: string, version: string): Promise<WidgetAssets> {
  const names = directory === '' ? [] : await listFiles(directory, true);
  const served = names.filter(
    (name) => TYPES[extname(name)] !== undefined && (name === ENTRY || name.startsWith(CHUNKS)),
  );
  const files = await Promise.all(served.map((name) => loadFile(`/${name}`, join(directory, name), name !== ENTRY)));
  const entry = files.find((file) => file.path === `/${ENTRY}`);
  if (entry === undefined) return NO_WIDGET;
  const pinned: WidgetFile = { ...entry, path: `/kasir-${version}-${shortName(entry.integrity)}.js`, immutable: true };
  return { version, files: new Map([entry, pinned, ...files].map((file) => [file.path, file])) };
}

/**
 * Finds the widget's build: beside the server in the package, or in the workspace.
 *
 * @param from the `import.meta.url` of the calling module
 */
export const findWidgetDirectory = (from: string): Promise<string> => findBuilt(from, 'widget', ENTRY);

async function listFiles(directory: string, recursive: boolean): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true, recursive });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Subdirectories that contain a build, that is a manifest. */
export async function listFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const held = await Promise.all(folders.map((name) => listFiles(join(directory, name), false)));
  return folders.filter((_, index) => held[index]?.includes(MANIFEST)).sort();
}

/**
 * Reads, compresses and hashes a file for serving.
 *
 * @param path that it is served at
 * @throws {Error} with the code `ENOENT`
 */
export async function loadFile(path: string, from: string, immutable: boolean): Promise<WidgetFile> {
  const content = await readFile(from);
  const digest = createHash('sha384').update(content).digest('base64');
  const br = await brotliOf(content, from);
  const gz = await promisify(gzip)(content, { level: 9 });
  return {
    path,
    contentType: TYPES[extname(path)] ?? 'application/octet-stream',
    integrity: `sha384-${digest}`,
    etag: `"${digest.slice(0, 24)}"`,
    immutable,
    encodings: { identity: content, br, gzip: gz },
  };
}

/** The digest as it is used in file names: ten of its letters and digits. The build names chunks in the same way. */
export const shortName = (integrity: string): string =>
  integrity
    .slice('sha384-'.length)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 10);

/**
 * An import map with the integrity of every file, because chunks have no script tag for an `integrity` attribute. `base`:
 * the server's own address.
 */
export const presentImportMap = ({ files }: WidgetAssets, base: string) => ({
  integrity: Object.fromEntries([...files.values()].map(({ path, integrity }) => [base + path, integrity])),
});

/** `/kasir.json`: every file with its hash, for `integrity` attributes and script inventories. */
export function presentAssets({ version, files }: WidgetAssets) {
  const pinned = [...files.values()].find((file) => file.immutable && file.path.startsWith(`/kasir-${version}-`));
  return {
    version,
    entry: `/${ENTRY}`,
    immutableEntry: pinned?.path ?? null,
    files: Object.fromEntries(
      [...files.values()].map((file) => [
        file.path,
        { integrity: file.integrity, bytes: file.encodings.identity.length, brotliBytes: file.encodings.br.length },
      ]),
    ),
  };
}
