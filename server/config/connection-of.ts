import type { Config } from './config.ts';

/** @throws {Error} where a reloaded configuration does not have the provider any more */
export function connectionOf(configured: Config['providers'], id: string): Config['providers'][number]['connect'] {
  const found = configured.find(({ provider }) => provider.id === id);
  if (found === undefined) throw new Error(`the provider ${id} is no longer configured`);
  return found.connect;
}
