import { readFileSync, statSync } from 'node:fs';
import type { ConfigFault, Environment } from './fault.ts';
import { withoutBlanks } from './without-blanks.ts';

/** Reads a secret from a file. @throws if it cannot be read */
export type ReadSecretFile = (path: string) => { readonly text: string; readonly worldReadable: boolean };

export const readSecretFile: ReadSecretFile = (path) => ({
  text: readFileSync(path, 'utf8'),
  worldReadable: process.platform !== 'win32' && (statSync(path).mode & 0o004) !== 0,
});

/** Container runtimes mount secrets here, world-readable: the container is the boundary. */
const RUNTIME_MOUNT = /^(?:\/var)?\/run\/secrets\//;

export interface FilledEnvironment {
  readonly environment: Environment;
  readonly faults: readonly ConfigFault[];
  /** Variables whose file cannot be read; their other faults are not reported. */
  readonly unread: ReadonlySet<string>;
}

/** Variables that can be given as a file. A world-readable one with a `secret` is a fault. */
export interface FileVariables {
  readonly secret: readonly string[];
  readonly plain?: readonly string[];
}

/**
 * Sets `NAME` to the content of the file `NAME_FILE`, for each of the given names. A trailing line break is removed. Empty
 * variables count as absent.
 */
export function withFiles(
  environment: Environment,
  { secret, plain = [] }: FileVariables,
  readFile: ReadSecretFile,
): FilledEnvironment {
  const faults: ConfigFault[] = [];
  const unread = new Set<string>();
  const result: Record<string, string | undefined> = withoutBlanks(environment);
  for (const name of [...secret, ...plain]) {
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
      if (file.worldReadable && !plain.includes(name) && !RUNTIME_MOUNT.test(path)) {
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
