import { isIP } from 'node:net';
import type { Domain } from '../../payments/domain.ts';
import { Refusal } from '../../payments/refusal.ts';
import type { Secret } from '../../secret.ts';
import { bearerOf } from '../bearer.ts';
import type { Context, Step } from '../context.ts';
import { secretMatcher } from '../middleware/api-key.ts';
import type { Metrics } from '../metrics.ts';
import type { Readiness } from './health.ts';

/** For a bearer token where one is configured, else for this machine alone: by the socket, whatever a header claims. */
export function metricsPage(
  metrics: Metrics,
  token: Secret | undefined,
  { store, clock }: Domain,
  { providers }: Pick<Readiness, 'providers'>,
): Step {
  const matches = token === undefined ? undefined : secretMatcher([token]);
  return async (ctx) => {
    if (matches === undefined) refuseStranger(ctx);
    else if (!matches(bearerOf(ctx) ?? '')) throw new Refusal('unauthorized', 'The metrics token is needed.');
    const nextJobAt = await store.nextJobAt();
    metrics.queueLagSeconds.set(nextJobAt === undefined ? 0 : Math.max(0, (clock.now() - nextJobAt) / 1000));
    for (const [provider, isUp] of providers()) metrics.providerUp.set({ provider }, isUp ? 1 : 0);
    ctx.body = await metrics.registry.metrics();
    ctx.set('Content-Type', metrics.registry.contentType);
  };
}

function refuseStranger(ctx: Context): void {
  const address = (ctx.req.socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
  const isLoopback = address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
  // A proxy on this machine speaks for others: what it forwards is not from here.
  const isForwarded = ctx.get('X-Forwarded-For') !== '' || ctx.get('Forwarded') !== '';
  if (!isLoopback || isForwarded)
    throw new Refusal('forbidden', 'Metrics are for this machine, or for a metrics token.');
}
