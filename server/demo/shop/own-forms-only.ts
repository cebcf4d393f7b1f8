import type Koa from 'koa';

/** Refuses forms of other sites. Requests without `Origin` are not from such a page. */
export const ownFormsOnly: Koa.Middleware = async (ctx, next) => {
  const origin = ctx.get('origin');
  if (ctx.method === 'POST' && origin !== '' && (!URL.canParse(origin) || new URL(origin).host !== ctx.host)) {
    ctx.throw(403, 'this form belongs to another site');
  }
  await next();
};
