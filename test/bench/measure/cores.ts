import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** The measured server has one core; the load generator and what the server talks to share another one. */
export const SERVER_CORE = 0;
export const OUTSIDE_CORE = 1;

/** Of the machine. Read before this process is pinned, which is then seen as having one core. */
export const CORES = availableParallelism();

/** Why processes cannot be kept on cores of their own; `undefined` where they can. */
export const whyNotPinned: string | undefined =
  CORES < 2 ? 'there is one core' : has('taskset') ? undefined : 'there is no taskset';

/** The command that runs a program on this core only; the program itself where that cannot be done. */
export const onCore = (core: number | undefined, command: readonly string[]): readonly string[] =>
  whyNotPinned !== undefined || core === undefined ? command : ['taskset', '-c', String(core), ...command];

/** Keeps this process on the core of the outside, until the returned function is called. */
export function pinThisProcess(): () => void {
  if (whyNotPinned !== undefined) return () => undefined;
  const keepOn = (cores: string): void => {
    spawnSync('taskset', ['-a', '-p', '-c', cores, String(process.pid)], { stdio: 'ignore' });
  };
  keepOn(String(OUTSIDE_CORE));
  return () => keepOn(`0-${CORES - 1}`);
}
