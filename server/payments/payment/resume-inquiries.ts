import type { Domain } from '../core/domain.ts';
import { commit } from '../core/unit-of-work.ts';

/** Shorter than any schedule of inquiries, so that nothing is found whose inquiries have ended by themselves. */
const SINCE_MS = 28 * 24 * 3_600_000;
/** Of each kind; the next sweep goes on. */
const AT_ONCE = 200;
/** The inquiries of one sweep are spread over so long. */
const SPREAD_MS = 10 * 60_000;

/**
 * Schedules an inquiry about everything that its provider may still change and that none is scheduled about. Every state
 * has its own job; this finds what lost it, by a backup that was restored or a version that gave up.
 *
 * @returns how many there were
 */
export async function resumeInquiries(deps: Domain): Promise<number> {
  const now = deps.clock.now();
  const found = await deps.store.unwatched(now - SINCE_MS, now, AT_ONCE);
  for (const [index, { kind, key }] of found.entries()) {
    const runAt = now + Math.floor((index * SPREAD_MS) / found.length);
    const aggregate = { inquire: 'payment', inquire_refund: 'refund', inquire_payout: 'payout' } as const;
    await commit(deps, { of: aggregate[kind], id: key }, ({ tx }) => tx.scheduleJob({ kind, key, runAt }));
  }
  if (found.length > 0)
    deps.log.warn({ count: found.length }, 'payments, refunds or payouts without a scheduled inquiry: scheduled again');
  return found.length;
}
