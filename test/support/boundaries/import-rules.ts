import { posix } from 'node:path';
import { checkCircles } from './circles.ts';
import type { Import, SourceFile } from './source-file.ts';
import { ARCHITECTURE, isDemo, isSimulator, LISTS_PROVIDERS, PRODUCTION_ENTRIES, TABLE, type Row } from './table.ts';
import type { Violation } from './violation.ts';

/** Checks every import of every file against the table, then what only the whole graph shows. */
export function checkImports(files: readonly SourceFile[]): Violation[] {
  const known = new Map(files.map((file) => [file.path, file]));
  const found = files.flatMap((file) => {
    const row = TABLE.find((one) => lies(file.path, one.folder));
    if (!row)
      return [{ rule: 'no-row', path: file.path, line: 1, detail: `has no row in the table of ${ARCHITECTURE}` }];
    return file.imports.flatMap((one) => {
      const rule = faultOf(file, one, row, known);
      const imported = one.specifier ?? 'something that is not a plain string';
      return rule
        ? [{ rule, path: file.path, line: one.line, detail: `imports ${imported}; ${describeRow(row)}` }]
        : [];
    });
  });
  return [...found, ...checkProduction(known), ...checkCircles(files, oursOf)];
}

/** The row that was broken, so that nobody has to look for it. */
function describeRow({ folder, may, butNot = [] }: Row): string {
  const never = butNot.length > 0 ? `, never ${butNot.join(', ')}` : '';
  return `${ARCHITECTURE}: ${folder} may import ${may.join(', ')}${never}`;
}

function faultOf(file: SourceFile, one: Import, row: Row, known: ReadonlyMap<string, SourceFile>): string | undefined {
  if (one.specifier === undefined) return 'import-unknown';
  const target = resolve(file.path, one.specifier);
  if (target === undefined) {
    const { specifier, typeOnly } = one;
    const may = typeOnly ? row.may.map((allowed) => allowed.replace(/^type /, '')) : row.may;
    return may.some((allowed) => allowed === '*' || isPackage(specifier, allowed)) ? undefined : 'import-package';
  }
  if (!known.has(target) && /\.[cm]?[jt]s$/.test(target)) return 'import-missing';
  if (row.butNot?.some((folder) => lies(target, folder))) return 'import-folder';
  if (isSimulator(target) && !isSimulator(file.path) && !isDemo(file.path)) return 'import-simulator';
  if (isDemo(target) && !isDemo(file.path) && !isCommand(file.path)) return 'import-demo';
  const allowed = row.may.some((entry) => {
    if (entry === 'seam/') return isSeam(target);
    if (entry === 'simulators/') return isSimulator(target);
    if (entry === 'own/') return lies(target, ownFolder(file.path, row.folder));
    if (entry.startsWith('type ')) return one.typeOnly && lies(target, entry.slice('type '.length));
    return lies(target, entry);
  });
  return allowed ? undefined : 'import-folder';
}

/** No entry of production may reach a simulator, through any number of files, also by an `import()`. */
function checkProduction(known: ReadonlyMap<string, SourceFile>): Violation[] {
  return PRODUCTION_ENTRIES.flatMap((entry) => {
    const seen = new Set<string>();
    const pending = [entry as string];
    while (pending.length > 0) {
      const path = pending.pop() ?? '';
      const file = known.get(path);
      if (!file || seen.has(path)) continue;
      seen.add(path);
      pending.push(
        ...file.imports.flatMap((one) =>
          one.specifier === undefined || one.typeOnly ? [] : (resolve(path, one.specifier) ?? []),
        ),
      );
    }
    const reached = [...seen].find((path) => isSimulator(path) || isDemo(path));
    return reached ? [{ rule: 'production-simulator', path: entry, line: 1, detail: `reaches ${reached}` }] : [];
  });
}

const oursOf = ({ path, imports }: SourceFile): readonly string[] =>
  imports.flatMap(({ specifier }) => (specifier === undefined ? [] : (resolve(path, specifier) ?? [])));

/** `undefined` for a package. */
const resolve = (from: string, specifier: string): string | undefined =>
  specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier.replace(/[?#].*$/, '')) : undefined;

const lies = (path: string, place: string): boolean => (place.endsWith('/') ? path.startsWith(place) : path === place);

const isPackage = (specifier: string, allowed: string): boolean =>
  specifier === allowed || specifier.startsWith(allowed.endsWith(':') ? allowed : `${allowed}/`);

const ownFolder = (path: string, folder: string): string => {
  const [first, ...rest] = path.slice(folder.length).split('/');
  return rest.length === 0 ? path : `${folder}${first}/`;
};

const isSeam = (path: string): boolean =>
  /^server\/providers\/(?:simulation\/)?[^/]+$/.test(path) && !LISTS_PROVIDERS.some((list) => list === path);

const isCommand = (path: string): boolean => path.startsWith('server/cli/');
