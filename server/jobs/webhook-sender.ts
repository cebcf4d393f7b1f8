import { Agent, request } from 'undici';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Throws when no answer came. */
export type SendWebhook = (request: WebhookRequest) => Promise<{ readonly status: number }>;

const TIMEOUT_MS = 10_000;
/** An answer's body means nothing; a short one is read away so that the connection can be used again. */
const MAX_DISCARDED_BYTES = 16 * 1024;

/** Posts to the storefront: one deadline for everything, no redirects, the answer's body thrown away. */
export function webhookSender(timeoutMs: number = TIMEOUT_MS): { send: SendWebhook; close: () => Promise<void> } {
  const agent = new Agent({ connect: { timeout: timeoutMs }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  return {
    async send({ url, headers, body }) {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await request(url, { method: 'POST', headers, body, signal, dispatcher: agent });
      // The status is the answer, whatever becomes of the body.
      await response.body.dump({ limit: MAX_DISCARDED_BYTES, signal }).catch(() => undefined);
      return { status: response.statusCode };
    },
    close: () => agent.close(),
  };
}
