import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';

const SKIPPED = new Set(['node_modules', 'dist']);

/** A digest of these files and folders: it changes when a file in them is changed, added or removed. */
export function fingerprint(places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of places.flatMap(listFiles).sort()) {
    const content = readFileSync(path);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function listFiles(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place)
    .filter((name) => !SKIPPED.has(name))
    .flatMap((name) => listFiles(`${place}/${name}`));
}
