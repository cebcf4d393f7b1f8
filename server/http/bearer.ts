import type { Context } from './context.ts';

/** What stands behind `Authorization: Bearer`; nothing when the header is missing or of another scheme. */
export function bearerOf(ctx: Context): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(ctx.get('Authorization'))?.[1];
}
