import { readDatabaseUrl } from '../config/config.ts';
import { EXIT_CONFIG } from '../main.ts';

/** The URL of a storage that an option gives; `undefined` where it is none: then that is printed, and the exit code is set. */
export function readStorageUrl(option: string, value: string): string | undefined {
  const result = readDatabaseUrl({ DATABASE_URL: value });
  if (result.ok) return result.url;
  for (const { message } of result.faults) process.stderr.write(`${option} ${message}\n`);
  process.exitCode = EXIT_CONFIG;
  return undefined;
}
