import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const names = z.optional(z.record(z.string(), z.string()));
const packageSchema = z.object({
  version: z.optional(z.string()),
  license: z.optional(z.string()),
  resolved: z.optional(z.string()),
  integrity: z.optional(z.string()),
  hasInstallScript: z.optional(z.boolean()),
  optional: z.optional(z.boolean()),
  dev: z.optional(z.boolean()),
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  peerDependenciesMeta: z.optional(z.record(z.string(), z.object({ optional: z.optional(z.boolean()) }))),
});
const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) });

export type LockedPackage = z.infer<typeof packageSchema> & { readonly path: string };

/** The packages that installing one workspace brings, by package-lock.json, for all platforms together. */
export function readProduction(workspace: 'server' | 'widget'): {
  readonly direct: readonly string[];
  readonly all: readonly LockedPackage[];
} {
  const packages = readLock();
  const direct = Object.keys(packages[workspace]?.dependencies ?? {});

  const found = new Map<string, LockedPackage>();
  const pending = direct.map((name) => ({ name, from: workspace as string, mayMiss: false }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { name, from, mayMiss } = next;
    const path = resolve(packages, from, name);
    const locked = path === undefined ? undefined : packages[path];
    if (path === undefined || locked === undefined) {
      if (mayMiss) continue;
      throw new Error(`package-lock.json has no entry for ${name}, which ${from} depends on`);
    }
    if (found.has(path)) continue;
    found.set(path, { ...locked, path });
    // A peer dependency that is also a direct one is installed by the workspace itself, whichever copy npm chose for
    // our development tools.
    const peers = Object.keys(locked.peerDependencies ?? {}).filter((one) => !direct.includes(one));
    pending.push(
      ...Object.keys(locked.dependencies ?? {}).map((one) => ({ name: one, from: path, mayMiss: false })),
      ...Object.keys(locked.optionalDependencies ?? {}).map((one) => ({ name: one, from: path, mayMiss: true })),
      ...peers.map((one) => ({
        name: one,
        from: path,
        mayMiss: locked.peerDependenciesMeta?.[one]?.optional === true,
      })),
    );
  }
  return { direct, all: [...found.values()] };
}

/** Optional dependencies without an entry of their own in the lock file: `npm ci` refuses such a file. */
export function missingOptional(): readonly {
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
}[] {
  const packages = readLock();
  return Object.entries(packages).flatMap(([path, locked]) =>
    Object.entries(locked.optionalDependencies ?? {})
      .filter(([name]) => resolve(packages, path, name) === undefined)
      .map(([name, version]) => ({ name, version, dev: locked.dev === true })),
  );
}

/** Packages with an install script that npm would run on some platform. */
export const withInstallScript = (): readonly string[] => [
  ...new Set(
    Object.entries(readLock())
      .filter(([, locked]) => locked.hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, '')),
  ),
];

const readLock = (): Readonly<Record<string, z.infer<typeof packageSchema>>> =>
  lockSchema.parse(JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))).packages;

/** As Node resolves: the nearest `node_modules` upwards that has the package. */
function resolve(packages: Readonly<Record<string, unknown>>, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (Object.hasOwn(packages, path)) return path;
    if (folder === '') return undefined;
  }
}
