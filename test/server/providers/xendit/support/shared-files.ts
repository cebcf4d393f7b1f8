import { existsSync, readFileSync } from 'node:fs';

/**
 * The provider's own schema is not ours to publish, so it lies beside the repository, and suites that read it are
 * skipped where it is absent.
 */
const folder = new URL('../../../../../../shared/providers/xendit-openapi/', import.meta.url);

export function sharedFile(name: string): { readonly skip: string | false; readonly read: () => unknown } {
  const file = new URL(name, folder);
  const skip = existsSync(file)
    ? false
    : `skipped: the provider's ${name} is not published with this repository and is not at ${file.pathname}`;
  return { skip, read: () => JSON.parse(readFileSync(file, 'utf8')) as unknown };
}
