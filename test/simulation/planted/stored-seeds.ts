import { fileURLToPath } from 'node:url';

/** The seed that found each planted bug, by its name; written by `npm run simulate:planted -- --store`. */
export const SEEDS_FILE = fileURLToPath(new URL('seeds.json', import.meta.url));

export const storedSeeds = (text: string): Readonly<Record<string, number>> =>
  JSON.parse(text) as Readonly<Record<string, number>>;
