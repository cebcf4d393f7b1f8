import type { Middleware } from '../context.ts';

/** Whether this instance should be sent requests. */
export interface Readiness {
  /** The server is about to stop. */
  isDraining(): boolean;
  /** Throws when the storage does not answer or its migrations are missing. */
  check(): Promise<void>;
  /** Every provider, and whether it can be reached. One that cannot makes nobody unready: others sell, or it comes back. */
  providers(): ReadonlyMap<string, boolean>;
}

/** The process lives. Says nothing of what it depends on: restarting it would not mend that. */
export const healthz: Middleware = (ctx) => {
  ctx.body = 'ok\n';
};

export const readyz =
  (readiness: Readiness): Middleware =>
  async (ctx) => {
    const state = readiness.isDraining() ? 'draining' : await stateOfStorage(readiness);
    ctx.status = state === 'ready' ? 200 : 503;
    if (ctx.status === 503) ctx.set('Retry-After', '5');
    const unreachable = [...readiness.providers()].filter(([, isUp]) => !isUp);
    ctx.body = [state, ...unreachable.map(([provider]) => `${provider} unreachable`), ''].join('\n');
  };

const stateOfStorage = (readiness: Readiness): Promise<'ready' | 'storage unavailable'> =>
  readiness.check().then(
    () => 'ready',
    () => 'storage unavailable',
  );
