import { audit } from '../support/live/audit.ts';
import { settleByInquiry } from '../support/live/settle-by-inquiry.ts';
import type { Cluster } from './cluster.ts';

/** Longer than the lease of a job that nobody has ended. */
const WITHIN_MS = 75_000;

/**
 * The violations that are left once everything that was paid is known and told. What is not paid may still be open: the
 * time in which it can be paid does not pass in these tests.
 */
export async function violationsOnceSettled({
  client,
  world,
}: Pick<Cluster, 'client' | 'world'>): Promise<readonly string[]> {
  await settleByInquiry(client, world, WITHIN_MS);
  return audit(client, world, { isOver: false });
}
