import { seededRandom } from '../support/live/seeded-random.ts';
import { shopOnce } from '../support/live/shopper.ts';
import type { Cluster } from './cluster.ts';

/** Customers who go on shopping. */
export interface Shoppers {
  readonly orders: number;
  /** What no customer should see. */
  readonly failures: readonly string[];
  /** Resolves when their last orders are done. */
  stop(): Promise<void>;
}

const SHOPPERS = 4;
const PATIENCE_MS = 5_000;

/** @param name begins the references of their orders */
export function startShoppers({ client, world }: Pick<Cluster, 'client' | 'world'>, name: string): Shoppers {
  const random = seededRandom(name.length);
  const failures: string[] = [];
  let orders = 0;
  let isOver = false;
  const shopping = Array.from({ length: SHOPPERS }, async () => {
    while (!isOver) {
      orders += 1;
      await shopOnce({ client, world, random, patienceMs: PATIENCE_MS }, `${name}-${orders}`).catch((error: unknown) =>
        failures.push(String(error)),
      );
    }
  });
  return {
    get orders() {
      return orders;
    },
    failures,
    async stop() {
      isOver = true;
      await Promise.all(shopping);
    },
  };
}
