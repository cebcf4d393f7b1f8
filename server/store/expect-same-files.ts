import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { StorageUnavailable } from '../payments/ports/ports.ts';

/**
 * Returns a function that throws when a path no longer names the file that it named before: that was deleted, moved
 * away or replaced. The system lets a process go on writing to it, but nobody will find what it writes. Costs a few
 * microseconds.
 *
 * @throws {StorageUnavailable} from the function, until the file is back
 */
export function expectSameFiles(paths: readonly string[]): () => void {
  const before = paths.map((path) => identityOf(path));
  return () => {
    for (const [index, path] of paths.entries()) {
      const now = identityOf(path);
      if (now === before[index]) continue;
      const what = now === undefined ? 'was deleted or moved away' : 'was replaced by another file';
      throw new StorageUnavailable(
        `DATABASE_URL: ${resolve(path)} ${what} while this server uses it: put it back, or restart the server to use what is there`,
      );
    }
  };
}

/** Device and number of the file; `undefined` where there is none. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}
