import { OUTSIDE_CORE, whyNotPinned } from './cores.ts';
import { processUsage, type ProcessUsage } from './process-usage.ts';

/** The CPU time that several processes took while something ran. */
export interface CpuShares {
  /** Milliseconds of the server. */
  readonly serverMs: number;
  /** Parts of one core. */
  readonly server: number;
  readonly outside: number;
}

/** Measures the CPU of a server, and of this process together with what the server talks to, while `work` runs. */
export async function withCpu<T>(
  server: () => ProcessUsage,
  outside: readonly (() => ProcessUsage)[],
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cpu: CpuShares }> {
  const all = [() => processUsage(process.pid), ...outside];
  const sum = (): number => all.reduce((total, usage) => total + usage().cpuMs, 0);
  const before = { at: performance.now(), server: server().cpuMs, outside: sum() };
  const result = await work();
  const elapsed = performance.now() - before.at;
  const serverMs = server().cpuMs - before.server;
  return {
    result,
    cpu: { serverMs, server: serverMs / elapsed, outside: (sum() - before.outside) / elapsed },
  };
}

/** From this part of a core on, the load generator may be what limits the figure. */
const FULL = 0.95;

/** `server 99 %, generator and stub 61 % of a core` */
export function sharesText({ server, outside }: Pick<CpuShares, 'server' | 'outside'>): string {
  const percent = (part: number): string => `${Math.round(part * 100)} %`;
  const limited = outside >= FULL && server < FULL ? '; the load generator was the limit' : '';
  return `server ${percent(server)}, generator and stubs ${percent(outside)} of a core${limited}`;
}

export const pinnedText = (): string =>
  whyNotPinned === undefined
    ? `the server on one core, all else on core ${OUTSIDE_CORE}`
    : `not pinned: ${whyNotPinned}`;
