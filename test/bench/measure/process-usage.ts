import { readdirSync, readFileSync } from 'node:fs';

/** What a process has used so far. */
export interface ProcessUsage {
  readonly cpuMs: number;
  /** Resident memory. */
  readonly rssMiB: number;
  /** Open file descriptors. */
  readonly descriptors: number;
}

/** Linux counts the time of processes in hundredths of a second for every program that asks. */
export const MS_PER_TICK = 10;

/** Why the use of a process cannot be read on this system; `undefined` where it can. */
export const whyNoUsage: string | undefined =
  process.platform === 'linux' ? undefined : 'the use of memory and CPU is read from /proc, which only Linux has';

export function processUsage(pid: number): ProcessUsage {
  if (whyNoUsage !== undefined) return { cpuMs: Number.NaN, rssMiB: Number.NaN, descriptors: Number.NaN };
  const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return {
    // utime and stime are the 14th and 15th of all fields, of which two came before the split.
    cpuMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
    rssMiB: Number(resident) / 1024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
  };
}
