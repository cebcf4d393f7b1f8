import type { Domain } from '../../payments/core/domain.ts';
import { DomainError } from '../../payments/core/domain-error.ts';
import type { Secret } from '../../platform/secret.ts';
import { bearerOf } from '../bearer.ts';
import type { Context, Middleware } from '../context.ts';
import { secretMatcher } from '../middleware/api-key.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { Readiness } from './health.ts';
import { measureStorage } from './measure-storage.ts';

/**
 * Requires the bearer token if one is configured. Without one it serves loopback only, checked by socket and `Host`; and
 * nobody if `PUBLIC_URL` is https, because then a proxy on this machine forwards the requests of others.
 */
export function metricsPage(
  metrics: Metrics,
  token: Secret | undefined,
  { store, clock, publicUrl }: Domain,
  { providers }: Pick<Readiness, 'providers'>,
): Middleware {
  const matches = token === undefined ? undefined : secretMatcher([token]);
  return async (ctx) => {
    if (matches === undefined) refuseRemote(ctx, publicUrl);
    else if (!matches(bearerOf(ctx) ?? ''))
      throw new DomainError(
        'unauthorized',
        'Missing or invalid metrics token; send it as Authorization: Bearer <token>.',
      );
    await measureStorage(metrics, store, clock);
    for (const [provider, isUp] of providers()) metrics.providerUp.set({ provider }, isUp ? 1 : 0);
    ctx.body = await metrics.text();
    ctx.set('Content-Type', metrics.registry.contentType);
  };
}

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Headers that proxies add: a forwarded request is not local. */
const FORWARDED = /^(?:forwarded|via|x-forwarded(?:-.*)?|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

function refuseRemote(ctx: Context, publicUrl: string): void {
  const address = (ctx.req.socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
  const isLoopback = address === '::1' || address.startsWith('127.');
  // DNS rebinding: a page whose host name resolves to this machine comes from loopback, with that name as `Host`.
  const hasLoopbackHost = LOOPBACK_NAME.test(ctx.get('Host'));
  const isForwarded = Object.keys(ctx.headers).some((name) => FORWARDED.test(name));
  if (publicUrl.startsWith('https:') || !isLoopback || !hasLoopbackHost || isForwarded)
    throw new DomainError(
      'forbidden',
      'Without KASIR_METRICS_TOKEN, metrics are served on loopback only, and not at all with an https PUBLIC_URL.',
    );
}
