import { createHash } from 'node:crypto';
import type { RouteName } from '../../../shared/api/routes.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import type { Domain } from '../../payments/domain.ts';
import type { KeptAnswer } from '../../payments/ports.ts';
import { Refusal, refuseField } from '../../payments/refusal.ts';
import { holdsCardNumber } from '../card-number.ts';
import { required, type Context, type Step } from '../context.ts';
import { problemOf } from '../problem.ts';
import { cardNumberRefused } from '../refuse-card-numbers.ts';

/** How one route treats `Idempotency-Key`. */
export interface KeyRule {
  readonly route: RouteName;
  /** The prefix of the id that is reserved for what the route makes; absent: it makes nothing. */
  readonly makes?: 'co' | 'pay' | 'rf' | 'po';
  /** The route moves money, so the header must be there. */
  readonly demanded?: boolean;
  /** Who asks decides the answer, so each payout key is a caller of its own. Otherwise a merchant's keys are one. */
  readonly byPayoutKey?: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Running {
  readonly fingerprint: string;
  readonly answer: Promise<Answer>;
}

/** After these the key is as good as new: nothing was sent, so the next try may take another id, and another body. */
const NOTHING_WAS_DONE: ReadonlySet<string> = new Set<ProblemCode>(['rate_limited', 'provider_unavailable']);

export const ANSWERS_KEPT_MS = 30 * 24 * 3_600_000;

/**
 * Same key and same body: the same answer, byte for byte, for 30 days. A repeat waits while the first runs in this
 * process. After a crash it goes through the operation again, with the id that was reserved for its result, which is how
 * the operation knows that it has begun before. 2xx and final 4xx answers are kept; 401, 429 and 5xx are not.
 */
export function idempotency(domain: Domain, docsUrl: string): (rule: KeyRule) => Step {
  const running = new Map<string, Running>();

  /** Runs the steps behind this one and makes their outcome bytes. What must not be kept is thrown on. */
  const answerOf = async (ctx: Context, next: () => Promise<unknown>, claim: Claim): Promise<Answer> => {
    try {
      await next();
    } catch (error) {
      const { problem } = problemOf(error, ctx.state.requestId, docsUrl);
      if (NOTHING_WAS_DONE.has(problem.code))
        await domain.store.transact((tx) => tx.dropAnswer(claim.scope, claim.key));
      if (!isFinal(problem.status)) throw error;
      return { status: problem.status, body: JSON.stringify(problem) };
    }
    if (typeof ctx.body !== 'string') throw new Error('an endpoint under Idempotency-Key must answer with text');
    return { status: ctx.status, body: ctx.body };
  };

  const runOnce = async (ctx: Context, next: () => Promise<unknown>, claim: Claim): Promise<Answer> => {
    const kept = await claimOrFind(domain, claim);
    if (kept.fingerprint !== claim.fingerprint) throw mismatch();
    if (kept.status !== undefined && kept.body !== undefined) {
      ctx.set('Idempotency-Replayed', 'true');
      return { status: kept.status, body: kept.body };
    }
    ctx.state.resourceId = kept.resourceId;
    const answer = await answerOf(ctx, next, claim);
    await domain.store.transact((tx) => tx.keepAnswer(claim.scope, claim.key, answer));
    return answer;
  };

  return (rule) => async (ctx, next) => {
    const key = keyOf(ctx, rule);
    const reserve = (): string => (rule.makes === undefined ? '' : domain.ids.next(rule.makes));
    if (key === undefined) {
      ctx.state.resourceId = reserve();
      return void (await next());
    }
    const scope = `${callerOf(ctx, rule)} ${rule.route}`;
    const claim: Claim = { scope, key, fingerprint: fingerprintOf(ctx), reserve };
    const slot = `${scope} ${key}`;
    const first = running.get(slot);
    if (first !== undefined) {
      if (first.fingerprint !== claim.fingerprint) throw mismatch();
      ctx.set('Idempotency-Replayed', 'true');
      return send(ctx, await first.answer);
    }
    const answer = runOnce(ctx, next, claim);
    running.set(slot, { fingerprint: claim.fingerprint, answer });
    try {
      send(ctx, await answer);
    } finally {
      running.delete(slot);
    }
  };
}

interface Claim {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly reserve: () => string;
}

/** Durable before anything is done: whose key this is, and the id that its result has or will have. */
const claimOrFind = (domain: Domain, { scope, key, fingerprint, reserve }: Claim): Promise<KeptAnswer> =>
  domain.store.transact(async (tx) => {
    const now = domain.clock.now();
    const kept = await tx.findAnswer(scope, key);
    if (kept !== undefined && kept.createdAt > now - ANSWERS_KEPT_MS) return kept;
    if (kept !== undefined) await tx.dropAnswer(scope, key);
    const fresh = { scope, key, fingerprint, resourceId: reserve(), createdAt: now };
    if (await tx.claimAnswer(fresh)) return fresh;
    return required(await tx.findAnswer(scope, key), 'the claim of another instance');
  });

const callerOf = ({ state }: Context, { byPayoutKey }: KeyRule): string =>
  byPayoutKey === true ? required(state.payoutKey, 'payoutKey') : (state.checkoutId ?? 'storefront');

function keyOf(ctx: Context, rule: KeyRule): string | undefined {
  const key = ctx.headers['idempotency-key'];
  if (key === undefined) {
    if (rule.demanded === true) throw refuseField('Idempotency-Key', 'is required: this call moves money');
    return undefined;
  }
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw refuseField('Idempotency-Key', 'must be 1 to 255 printable ASCII characters');
  }
  if (holdsCardNumber(key)) throw cardNumberRefused('Idempotency-Key');
  return key;
}

const fingerprintOf = (ctx: Context): string =>
  createHash('sha256')
    .update(`${ctx.method} ${ctx.path}\n`)
    .update(required(ctx.state.rawBody, 'rawBody'))
    .digest('hex');

const mismatch = (): Refusal =>
  new Refusal('idempotency_mismatch', 'This Idempotency-Key was used with another body or address.');

const isFinal = (status: number): boolean => status < 500 && status !== 401 && status !== 429;

function send(ctx: Context, { status, body }: Answer): void {
  ctx.status = status;
  ctx.body = body;
  ctx.set('Content-Type', status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json');
}
