import type { IncomingMessage, ServerResponse } from 'node:http';
import type Koa from 'koa';
import { Unanswered } from '../providers/simulation/simulator.ts';

/** A handler in the web's own terms, as simulators and their page are. */
export type WebHandler = (request: Request) => Promise<Response>;

const LARGEST_BODY = 1024 * 1024;
/** How long a silent provider keeps a connection open; longer than any caller of ours waits. */
const SILENCE_MS = 60_000;

/**
 * Koa middleware for everything at `prefix`, below it, and beside it with an extension (`/simulators`,
 * `/simulators/act`, `/simulators.json`). Stands before any body parser. Bodies over 1 MB are answered 413.
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
  // Koa has guessed a type from the body; the handler's word counts, also when it gave none.
  ctx.remove('content-type');
  for (const [name, value] of response.headers) ctx.set(name, value);
}

/** What is left of the body after its limit is not read; `undefined` then. */
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

/** A refused connection cannot be had once the request is here: it is cut, and the caller cannot tell why. */
function leaveUnanswered(response: ServerResponse, { how }: Unanswered): void {
  const cut = (): void => {
    response.destroy();
  };
  if (how !== 'silent') return cut();
  const timer = setTimeout(cut, SILENCE_MS);
  timer.unref();
  response.on('close', () => clearTimeout(timer));
}
