import type { Context } from './context.ts';

/** The token of `Authorization: Bearer`; `undefined` if the header is missing or has another scheme. */
export const bearerOf = (ctx: Context): string | undefined => bearerIn(ctx.get('Authorization'));

export const bearerIn = (authorization = ''): string | undefined =>
  /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(authorization)?.[1];
