import type { Domain } from '../../payments/core/domain.ts';
import { DomainError } from '../../payments/core/domain-error.ts';
import type { Secret } from '../../platform/secret.ts';
import { bearerOf } from '../bearer.ts';
import type { Context, Middleware } from '../context.ts';
import { secretMatcher } from '../middleware/api-key.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { Readiness } from './health.ts';

/**
 * For a bearer token where one is configured. Else for this machine alone, by the socket and by the name that it was
 * asked under, and for nobody where browsers reach us over https: a proxy stands in between then, and speaks for others.
 */
export function metricsPage(
  metrics: Metrics,
  token: Secret | undefined,
  { store, clock, publicUrl }: Domain,
  { providers }: Pick<Readiness, 'providers'>,
): Middleware {
  const matches = token === undefined ? undefined : secretMatcher([token]);
  return async (ctx) => {
    if (matches === undefined) refuseStranger(ctx, publicUrl);
    else if (!matches(bearerOf(ctx) ?? ''))
      throw new DomainError(
        'unauthorized',
        'Missing or invalid metrics token; send it as Authorization: Bearer <token>.',
      );
    const nextJobAt = await store.nextJobAt();
    metrics.queueLagSeconds.set(nextJobAt === undefined ? 0 : Math.max(0, (clock.now() - nextJobAt) / 1000));
    for (const [provider, isUp] of providers()) metrics.providerUp.set({ provider }, isUp ? 1 : 0);
    ctx.body = await metrics.registry.metrics();
    ctx.set('Content-Type', metrics.registry.contentType);
  };
}

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Headers that proxies add: what they forward is not from here. */
const FORWARDED = /^(?:forwarded|via|x-forwarded(?:-.*)?|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

function refuseStranger(ctx: Context, publicUrl: string): void {
  const address = (ctx.req.socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
  const isLoopback = address === '::1' || address.startsWith('127.');
  // A page whose name has been pointed at this machine comes from here too, under that name.
  const isAskedByName = LOOPBACK_NAME.test(ctx.get('Host'));
  const isForwarded = Object.keys(ctx.headers).some((name) => FORWARDED.test(name));
  if (publicUrl.startsWith('https:') || !isLoopback || !isAskedByName || isForwarded)
    throw new DomainError(
      'forbidden',
      'Without KASIR_METRICS_TOKEN, metrics are served on loopback only, and not at all with an https PUBLIC_URL.',
    );
}
