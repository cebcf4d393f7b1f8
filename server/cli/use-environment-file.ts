import { EnvironmentFileFault } from '../config/read-environment-file.ts';
import { EXIT_CONFIG, useEnvironmentFile } from '../main.ts';
import { CommandFailed } from './command-failed.ts';

/** @throws {CommandFailed} with the exit code of an invalid configuration */
export function useFile(path: string): void {
  try {
    useEnvironmentFile(path);
  } catch (error) {
    if (error instanceof EnvironmentFileFault) throw new CommandFailed(`--env-file: ${error.message}`, EXIT_CONFIG);
    throw error;
  }
}
