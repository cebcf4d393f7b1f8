import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { buildWorker, type BuiltWorker } from '../build-worker.ts';
import type { Edit, PlantedBug } from './planted-bug.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Bundles the simulation with the bug in it; the sources stay as they are.
 *
 * @throws {Error} where the text to be replaced does not occur exactly once
 */
export function buildWithBug(bug: PlantedBug, name: string): Promise<BuiltWorker> {
  assertPlantable(bug);
  return buildWorker(name, [plant(bug)]);
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
