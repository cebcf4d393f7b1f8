import type { Context } from './context.ts';

/** The token of `Authorization: Bearer`; `undefined` if the header is missing or has another scheme. */
export function bearerOf(ctx: Context): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(ctx.get('Authorization'))?.[1];
}
