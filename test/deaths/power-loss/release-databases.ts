import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/**
 * Closes the files of closed databases, which the driver keeps open until their statements are collected. Deleted files in
 * memory would fill it.
 */
export async function releaseDatabases(): Promise<void> {
  runInNewContext('gc()');
  // What was collected is released in turns of its own.
  await turn();
  await turn();
}
