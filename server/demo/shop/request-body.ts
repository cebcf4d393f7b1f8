import type Koa from 'koa';

const MAX_BYTES = 64 * 1024;

/** The raw body, which signatures cover. @throws 413 when it is larger than 64 KiB */
export async function rawBody(ctx: Koa.Context): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('the request must not have an encoding set');
    size += chunk.length;
    if (size > MAX_BYTES) ctx.throw(413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export const formBody = async (ctx: Koa.Context): Promise<URLSearchParams> =>
  new URLSearchParams((await rawBody(ctx)).toString('utf8'));
