import { joined, perSecond, type LoadResult } from '../load/load-result.ts';
import { withCpu, type CpuShares } from './cpu-shares.ts';
import type { ProcessUsage } from './process-usage.ts';

/** A server under the same load as another one. */
export interface Side {
  /** Stops the process while the other side is measured: it may have jobs to do, and both have the same core. */
  readonly freeze?: (isFrozen: boolean) => void;
  readonly usage: () => ProcessUsage;
  readonly saturate: () => Promise<LoadResult>;
}

export interface SideResult {
  readonly load: LoadResult;
  /** CPU time of the server for each answer. */
  readonly microseconds: number;
  readonly cpu: CpuShares;
}

/**
 * Two servers in turn, several times: the speed of a machine drifts from minute to minute, and both get the same of it.
 */
export async function sideBySide(
  sides: { readonly floor: Side; readonly product: Side },
  outside: readonly (() => ProcessUsage)[],
  rounds: number,
): Promise<{ readonly floor: SideResult; readonly product: SideResult }> {
  const floor: Round[] = [];
  const product: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    sides.product.freeze?.(true);
    floor.push(await withCpu(sides.floor.usage, outside, sides.floor.saturate));
    sides.product.freeze?.(false);
    product.push(await withCpu(sides.product.usage, outside, sides.product.saturate));
  }
  return { floor: summed(floor), product: summed(product) };
}

type Round = Awaited<ReturnType<typeof withCpu<LoadResult>>>;

function summed(rounds: readonly Round[]): SideResult {
  const load = joined(rounds.map(({ result }) => result));
  const average = (share: (cpu: CpuShares) => number): number =>
    rounds.reduce((sum, { cpu }) => sum + share(cpu), 0) / rounds.length;
  const serverMs = rounds.reduce((sum, round) => sum + round.serverMs, 0);
  return {
    load,
    microseconds: (serverMs * 1_000) / load.count,
    cpu: {
      server: average(({ server }) => server),
      outside: average(({ outside }) => outside),
      others: average(({ others }) => others),
    },
  };
}

/** What a side answers in a second. */
export const rateOf = ({ load }: SideResult): number => perSecond(load);
