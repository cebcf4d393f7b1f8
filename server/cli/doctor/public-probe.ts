import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { pathTo } from '../../../shared/api/routes.ts';
import type { Config } from '../../config/config.ts';
import { isLoopbackHost } from '../../config/loopback.ts';
import type { ReceivedProbe } from '../../http/answer-probes.ts';
import { isProbeAnswer, PROBE_ANSWER_HEADER, PROBE_HEADER, signProbe } from '../../http/probe-signature.ts';
import type { HttpClient, HttpRequest, HttpResult } from './http-client.ts';
import { ownListener } from './own-listener.ts';

/** A request to the public address, and what came out of it. */
export interface ProbeResult {
  readonly result: HttpResult;
  /** Present where it came back from a server with our API key, as that server received it. */
  readonly received: ReceivedProbe | undefined;
}

export interface PublicProbe {
  /** Who answered: the running server, the doctor in its place, or nobody of ours. */
  readonly answeredBy: 'server' | 'doctor' | undefined;
  /** The first request: a POST to the address of a provider's notifications. */
  readonly first: ProbeResult;
  send(request: ProbeRequest): Promise<ProbeResult>;
}

export interface ProbeRequest extends Pick<HttpRequest, 'method' | 'headers' | 'body'> {
  /** Below `PUBLIC_URL`. */
  readonly path: string;
}

const received: z.ZodType<ReceivedProbe> = z.object({
  nonce: z.string(),
  version: z.string(),
  method: z.string(),
  path: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  clientAddress: z.string(),
  forwardedFor: z.array(z.string()),
});

/** Of no host (RFC 5737): shows whether somebody in between trusts or replaces what a client says about itself. */
export const FORGED_ADDRESS = '203.0.113.77';

/**
 * Sends a signed request to `PUBLIC_URL`. Where no server of ours answers and its port is free, the doctor answers in its
 * place, so that the way through proxies can be tried before the server is started.
 *
 * @param opened called with the listener, to be closed at the end
 */
export async function probePublicAddress(
  config: Config,
  http: HttpClient,
  signal: AbortSignal,
  opened: (close: () => void) => void,
): Promise<PublicProbe> {
  const key = config.apiKeys[0]?.reveal() ?? '';
  const isLocal = isLoopbackHost(new URL(config.publicUrl).hostname);

  async function send({ path, headers = {}, ...rest }: ProbeRequest): Promise<ProbeResult> {
    const nonce = randomBytes(16).toString('hex');
    const result = await http.send({
      ...rest,
      url: config.publicUrl + path,
      headers: { ...headers, 'x-forwarded-for': FORGED_ADDRESS, [PROBE_HEADER]: signProbe(key, nonce, Date.now()) },
      signal,
      clockOf: isLocal ? undefined : 'PUBLIC_URL',
    });
    const isOurs = result.answered && isProbeAnswer(result.headers[PROBE_ANSWER_HEADER], key, nonce, result.text);
    return { result, received: isOurs ? received.parse(JSON.parse(result.text)) : undefined };
  }

  const provider = config.providers[0]?.provider.id ?? '';
  const sendFirst = (): Promise<ProbeResult> =>
    send({ method: 'POST', path: pathTo('receiveNotification', { provider }), body: '' });
  const first = await sendFirst();
  if (first.received !== undefined) return { answeredBy: 'server', first, send };
  // What hangs once hangs again, and there is not time for it.
  if (!first.result.answered && first.result.isTimeout)
    return { answeredBy: undefined, first, send: async () => first };
  const listener = await ownListener(config);
  if (listener === undefined) return { answeredBy: undefined, first, send };
  opened(() => void listener.close(0));
  const second = await sendFirst();
  return { answeredBy: second.received === undefined ? undefined : 'doctor', first: second, send };
}
