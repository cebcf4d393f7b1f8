import type * as z from 'zod/mini';
import { required, type Context, type Middleware } from '../http/context.ts';
import { jsonBody } from '../http/middleware/json-body.ts';
import type { KeyRule } from '../http/middleware/idempotency.ts';
import { rawBody } from '../http/middleware/raw-body.ts';
import { parseBody } from '../http/parse.ts';
import { parameter } from '../http/path-parameter.ts';
import { answer } from '../http/response.ts';
import type { Domain } from '../payments/core/domain.ts';
import type { OperatorAct } from '../payments/model/operator-act.ts';
import type { BackOfficeEndpoint } from './endpoint.ts';
import type { ActResponse } from './wire/acts.ts';

/** What a request of an operator says besides. */
export interface ActContext {
  readonly domain: Domain;
  /** Of the payment or payout in the path. */
  readonly id: string;
  readonly act: OperatorAct;
  /** Reserved for what is made; empty where nothing is. */
  readonly resourceId: string;
}

export interface ActRule<Body extends { readonly note: string }> {
  readonly path: string;
  /** For the log, and the scope of Idempotency-Key: `refund`. */
  readonly name: string;
  readonly request: z.ZodMiniType<Body>;
  /** It moves money or decides about it: a key is required, and the same key does nothing twice. */
  readonly once?: {
    readonly makes?: 'rf' | 'po';
    /** What has become of it by now. */
    readonly again: (domain: Domain, id: string) => Promise<ActResponse>;
  };
  readonly run: (context: ActContext, body: Body) => Promise<ActResponse>;
}

/** An endpoint by which a signed-in operator does something, with the reason, and is named for it. */
export const actEndpoint = <Body extends { readonly note: string }>(rule: ActRule<Body>): BackOfficeEndpoint => ({
  method: 'POST',
  path: rule.path,
  steps: ({ domain, idempotent }) => {
    const { once } = rule;
    const steps: Middleware[] = [rawBody, jsonBody];
    if (once !== undefined) steps.push(idempotent(keyRule(rule.name, once, domain)));
    return [...steps, (ctx) => perform(ctx, domain, rule)];
  },
});

const keyRule = (name: string, once: NonNullable<ActRule<never>['once']>, domain: Domain): KeyRule => ({
  route: `back office ${name}`,
  keyRequired: true,
  ...(once.makes === undefined ? {} : { makes: once.makes }),
  again: (_ctx, { id }) => once.again(domain, required(id, 'the id of a stored answer')),
});

async function perform<Body extends { readonly note: string }>(
  ctx: Context,
  domain: Domain,
  { name, request, run }: ActRule<Body>,
): Promise<void> {
  const body = parseBody(ctx, request);
  const id = ctx.params['id'] === undefined ? '' : parameter(ctx, 'id');
  const operator = required(ctx.state.operator, 'requireOperator');
  domain.log.info(
    { requestId: ctx.state.requestId, operator, act: name, ...(id === '' ? {} : { id }) },
    'back office: act',
  );
  const act = { operator, reason: body.note };
  answer(ctx, 200, await run({ domain, id, act, resourceId: ctx.state.resourceId ?? '' }, body));
}
