import { secretVariablesOf } from './config.ts';
import type { Environment } from './fault.ts';

/** Of the secrets these are fixed at the start all the same: the storage stays open. */
const FIXED = 'DATABASE_URL';

/** The names of variables that have changed and that a reload does not apply: all that are not secrets. */
export function needsRestart(before: Environment, now: Environment): readonly string[] {
  const reloaded = new Set(
    secretVariablesOf()
      .filter((name) => name !== FIXED)
      .flatMap((name) => [name, `${name}_FILE`]),
  );
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((name) => before[name] !== now[name] && !reloaded.has(name))
    .toSorted();
}
