import type { PaymentStatus } from '../../../shared/payment-status.ts';
import { optional, presentTime } from '../../http/present/present-parts.ts';
import { parseQuery } from '../../http/parse.ts';
import { answer } from '../../http/response.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { Instant } from '../../payments/model/model.ts';
import type { PaymentCount } from '../../payments/ports/ports.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import { insightsQuery, type InsightsView, type Outcome, type Tally, type Window } from '../wire/overview.ts';
import { startedIn } from '../wire/tally.ts';

/** Conversion by channel and health of providers, from the payments that were started in a window. */
export const getInsights: BackOfficeEndpoint = {
  method: 'GET',
  path: '/api/insights',
  steps: ({ domain, providers }) => {
    const kept = new Map<Window, Kept>();
    return [
      async (ctx) => {
        const { window = '24h' } = parseQuery(ctx, insightsQuery);
        const now = domain.clock.now();
        let counted = kept.get(window);
        if (counted === undefined || now >= counted.at + KEPT_MS || now < counted.at) {
          counted = { at: now, steps: countSteps(domain, window, now) };
          counted.steps.catch(() => kept.delete(window));
          kept.set(window, counted);
        }
        answer(ctx, 200, present(window, counted.at, await counted.steps, providers()));
      },
    ];
  },
};

interface Kept {
  readonly at: Instant;
  readonly steps: Promise<readonly Step[]>;
}

interface Step {
  readonly since: Instant;
  readonly counts: readonly PaymentCount[];
}

/** Counting reads every payment of the window, so its result serves everybody for a minute. */
const KEPT_MS = 60_000;

const HOUR_MS = 3_600_000;
const PARTS: Readonly<Record<Window, { readonly steps: number; readonly stepMs: number }>> = {
  '24h': { steps: 24, stepMs: HOUR_MS },
  '7d': { steps: 28, stepMs: 6 * HOUR_MS },
};

/** One query for each step, so that other requests have their turn in between. */
async function countSteps({ store }: Domain, window: Window, now: Instant): Promise<readonly Step[]> {
  const { steps, stepMs } = PARTS[window];
  const counted: Step[] = [];
  for (let index = steps; index > 0; index -= 1) {
    const since = now - index * stepMs;
    counted.push({ since, counts: await store.countPayments(since, since + stepMs) });
  }
  return counted;
}

const OUTCOME_OF: Readonly<Record<PaymentStatus, Outcome>> = {
  creating: 'open',
  requires_action: 'open',
  processing: 'open',
  authorized: 'open',
  succeeded: 'paid',
  failed: 'failed',
  expired: 'left',
  canceled: 'left',
  unknown: 'unknown',
};

function tallyOf(counts: readonly PaymentCount[]): Tally {
  const tally = { paid: 0, open: 0, left: 0, failed: 0, unknown: 0 };
  for (const { status, count } of counts) tally[OUTCOME_OF[status]] += count;
  return tally;
}

function present(
  window: Window,
  now: Instant,
  steps: readonly Step[],
  reachable: ReadonlyMap<string, boolean>,
): InsightsView {
  const all = steps.flatMap(({ counts }) => counts);
  const only = (counts: readonly PaymentCount[], member: 'provider' | 'channel', value: string): Tally =>
    tallyOf(counts.filter((count) => count[member] === value));
  const channels = [...new Set(all.map(({ channel }) => channel))];
  const providers = [...new Set([...reachable.keys(), ...all.map(({ provider }) => provider)])];
  const { steps: count, stepMs } = PARTS[window];
  return {
    window,
    since: presentTime(now - count * stepMs),
    until: presentTime(now),
    channels: channels
      .map((channel) => ({ channel, tally: only(all, 'channel', channel) }))
      .toSorted((a, b) => startedIn(b.tally) - startedIn(a.tally)),
    providers: providers.map((provider) => ({
      provider,
      ...optional('isReachable', reachable.get(provider)),
      tally: only(all, 'provider', provider),
      steps: steps.map(({ since, counts }) => ({
        since: presentTime(since),
        tally: only(counts, 'provider', provider),
      })),
    })),
  };
}
