import { Router } from '@koa/router';
import { ROUTES } from '../../shared/api/routes.ts';
import type { State, Middleware } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { preflight } from './middleware/browser-origin.ts';

type AppRouter = Router<State, object>;

/** Addresses are taken exactly: letters as written, no slash too many. */
export const newRouter = (): AppRouter => new Router<State, object>({ sensitive: true, strict: true });

export function addEndpoints(router: AppRouter, endpoints: readonly Endpoint[]): void {
  for (const { route, steps } of endpoints) {
    const [method, path] = ROUTES[route];
    router.register(path, [method], [...steps]);
  }
}

/** A browser asks before it lets a page of another origin call. Each address is answered for with its own methods. */
export function addPreflights(router: AppRouter, endpoints: readonly Endpoint[], browserOrigin: Middleware): void {
  const methods = new Map<string, string[]>();
  for (const { route } of endpoints) {
    const [method, path] = ROUTES[route];
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  for (const [path, of] of methods) router.register(path, ['OPTIONS'], [browserOrigin, preflight(of)]);
}
