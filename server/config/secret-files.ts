import { readFileSync, statSync } from 'node:fs';
import type { ConfigFault, Environment } from './fault.ts';

/** What a secret's file holds, and whether every user of the machine may read it. Throws when it cannot be read. */
export type ReadSecretFile = (path: string) => { readonly text: string; readonly worldReadable: boolean };

export const readSecretFile: ReadSecretFile = (path) => ({
  text: readFileSync(path, 'utf8'),
  worldReadable: process.platform !== 'win32' && (statSync(path).mode & 0o004) !== 0,
});

/** Where container runtimes mount secrets, readable to all: the container is the boundary there. */
const RUNTIME_MOUNT = /^(?:\/var)?\/run\/secrets\//;

export interface SecretFiles {
  readonly environment: Environment;
  readonly faults: readonly ConfigFault[];
  /** Those whose file cannot be read: nothing more can be said of them. */
  readonly unread: ReadonlySet<string>;
}

/**
 * Puts the text of `NAME_FILE` in the place of `NAME` for each of the given names. A trailing line break is not part of
 * the secret. Empty variables count as absent.
 */
export function withSecretFiles(
  environment: Environment,
  names: readonly string[],
  readFile: ReadSecretFile,
): SecretFiles {
  const faults: ConfigFault[] = [];
  const unread = new Set<string>();
  const result: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  for (const name of names) {
    const fileVariable = `${name}_FILE`;
    const path = result[fileVariable];
    if (path === undefined) continue;
    delete result[fileVariable];
    if (result[name] !== undefined) {
      faults.push({ variable: fileVariable, message: `must not be set together with ${name}` });
      continue;
    }
    try {
      const file = readFile(path);
      if (file.worldReadable && !RUNTIME_MOUNT.test(path)) {
        faults.push({
          variable: fileVariable,
          message: 'names a world-readable file; restrict it with chmod 400',
        });
      }
      result[name] = file.text.replace(/\r?\n$/, '');
    } catch {
      faults.push({ variable: fileVariable, message: 'names a file that cannot be read' });
      unread.add(name);
    }
  }
  return { environment: result, faults, unread };
}
