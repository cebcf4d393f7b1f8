import type Koa from 'koa';

/** After a form: the browser gets the next page with GET, and reloading that page sends no form again. */
export function seeOther(ctx: Koa.Context, path: string): void {
  ctx.redirect(path);
  ctx.status = 303;
}

/** Accepts a path of this shop only. */
export function localPath(text: string | null): string {
  const here = 'http://shop.invalid';
  if (text === null || !URL.canParse(text, here)) return '/';
  const url = new URL(text, here);
  // More than one slash at the start would name another host.
  return url.origin === here ? url.pathname.replace(/^\/+/, '/') + url.search : '/';
}
