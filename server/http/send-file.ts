import type { Context } from './context.ts';
import type { WidgetFile } from './widget-assets.ts';

/** Answers with a built file in the best encoding that is accepted, or with 304 where the client has it. */
export function sendFile(ctx: Context, file: WidgetFile, cacheControl: string): void {
  ctx.vary('Accept-Encoding');
  ctx.set({ 'Cache-Control': cacheControl, ETag: file.etag });
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  // Checked one by one: browsers list gzip first, but brotli is smaller.
  const encoding = (['br', 'gzip'] as const).find((each) => ctx.acceptsEncodings(each) === each) ?? 'identity';
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
  ctx.body = file.encodings[encoding];
  ctx.set('Content-Type', file.contentType);
}
