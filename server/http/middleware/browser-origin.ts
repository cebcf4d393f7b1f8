import { Refusal } from '../../payments/refusal.ts';
import type { Step } from '../context.ts';

const ALLOWED_HEADERS = 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Cache-Control, Accept';
const EXPOSED_HEADERS = 'Retry-After, X-Request-Id, Idempotency-Replayed';
const PREFLIGHT_SECONDS = 600;

/**
 * A page of another origin than the allowed ones gets no answer it could read, and none that does anything. Origins are
 * compared whole, as text. Requests without the header come from no page.
 */
export const browserOrigin =
  (allowed: ReadonlySet<string>): Step =>
  async (ctx, next) => {
    ctx.vary('Origin');
    const origin = ctx.get('Origin');
    if (origin !== '') {
      if (!allowed.has(origin)) throw new Refusal('forbidden', 'Pages of this origin may not use this address.');
      ctx.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED_HEADERS });
    }
    await next();
  };

/** Answers a browser that asks first. Stands behind {@link browserOrigin}. */
export const preflight =
  (methods: readonly string[]): Step =>
  (ctx) => {
    ctx.set({
      'Access-Control-Allow-Methods': methods.join(', '),
      'Access-Control-Allow-Headers': ALLOWED_HEADERS,
      'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
    });
    ctx.status = 204;
  };
