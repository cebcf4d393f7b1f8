import type { Environment } from './fault.ts';
import { readEnvironmentFile } from './read-environment-file.ts';
import { readSecretFile, type ReadSecretFile } from './secret-files.ts';

/** The environment of the process, and the file that fills in what it does not set. */
export interface EnvironmentSource {
  /** As it was when the command began. */
  readonly environment: Environment;
  /** @throws {EnvironmentFileFault} */
  useFile(path: string): void;
  /**
   * The environment with the file as it is now.
   *
   * @throws {EnvironmentFileFault}
   */
  readAgain(): Environment;
}

/** What the process sets takes precedence over the file. */
export function environmentSource(
  ofProcess: Environment,
  readFile: ReadSecretFile = readSecretFile,
): EnvironmentSource {
  const environment: Record<string, string | undefined> = { ...ofProcess };
  let file: string | undefined;
  const readAgain = (): Environment =>
    file === undefined ? { ...ofProcess } : { ...readEnvironmentFile(file, readFile), ...ofProcess };
  return {
    environment,
    useFile(path) {
      file = path;
      Object.assign(environment, readAgain());
    },
    readAgain,
  };
}
