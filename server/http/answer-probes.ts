import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../payments/ports/ports.ts';
import type { Handler } from './listen.ts';
import { clientAddressOf } from './middleware/client-address.ts';
import { isCompressed, readBody } from './middleware/raw-body.ts';
import { PROBE_ANSWER_HEADER, PROBE_HEADER, readProbe, signProbeAnswer } from './probe-signature.ts';
import { VERSION } from './version.ts';

export interface AnswerProbesOptions {
  /** API keys: a probe is signed with one of them. */
  readonly keys: () => readonly string[];
  readonly trustedProxies: number;
  readonly clock: Clock;
}

/** What a probe was when it arrived, for comparison with what was sent. */
export interface ReceivedProbe {
  readonly nonce: string;
  readonly version: string;
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** As rate limits count it, by `KASIR_TRUSTED_PROXIES`. */
  readonly clientAddress: string;
  /** The addresses in `X-Forwarded-For`, in order; the newest 20. */
  readonly forwardedFor: readonly string[];
}

/** Between the two parts of a stream, by which buffering shows. */
export const STREAM_PAUSE_MS = 1_000;
const MAX_ADDRESSES = 20;

/**
 * Answers requests of `kasir doctor`, signed with an API key, on any path, before anything else looks at them: they change
 * nothing. With `Accept: text/event-stream` the answer is a stream of two parts. All other requests are passed on.
 */
export function answerProbes({ keys, trustedProxies, clock }: AnswerProbesOptions, next: Handler): Handler {
  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    { key, nonce }: { readonly key: string; readonly nonce: string },
  ): Promise<void> => {
    const body = await readBody(request).catch(() => undefined);
    if (body === undefined) return void response.writeHead(400).end();
    if (request.headers.accept === 'text/event-stream') return stream(response);
    const { url = '/', method = '' } = request;
    const received: ReceivedProbe = {
      nonce,
      version: VERSION,
      method,
      path: url.split('?', 1)[0] ?? '/',
      contentType: request.headers['content-type'] ?? '',
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
      clientAddress: clientAddressOf(request, trustedProxies),
      forwardedFor: addressesIn(request),
    };
    const text = JSON.stringify(received);
    response
      .writeHead(200, {
        'Content-Type': 'application/json',
        'Cache-Control': 'no-store',
        [PROBE_ANSWER_HEADER]: signProbeAnswer(key, nonce, text),
      })
      .end(text);
  };

  return (request, response) => {
    const value = request.headers[PROBE_HEADER];
    if (value === undefined) return next(request, response);
    const probe = isCompressed(request) ? undefined : readProbe(String(value), keys(), clock.now());
    return probe === undefined ? next(request, response) : answer(request, response, probe);
  };
}

/** With the headers of the status streams. */
function stream(response: ServerResponse): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  response.write(': first\n\n');
  const timer = setTimeout(() => response.end(': second\n\n'), STREAM_PAUSE_MS);
  response.on('close', () => clearTimeout(timer));
}

function addressesIn({ headers }: IncomingMessage): readonly string[] {
  const header = headers['x-forwarded-for'];
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  return text
    .split(',')
    .map((part) => part.trim().slice(0, 60))
    .filter((part) => part !== '')
    .slice(-MAX_ADDRESSES);
}
