import { providers } from '../providers/registry.ts';
import { CommandFailed } from './command-failed.ts';
import { EXIT_USAGE } from './exit-codes.ts';

/**
 * For `--provider`: of a name that is misspelled there is nothing, which reads as if all were well. One that is not
 * configured any more is known.
 *
 * @throws {CommandFailed}
 */
export function assertKnownProvider(name: unknown): void {
  const known = providers.map(({ id }) => id);
  if (typeof name === 'string' && !known.includes(name))
    throw new CommandFailed(`--provider must be one of ${known.join(', ')}`, EXIT_USAGE);
}
