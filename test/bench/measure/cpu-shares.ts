import { readFileSync } from 'node:fs';
import { OUTSIDE_CORE, whyNotPinned } from './cores.ts';
import { MS_PER_TICK, processUsage, whyNoUsage, type ProcessUsage } from './process-usage.ts';

/** Parts of one core that were used while something ran. */
export interface CpuShares {
  readonly server: number;
  readonly outside: number;
  /** Everything else on this machine, and the machines beside it. */
  readonly others: number;
}

/** Measures the CPU of a server, and of this process together with what the server talks to, while `work` runs. */
export async function withCpu<T>(
  server: () => ProcessUsage,
  outside: readonly (() => ProcessUsage)[],
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly serverMs: number; readonly cpu: CpuShares }> {
  const all = [() => processUsage(process.pid), ...outside];
  const used = () => ({
    at: performance.now(),
    server: server().cpuMs,
    outside: all.reduce((total, usage) => total + usage().cpuMs, 0),
    machine: machineMs(),
  });
  const before = used();
  const result = await work();
  const after = used();
  const elapsed = after.at - before.at;
  const serverMs = after.server - before.server;
  const outsideMs = after.outside - before.outside;
  const othersMs = Math.max(0, after.machine - before.machine - serverMs - outsideMs);
  return {
    result,
    serverMs,
    cpu: { server: serverMs / elapsed, outside: outsideMs / elapsed, others: othersMs / elapsed },
  };
}

/** The busy time of all cores, and what the host gave to other machines meanwhile. */
function machineMs(): number {
  if (whyNoUsage !== undefined) return Number.NaN;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (
    /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? ''
  )
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * MS_PER_TICK;
}

/** From this part of a core on, the load generator may be what limits the figure. */
const FULL = 0.95;
/** Below, others spoil nothing. */
const NOTABLE = 0.1;

/** `server 99 %, generator and stubs 61 % of a core` */
export function sharesText({ server, outside, others }: CpuShares, nameOfOthers = 'others on the machine'): string {
  const percent = (part: number): string => `${Math.round(part * 100)} %`;
  const rest = others > NOTABLE ? `, ${nameOfOthers} ${percent(others)}` : '';
  const limited = outside >= FULL && server < FULL ? '; the load generator was the limit' : '';
  return `server ${percent(server)}, generator and stubs ${percent(outside)}${rest} of a core${limited}`;
}

export const pinnedText = (): string =>
  whyNotPinned === undefined
    ? `the server on one core, all else on core ${OUTSIDE_CORE}`
    : `not pinned: ${whyNotPinned}`;
