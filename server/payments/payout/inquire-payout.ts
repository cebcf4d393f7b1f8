import { askGateway, CALL_TIMEOUT_MS, type Asked } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { loadPayout } from '../core/load.ts';
import type { Instant, Payout } from '../model/model.ts';
import { nextAfterNews } from '../notification/follow-up-schedule.ts';
import type { Job, PayoutRef, ProviderReport } from '../ports/ports.ts';
import { nextPayoutInquiryAt } from './payout-inquiry-schedule.ts';
import { applyPayoutReports } from './apply-payout-evidence.ts';

/** So long one that a person gave up is asked about. */
const GIVEN_UP_FOR_MS = 30 * 24 * 3_600_000;

/**
 * Asks what became of a payout and believes the answer. Answers when to ask again, or nothing when it is settled. One at
 * a time with the call that sends it, so that nobody asks about what is just being answered.
 */
export function inquirePayout(d: Domain, { key: id, attempt, notified }: Asking): Promise<Instant | undefined> {
  return d.exclusive(id, async () => {
    const payout = await loadPayout(d, id);
    if (payout.status === 'awaiting_approval') return undefined;
    const wasSettled = payout.status === 'succeeded' || payout.status === 'failed';
    const asked = await askAboutPayout(d, payout);
    const said = asked.kind === 'answered' ? (asked.value ?? []) : [];
    const after = said.length > 0 ? await applyPayoutReports(d, payout, said, 'inquiry') : payout;
    if (asked.kind !== 'answered')
      d.log.info({ payoutId: id, outcome: asked.kind, reason: asked.error.message }, 'a payout inquiry got no answer');
    const now = d.clock.now();
    const next = nextPayoutInquiryAt(attempt + 1, now);
    // A person called it failed; whether it was, its provider may still say.
    const givenUpAt = after.status === 'failed' ? after.resolvedAt : undefined;
    if (givenUpAt !== undefined && now < givenUpAt + GIVEN_UP_FOR_MS) return next;
    if (after.status === 'succeeded' || after.status === 'failed') {
      // Only a notification makes us ask about what is settled; it may have failed or come back since.
      const isHeardOf = wasSettled && after.status === payout.status && (notified || attempt > 0);
      const answer = after.status === 'succeeded' ? 'known' : 'contradicted';
      return isHeardOf ? nextAfterNews(attempt, said.length > 0 ? answer : undefined, now) : undefined;
    }
    if (next === undefined)
      d.log.error({ payoutId: id, status: after.status }, 'a payout was never settled: a person has to find out');
    return next;
  });
}

type Asking = Pick<Job, 'key' | 'attempt' | 'notified'>;

/** Asks the provider about it; nothing is believed yet. */
export function askAboutPayout(
  d: Domain,
  payout: Payout,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<Asked<readonly ProviderReport[] | undefined>> {
  const gateway = d.providerRouter.gateway(payout.provider);
  return askGateway(d, () => gateway.inquirePayout?.(payoutRef(payout), d.timeout(timeoutMs)));
}

const payoutRef = (payout: Payout): PayoutRef => ({
  reference: payout.merchantReference,
  money: { amount: payout.amount, currency: payout.currency },
  feeBearer: payout.feeBearer,
  ids: payout.ids,
});
