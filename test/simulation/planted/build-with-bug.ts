import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { Edit, PlantedBug } from './planted-bug.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface BuiltWorker {
  /** Where schedules run. */
  readonly worker: string;
  /** Loaded before it: virtual time and seeded randomness. */
  readonly preload: string;
}

/**
 * Bundles the simulation with the bug in it; the sources stay as they are.
 *
 * @throws {Error} where the text to be replaced does not occur exactly once
 */
export async function buildWithBug(bug: PlantedBug, name: string): Promise<BuiltWorker> {
  assertPlantable(bug);
  // Below node_modules, so that the bundle finds the same packages.
  const outDir = join(ROOT, 'node_modules/.cache/kasir', `planted-${process.pid}-${name}`);
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [plant(bug)],
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          worker: fileURLToPath(new URL('../worker.ts', import.meta.url)),
          preload: fileURLToPath(new URL('../runtime/installed.ts', import.meta.url)),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return { worker: join(outDir, 'worker.mjs'), preload: join(outDir, 'preload.mjs') };
}

const editsOf = ({ also = [], ...first }: PlantedBug): readonly Edit[] => [first, ...also];

/** @throws {Error} where a text to be replaced does not occur exactly once */
function assertPlantable(bug: PlantedBug): void {
  for (const { file, find } of editsOf(bug)) {
    const times = readFileSync(join(ROOT, file), 'utf8').split(find).length - 1;
    if (times !== 1) throw new Error(`planted bug "${bug.name}": its text occurs ${times} times in ${file}`);
  }
}

const plant = (bug: PlantedBug): Plugin => ({
  name: 'plant a bug',
  enforce: 'pre',
  transform: (code, id) =>
    editsOf(bug)
      .filter(({ file }) => id === join(ROOT, file))
      .reduce((text, { find, replace }) => text.replace(find, () => replace), code),
});
