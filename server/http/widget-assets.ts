import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** One file that merchant pages load, in every encoding it is sent in. */
export interface WidgetFile {
  /** Where it is served: `/kasir.js`. */
  readonly path: string;
  readonly contentType: string;
  /** `sha384-…`, for the page's `integrity` attribute. */
  readonly integrity: string;
  readonly etag: string;
  /** Its name changes with its content, so a copy may be kept for ever. */
  readonly immutable: boolean;
  readonly encodings: { readonly identity: Buffer; readonly br: Buffer; readonly gzip: Buffer };
}

export interface WidgetAssets {
  readonly version: string;
  /** Of this build, by path. */
  readonly files: ReadonlyMap<string, WidgetFile>;
}

/** What is served: this build, and what is kept of the ones before it. */
export interface ServedWidget extends WidgetAssets {
  readonly earlier: ReadonlyMap<string, WidgetFile>;
  /** Paths of earlier builds that were taken back. */
  readonly withdrawn: ReadonlySet<string>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const ENTRY = 'kasir.js';

/** What the entry loads later: each with a digest of its content in its name. */
const CHUNKS = 'chunks/';

/** What {@link presentAssets} makes, kept beside the build for the time when it is an earlier one. */
export const MANIFEST = 'kasir.json';

export const NO_WIDGET: WidgetAssets = { version: '', files: new Map() };

/** A build alone, with nothing before it. */
export const onlyBuild = (assets: WidgetAssets): ServedWidget => ({
  ...assets,
  earlier: new Map(),
  withdrawn: new Set(),
});

/**
 * Reads what the widget's build has left: the entry `kasir.js` and its chunks, nothing else that may lie there. The entry
 * has a twin under a name of its version and digest, for pages that pin it. No build, no files.
 *
 * @param directory `widget/dist`, or the folder in it that holds the script-tag build
 * @param version the release, for the twin's name
 */
export async function loadWidgetAssets(directory: string, version: string): Promise<WidgetAssets> {
  const names = directory === '' ? [] : await listFiles(directory, true);
  const served = names.filter(
    (name) => TYPES[extname(name)] !== undefined && (name === ENTRY || name.startsWith(CHUNKS)),
  );
  const files = await Promise.all(
    served.map(async (name) => loadFile(`/${name}`, await readFile(join(directory, name)), name !== ENTRY)),
  );
  const entry = files.find((file) => file.path === `/${ENTRY}`);
  if (entry === undefined) return NO_WIDGET;
  const twin: WidgetFile = { ...entry, path: `/kasir-${version}-${shortName(entry.integrity)}.js`, immutable: true };
  return { version, files: new Map([entry, twin, ...files].map((file) => [file.path, file])) };
}

/**
 * Where the widget's build lies as seen from a module of ours: beside it in the package, or in the workspace.
 *
 * @param from the `import.meta.url` of the module that asks
 */
export async function findWidgetDirectory(from: string): Promise<string> {
  const start = fileURLToPath(from);
  const folders = [1, 2, 3, 4].map((levels) => resolve(start, ...Array<string>(levels).fill('..')));
  const candidates = folders.flatMap((folder) => [join(folder, 'widget'), join(folder, 'widget', 'dist')]);
  for (const candidate of candidates) {
    if ((await listFiles(candidate, false)).includes(ENTRY)) return candidate;
  }
  return '';
}

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

/** Folders in `directory` that hold a build: those with a manifest. */
export async function listFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const held = await Promise.all(folders.map((name) => listFiles(join(directory, name), false)));
  return folders.filter((_, index) => held[index]?.includes(MANIFEST)).sort();
}

/** Reads nothing but `content`: the hash is of what is sent. */
export async function loadFile(path: string, content: Buffer, immutable: boolean): Promise<WidgetFile> {
  const digest = createHash('sha384').update(content).digest('base64');
  const br = await promisify(brotliCompress)(content, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
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

/** The digest as file names carry it: ten letters and digits of it. The build names chunks the same. */
export const shortName = (integrity: string): string =>
  integrity
    .slice('sha384-'.length)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 10);

/**
 * An import map that pins every file: what the entry imports later has no tag of its own that an `integrity` could stand
 * in. `base`: the server's own address.
 */
export const presentImportMap = ({ files }: WidgetAssets, base: string) => ({
  integrity: Object.fromEntries([...files.values()].map(({ path, integrity }) => [base + path, integrity])),
});

/** `/kasir.json`: every file with its hash, for the page's `integrity` and for an inventory of its scripts. */
export function presentAssets({ version, files }: WidgetAssets) {
  const twin = [...files.values()].find((file) => file.immutable && file.path.startsWith(`/kasir-${version}-`));
  return {
    version,
    entry: `/${ENTRY}`,
    immutableEntry: twin?.path ?? null,
    files: Object.fromEntries(
      [...files.values()].map((file) => [
        file.path,
        { integrity: file.integrity, bytes: file.encodings.identity.length, brotliBytes: file.encodings.br.length },
      ]),
    ),
  };
}
