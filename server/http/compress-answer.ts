import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from './context.ts';

/** A shorter one fits into the first packet. */
const SMALLEST_BYTES = 1_024;

/** Compresses the JSON of a long answer where the client accepts that: a phone on a slow network waits for it. */
export async function compressAnswer(ctx: Context): Promise<void> {
  const { body } = ctx;
  if (typeof body !== 'string' || body.length < SMALLEST_BYTES) return;
  ctx.vary('Accept-Encoding');
  if (ctx.acceptsEncodings('gzip', 'identity') !== 'gzip') return;
  ctx.body = await promisify(gzip)(body);
  ctx.set('Content-Encoding', 'gzip');
}
