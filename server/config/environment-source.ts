import type { Environment } from './fault.ts';
import { readEnvironmentFile } from './read-environment-file.ts';
import { readSecretFile, type ReadSecretFile } from './secret-files.ts';
import { withoutBlanks } from './without-blanks.ts';

/** The environment of the process, and the file that fills in what it does not set. */
export interface EnvironmentSource {
  /** As it was when the command began, without what is blank: for every command, that is as if it were not set. */
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

/** What the process sets takes precedence over the file, also a blank: that unsets what the file says. */
export function environmentSource(
  ofProcess: Environment,
  readFile: ReadSecretFile = readSecretFile,
): EnvironmentSource {
  const environment: Record<string, string | undefined> = withoutBlanks(ofProcess);
  let file: string | undefined;
  const readAgain = (): Environment =>
    withoutBlanks(file === undefined ? ofProcess : { ...readEnvironmentFile(file, readFile), ...ofProcess });
  return {
    environment,
    useFile(path) {
      file = path;
      Object.assign(environment, readAgain());
    },
    readAgain,
  };
}
