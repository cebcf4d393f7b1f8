import type Koa from 'koa';

/** A form of another site cannot act for the visitor. Requests without an `Origin` are not from a page of another. */
export const ownFormsOnly: Koa.Middleware = async (ctx, next) => {
  const origin = ctx.get('origin');
  if (ctx.method === 'POST' && origin !== '' && (!URL.canParse(origin) || new URL(origin).host !== ctx.host)) {
    ctx.throw(403, 'this form belongs to another site');
  }
  await next();
};
