import { randomUUID } from 'node:crypto';
import { ServerCallFailed, type CallServer } from './call-server.ts';
import { CommandFailed } from './command-failed.ts';
import type { Options } from './options.ts';

/**
 * A request that may move money is sent under a key: should no answer come, the same command with that key decides
 * nothing twice.
 */
export async function callOnce(call: CallServer, path: string, body: object, { key }: Options): Promise<unknown> {
  const used = typeof key === 'string' ? key : randomUUID();
  try {
    return await call('POST', path, body, used);
  } catch (error) {
    if (!(error instanceof ServerCallFailed) || error.status !== undefined) throw error;
    const message = `${error.message}. To try again safely, add --key ${used}`;
    throw new CommandFailed(message, error.exitCode, { cause: error });
  }
}
