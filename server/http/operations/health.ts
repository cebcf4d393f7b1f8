import type { Middleware } from '../context.ts';

/** Whether this instance should receive requests. */
export interface Readiness {
  /** The server is about to stop. */
  isDraining(): boolean;
  /** @throws if the storage does not respond or migrations are missing */
  check(): Promise<void>;
  /** Whether each provider can be reached. An unreachable one does not make the instance unready. */
  providers(): ReadonlyMap<string, boolean>;
}

/** Liveness. Independent of storage and providers, because a restart would not help those. */
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
