import { Router } from '@koa/router';
import { ROUTES, type RouteName } from '../../shared/api/routes.ts';
import type { State } from './context.ts';
import type { Endpoint, EndpointDeps } from './endpoint.ts';
import { preflight } from './middleware/browser-origin.ts';

type AppRouter = Router<State, object>;

/** Paths match exactly: case-sensitive, without an extra slash at the end. */
export const newRouter = (): AppRouter => new Router<State, object>({ sensitive: true, strict: true });

/** Registers every endpoint, and answers CORS preflights for those that browsers call. */
export function addEndpoints(
  router: AppRouter,
  endpoints: Readonly<Record<RouteName, Endpoint>>,
  deps: EndpointDeps,
): void {
  const browserMethods = new Map<string, string[]>();
  for (const [route, { operation, steps }] of Object.entries(endpoints) as [RouteName, Endpoint][]) {
    const [method, path] = ROUTES[route];
    router.register(path, operation.alsoByPost === true ? [method, 'POST'] : [method], [...steps(deps)]);
    if (operation.tag === 'session') browserMethods.set(path, [...(browserMethods.get(path) ?? []), method]);
  }
  for (const [path, methods] of browserMethods)
    router.register(path, ['OPTIONS'], [deps.browserOrigin, preflight(methods)]);
}
