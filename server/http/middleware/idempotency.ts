import type { RouteName } from '../../../shared/api/routes.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { operatorId } from '../../payments/model/operator-act.ts';
import type { AfterCommit, IdempotencyRecord } from '../../payments/ports/ports.ts';
import { DomainError, fieldError } from '../../payments/core/domain-error.ts';
import { holdsCardNumber } from '../card-number.ts';
import { required, type Context, type Middleware } from '../context.ts';
import type { Fingerprints } from '../fingerprint.ts';
import {
  isKept,
  isUnchanged,
  readFirst,
  repeatOf,
  type ReplayableResponse,
  type FirstAnswer,
} from '../replayable-response.ts';
import { problemOf } from '../problem.ts';
import { cardNumberRefused } from '../refuse-card-numbers.ts';
import { findClaim, makeClaim, newClaim, reserveKey, type Claim, type Reserved } from '../idempotency-claim.ts';
import type { SpendWrite } from '../write-budget.ts';

/** Routes of the back office: names of their own, so that none is taken for one of the API. */
type BackOfficeRoute = `back office ${string}`;

/** How one route handles `Idempotency-Key`. */
export interface KeyRule {
  readonly route: RouteName | BackOfficeRoute;
  /** The current view of the object of an earlier answer, in the form of that answer. */
  readonly again: (ctx: Context, first: FirstAnswer) => Promise<object>;
  /** The prefix of the id reserved for the object that the route creates; absent: it creates none. */
  readonly makes?: 'co' | 'pay' | 'rf' | 'po';
  /** The header is required, because the route moves money. */
  readonly keyRequired?: boolean;
  /** Each payout key is a caller of its own, because the answer depends on it. Otherwise all keys of the merchant are one. */
  readonly byPayoutKey?: boolean;
  /** The handler stores the reservation with its first unit of work, by {@link KeyInUnits}. Default false. */
  readonly inUnits?: boolean;
}

export interface IdempotencyDeps {
  readonly domain: Domain;
  /** Where problem codes are documented. */
  readonly docsUrl: string;
  readonly fingerprints: Fingerprints;
  /** Checked before anything is written, the reservation included. */
  readonly spendWrite: SpendWrite;
}

interface Running {
  readonly fingerprint: string;
  readonly answer: Promise<ReplayableResponse>;
}

/** Runs the endpoint of a request with a key, or finds its answer. */
type RunWithKey = (
  ctx: Context,
  next: () => Promise<unknown>,
  claim: Claim,
  rule: KeyRule,
) => Promise<ReplayableResponse>;

/** Statuses of requests that were rejected before being processed: the key stays unused. */
const NOT_RESERVED: ReadonlySet<number> = new Set([401, 403, 404, 405, 413, 415, 429]);

/**
 * Two things are stored for a key, for 30 days. First the reservation, before anything is done: the caller, the request's
 * fingerprint, and the id of the object to be created, by which a repeated operation finds what it has begun. Then the
 * answer, if it is final ({@link isKept}): a repeat gets the same bytes or, once the object has changed, its current view.
 * If no answer is stored, a repeat runs the operation again with the same id. A repeat waits while the first request runs,
 * on any instance.
 */
export function idempotency({
  domain,
  docsUrl,
  fingerprints,
  spendWrite,
}: IdempotencyDeps): (rule: KeyRule) => Middleware {
  const running = new Map<string, Running>();

  const answerAgain = async (ctx: Context, rule: KeyRule, kept: ReplayableResponse): Promise<ReplayableResponse> => {
    ctx.set('Idempotency-Replayed', 'true');
    if (kept.status >= 400) return kept;
    return repeatOf(kept, await rule.again(ctx, readFirst(kept.body)), domain.clock.now());
  };

  /** Runs the endpoint and serializes its answer. Errors that are no answer to the request are rethrown. */
  const run = async (
    ctx: Context,
    next: () => Promise<unknown>,
    fresh: IdempotencyRecord | undefined,
  ): Promise<ReplayableResponse> => {
    try {
      await next();
    } catch (error) {
      const { problem } = problemOf(error, ctx.state.requestId, docsUrl);
      // The reservation of an earlier request stays: that one may have sent something.
      if (fresh !== undefined && NOT_RESERVED.has(problem.status))
        await domain.store.transact((tx) => tx.releaseIdempotencyKey(fresh), 'new');
      if (problem.status >= 500 || problem.status === 401 || problem.status === 429) throw error;
      return { status: problem.status, body: JSON.stringify(problem) };
    }
    if (typeof ctx.body !== 'string') throw new Error('an endpoint under Idempotency-Key must answer with text');
    return { status: ctx.status, body: ctx.body };
  };

  const runOnce: RunWithKey = async (ctx, next, claim, rule) => {
    const earlier = await findClaim(domain, claim);
    const known = earlier && answerOf(earlier, ctx, fingerprints);
    if (known !== undefined) return answerAgain(ctx, rule, known);
    await spendWrite(ctx);
    if (earlier === undefined && rule.inUnits === true) return runInUnits(ctx, next, claim, rule);
    const { reserved, isNew } =
      earlier === undefined ? await makeClaim(domain, claim) : { reserved: earlier, isNew: false };
    const meanwhile = isNew ? undefined : answerOf(reserved, ctx, fingerprints);
    if (meanwhile !== undefined) return answerAgain(ctx, rule, meanwhile);
    ctx.state.resourceId = reserved.resourceId;
    const answer = await run(ctx, next, isNew ? reserved : undefined);
    return keep(ctx, claim, rule, answer, { reserved, isNew });
  };

  /** Saves an answer that is final. Returns the one that counts. */
  const keep = async (
    ctx: Context,
    claim: Claim,
    rule: KeyRule,
    answer: ReplayableResponse,
    { reserved, isNew }: Reserved,
  ): Promise<ReplayableResponse> => {
    if (!isKept(answer) || !(isNew || (await isFinalAnswer(ctx, rule, answer)))) return answer;
    const isSaved = await domain.store.transact(
      (tx) => tx.saveIdempotentResponse(claim.scope, claim.key, answer, reserved.status),
      'new',
    );
    if (await isSaved()) return answer;
    // This instance stood still so long that another one took over and has answered.
    const other = await findClaim(domain, claim);
    return (other && answerOf(other, ctx, fingerprints)) ?? answer;
  };

  /** Runs the endpoint of a key that nobody has used. */
  const runInUnits: RunWithKey = async (ctx, next, claim, rule) => {
    const fresh = newClaim(claim, domain.clock.now());
    let saving: { readonly body: string; readonly isSaved: AfterCommit<boolean> } | undefined;
    ctx.state.resourceId = fresh.resourceId;
    ctx.state.key = {
      reserve: (tx) => reserveKey(tx, fresh),
      async answer(tx, status, view) {
        saving = undefined;
        const body = JSON.stringify(view);
        if (!isKept({ status, body })) return;
        saving = { body, isSaved: await tx.saveIdempotentResponse(fresh.scope, fresh.key, { status, body }) };
      },
    };
    const answer = await run(ctx, next, undefined);
    // One that was not committed is not known to be saved.
    const saved = (await saving?.isSaved().catch(() => false)) === true ? saving?.body : undefined;
    if (saved !== undefined && saved === answer.body) return answer;
    if (NOT_RESERVED.has(answer.status)) return answer;
    // Where the request has stored nothing, its key is stored now.
    const { reserved, isNew } = await makeClaim(domain, { ...claim, reserve: () => fresh.resourceId });
    const isOwn = isNew || reserved.resourceId === fresh.resourceId;
    if (!isOwn) return answer;
    // An answer that this request has not saved is that of an instance that took over: it stays.
    return keep(ctx, claim, rule, answer, { reserved: saved === undefined ? fresh : reserved, isNew: true });
  };

  /** Runs it once no other instance runs a request with this key. */
  const runAlone: RunWithKey = async (ctx, next, claim, rule) => {
    const key = `answer:${claim.scope} ${claim.key}`;
    if (!domain.store.isShared) return domain.exclusive.run(key, () => runOnce(ctx, next, claim, rule));
    let answer: ReplayableResponse | undefined;
    await domain.exclusive.tryRun(key, async () => {
      answer = await runOnce(ctx, next, claim, rule);
    });
    if (answer !== undefined) return answer;
    // Another instance has the key. What is answered, or refused, by what is stored does not wait for it.
    const earlier = await findClaim(domain, claim);
    const known = earlier && answerOf(earlier, ctx, fingerprints);
    return known === undefined
      ? domain.exclusive.run(key, () => runOnce(ctx, next, claim, rule))
      : answerAgain(ctx, rule, known);
  };

  return (rule) => async (ctx, next) => {
    const key = keyOf(ctx, rule);
    const reserve = (): string => (rule.makes === undefined ? '' : domain.idGenerator.next(rule.makes));
    if (key === undefined) {
      await spendWrite(ctx);
      ctx.state.resourceId = reserve();
      return void (await next());
    }
    const scope = `${callerOf(ctx, rule)} ${rule.route}`;
    const claim: Claim = { scope, key, fingerprint: fingerprints.of(ctx), reserve };
    const slot = `${scope} ${key}`;
    const first = running.get(slot);
    if (first !== undefined) {
      if (first.fingerprint !== claim.fingerprint) throw mismatch();
      ctx.set('Idempotency-Replayed', 'true');
      return send(ctx, await first.answer);
    }
    const answer = runAlone(ctx, next, claim, rule);
    running.set(slot, { fingerprint: claim.fingerprint, answer });
    try {
      send(ctx, await answer);
    } finally {
      running.delete(slot);
    }
  };
}

/**
 * The stored answer.
 *
 * @throws {DomainError} `idempotency_mismatch` if the key was used for another request
 */
function answerOf(kept: IdempotencyRecord, ctx: Context, fingerprints: Fingerprints): ReplayableResponse | undefined {
  if (!fingerprints.match(kept.fingerprint, ctx)) throw mismatch();
  if (kept.status === undefined || kept.body === undefined) return undefined;
  const answer = { status: kept.status, body: kept.body };
  // Earlier versions stored more kinds of answers.
  return isKept(answer) ? answer : undefined;
}

/** Whether the answer equals the current view. A repeat can get a temporary `unknown`, which must not be stored. */
async function isFinalAnswer(ctx: Context, rule: KeyRule, { status, body }: ReplayableResponse): Promise<boolean> {
  if (status >= 400) return true;
  const first = readFirst(body);
  return isUnchanged(first, readFirst(JSON.stringify(await rule.again(ctx, first))));
}

function callerOf({ state }: Context, { byPayoutKey }: KeyRule): string {
  if (state.operator !== undefined) return operatorId(state.operator);
  return byPayoutKey === true ? required(state.payoutKey, 'payoutKey') : (state.checkoutId ?? 'storefront');
}

function keyOf(ctx: Context, rule: KeyRule): string | undefined {
  // Not `headers`: that joins a repeated header into one key that nobody chose.
  const [key, ...further] = ctx.req.headersDistinct['idempotency-key'] ?? [];
  if (further.length > 0) throw fieldError('Idempotency-Key', 'must be given once');
  if (key === undefined) {
    if (rule.keyRequired === true) throw fieldError('Idempotency-Key', 'is required for requests that move money');
    return undefined;
  }
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw fieldError('Idempotency-Key', 'must be 1 to 255 printable ASCII characters');
  }
  if (holdsCardNumber(key)) throw cardNumberRefused('Idempotency-Key');
  return key;
}

const mismatch = (): DomainError =>
  new DomainError('idempotency_mismatch', 'This Idempotency-Key was already used with a different body or path.');

function send(ctx: Context, { status, body }: ReplayableResponse): void {
  ctx.status = status;
  ctx.body = body;
  ctx.set('Content-Type', status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json');
}
