import type { IncomingMessage, ServerResponse } from 'node:http';
import type Koa from 'koa';
import { Unanswered } from '../providers/simulation/simulator.ts';

/** A handler of `Request` and `Response`, as simulators and their page are. */
export type WebHandler = (request: Request) => Promise<Response>;

const LARGEST_BODY = 1024 * 1024;
/** How long a silent provider keeps a connection open; longer than any caller of ours waits. */
const SILENCE_MS = 60_000;

/**
 * Koa middleware for everything at `prefix`, below it, and beside it with an extension (`/simulators`,
 * `/simulators/act`, `/simulators.json`). Goes before any body parser. Bodies over 1 MB are answered 413.
 */
export const mountWeb =
  (prefix: string, handler: WebHandler): Koa.Middleware =>
  async (ctx, next) => {
    const below = ctx.path === prefix || ctx.path.startsWith(`${prefix}/`) || ctx.path.startsWith(`${prefix}.`);
    if (!below) {
      await next();
      return;
    }
    const body = await readBody(ctx.req);
    if (!body) return ctx.throw(413);
    try {
      await answer(ctx, await handler(toRequest(ctx, body)));
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      ctx.respond = false;
      leaveUnanswered(ctx.res, error);
    }
  };

function toRequest(ctx: Koa.Context, body: Buffer): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(ctx.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const withBody = body.length > 0 && ctx.method !== 'GET' && ctx.method !== 'HEAD';
  return new Request(ctx.href, { method: ctx.method, headers, ...(withBody ? { body: new Uint8Array(body) } : {}) });
}

async function answer(ctx: Koa.Context, response: Response): Promise<void> {
  ctx.status = response.status;
  ctx.body = Buffer.from(await response.arrayBuffer());
  // Koa guesses a type from the body; the handler's type counts, also when it set none.
  ctx.remove('content-type');
  for (const [name, value] of response.headers) ctx.set(name, value);
}

/** `undefined` for a body above the limit, which is not read further. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk as Uint8Array);
    size += part.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/** A connection can no longer be refused once the request is here, so it is reset. */
function leaveUnanswered(response: ServerResponse, { how }: Unanswered): void {
  const cut = (): void => {
    response.destroy();
  };
  if (how !== 'silent') return cut();
  const timer = setTimeout(cut, SILENCE_MS);
  timer.unref();
  response.on('close', () => clearTimeout(timer));
}
