import type { IncomingMessage } from 'node:http';
import { DomainError } from '../../payments/core/domain-error.ts';
import type { Middleware } from '../context.ts';

export const MAX_BODY_BYTES = 64 * 1024;

/**
 * Reads the body as raw bytes, which signatures cover.
 *
 * @throws {DomainError} `payload_too_large`, `unsupported_media_type` if compressed, `invalid_request` if incomplete
 * @throws {BodyReadBefore} if it was consumed already
 */
export const rawBody: Middleware = async (ctx, next) => {
  if (isCompressed(ctx.req)) {
    throw new DomainError('unsupported_media_type', 'Compressed request bodies are not supported.');
  }
  ctx.state.rawBody = await (bodies.get(ctx.req) ?? readBody(ctx.req));
  await next();
};

export function isCompressed(request: IncomingMessage): boolean {
  const encoding = request.headers['content-encoding'] ?? '';
  return encoding !== '' && encoding.toLowerCase() !== 'identity';
}

const bodies = new WeakMap<IncomingMessage, Promise<Buffer>>();

/** What was read before Koa: {@link rawBody} takes it, or fails as the reading did. */
export const rememberBody = (request: IncomingMessage, body: Promise<Buffer>): void => void bodies.set(request, body);

/** The body was consumed before us, by a body parser of the framework that Kasir is mounted in. */
export class BodyReadBefore extends Error {
  override readonly name = 'BodyReadBefore';
  constructor() {
    super(
      'The request body was already consumed: mount the Kasir handler before body parsers such as express.json(), or exclude its paths from them.',
    );
  }
}

const tooLarge = (): DomainError =>
  new DomainError('payload_too_large', `The request body must be at most ${MAX_BODY_BYTES} bytes.`);

/**
 * @throws {DomainError} `payload_too_large`, or `invalid_request` if incomplete
 * @throws {BodyReadBefore} if it was consumed already
 */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  if (request.readableEnded || request.readableDidRead) return Promise.reject(new BodyReadBefore());
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (): void => {
      request.off('data', take).off('end', finish).off('close', giveUp).off('error', giveUp);
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= MAX_BODY_BYTES) return;
      stop();
      // Discard the rest, until the request times out, so that the client can read the response.
      request.on('error', () => undefined).resume();
      reject(tooLarge());
    };
    const finish = (): void => {
      stop();
      resolve(Buffer.concat(chunks, length));
    };
    const giveUp = (): void => {
      stop();
      request.on('error', () => undefined);
      reject(new DomainError('invalid_request', 'The request body is incomplete: the connection closed early.'));
    };
    request.on('data', take).on('end', finish).on('close', giveUp).on('error', giveUp);
  });
}
