import { DomainError } from '../payments/core/domain-error.ts';
import type { Context } from './context.ts';

/** Our ids and the storefront's references have at most 255 characters, none of them a control character. */
const PARAMETER = /^[^\p{Cc}]{1,255}$/u;

type ParameterName = 'id' | 'provider' | 'reference';

/** The router leaves what it cannot decode as it is: `%E0` would name the reference "%E0". */
function isDecoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** A parameter of the matched path, as the route table names it; `undefined` where its value cannot name anything. */
export function findParameter(ctx: Context, name: ParameterName): string | undefined {
  const value = ctx.params[name];
  if (value === undefined) throw new Error(`the route has no parameter "${name}"`);
  return PARAMETER.test(value) && isDecoded(ctx.path) ? value : undefined;
}

/**
 * The same for a parameter that has to name something.
 *
 * @throws {DomainError} `not_found`
 */
export function parameter(ctx: Context, name: ParameterName): string {
  const value = findParameter(ctx, name);
  if (value === undefined) throw new DomainError('not_found', 'The id or name in the path is not valid.');
  return value;
}
