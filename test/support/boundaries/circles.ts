import type { SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

/**
 * Files that import each other, directly or over others, counting types and `import()` as well: to understand one of them
 * is to read them all. Each such group is one violation, with a shortest way around.
 *
 * @param importsOf the files of ours that a file imports
 */
export function checkCircles(
  files: readonly SourceFile[],
  importsOf: (file: SourceFile) => readonly string[],
): Violation[] {
  const graph = new Map(files.map((file) => [file.path, importsOf(file)]));
  const reported = new Set<string>();
  return [...graph.keys()].sort().flatMap((path) => {
    const circle = reported.has(path) ? undefined : wayBack(graph, path);
    if (circle === undefined) return [];
    for (const one of circle) reported.add(one);
    return [{ rule: 'circle', path, line: 1, detail: [...circle, path].join(' → ') }];
  });
}

/** The shortest way from a file to itself; `undefined` where there is none. */
function wayBack(graph: ReadonlyMap<string, readonly string[]>, start: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const pending = [start];
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    for (const next of graph.get(path) ?? []) {
      if (next === start) return trace(cameFrom, start, path);
      if (cameFrom.has(next) || !graph.has(next)) continue;
      cameFrom.set(next, path);
      pending.push(next);
    }
  }
  return undefined;
}

function trace(cameFrom: ReadonlyMap<string, string>, start: string, end: string): readonly string[] {
  const way = [end];
  for (let path = end; path !== start;) {
    path = cameFrom.get(path) ?? start;
    way.unshift(path);
  }
  return way;
}
