import type { Environment } from './fault.ts';

/** The variables that say something: compose files and CI set others to nothing. */
export const withoutBlanks = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => (entry[1]?.trim() ?? '') !== ''),
  );
