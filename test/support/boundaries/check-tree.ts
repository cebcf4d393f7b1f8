import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { checkImports } from './import-rules.ts';
import { readSource, type SourceFile } from './source-file.ts';
import { checkSource } from './source-rules.ts';
import { MUST_EXIST, TOP_LEVEL, TOP_LEVEL_MADE } from './table.ts';
import type { Violation } from './violation.ts';

const REGISTRY = 'server/providers/registry.ts';
const CODE = /\.[cm]?[jt]s$/;
const SKIPPED = new Set(['node_modules', 'dist']);

/** Checks the whole tree at `root` against every boundary. */
export function checkTree(root: string): { readonly files: number; readonly violations: readonly Violation[] } {
  const paths = ['shared', 'widget', 'server'].flatMap((folder) => listFiles(root, folder));
  const code = paths.filter((path) => CODE.test(path)).map((path) => readSource(root, path));
  const violations = [
    ...checkFolders(code.map((file) => file.path)),
    ...checkTopLevel(root),
    ...checkNames(root, paths, code),
    ...checkImports(code),
    ...code.flatMap(checkSource),
  ];
  return { files: code.length, violations };
}

function listFiles(root: string, folder: string): string[] {
  if (!existsSync(`${root}/${folder}`)) return [];
  return readdirSync(`${root}/${folder}`, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, path) : [path];
    });
}

/** A row for a folder without files checks nothing. */
const checkFolders = (code: readonly string[]): Violation[] =>
  MUST_EXIST.filter((folder) => !code.some((path) => path.startsWith(folder))).map((folder) => ({
    rule: 'empty-folder',
    path: folder,
    line: 1,
    detail: 'holds no source file',
  }));

function checkTopLevel(root: string): Violation[] {
  const fixed = new Set([...TOP_LEVEL, ...TOP_LEVEL_MADE]);
  return readdirSync(root)
    .filter((name) => !name.startsWith('.') && !name.endsWith('.log') && !fixed.has(name))
    .map((name) => ({ rule: 'top-level', path: name, line: 1, detail: 'the top level is fixed' }));
}

/**
 * A provider is known by name in its own folder, in tests and in documentation; to all other code it is data. The names
 * are the folders that the registry imports.
 */
function checkNames(root: string, paths: readonly string[], code: readonly SourceFile[]): Violation[] {
  const registered = providerNames(code.find(({ path }) => path === REGISTRY));
  if (registered.length === 0)
    return [
      { rule: 'provider-name', path: REGISTRY, line: 1, detail: 'imports no provider, so no name can be checked' },
    ];
  const names = new RegExp(registered.join('|'), 'i');
  const outside = [...paths, ...['vite.config.ts', 'package.json'].filter((path) => existsSync(`${root}/${path}`))];
  return outside
    .filter((path) => !path.startsWith('server/providers/') && !path.endsWith('.md'))
    .flatMap((path) => {
      const inPath = names.test(path) ? [{ rule: 'provider-name', path, line: 1, detail: 'in the path' }] : [];
      const lines = readFileSync(`${root}/${path}`, 'utf8').split('\n');
      const inText = lines.flatMap((text, index) => {
        const match = names.exec(text);
        return match ? [{ rule: 'provider-name', path, line: index + 1, detail: match[0] }] : [];
      });
      return [...inPath, ...inText];
    });
}

/** `./xendit/index.ts` → `xendit` */
const providerNames = (registry: SourceFile | undefined): string[] =>
  (registry?.imports ?? []).flatMap(
    ({ specifier }) => /^\.\/([a-z][a-z0-9]*)\/index\.ts$/.exec(specifier ?? '')?.[1] ?? [],
  );
