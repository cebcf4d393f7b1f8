import { Agent, request } from 'undici';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Throws when no response was received. */
export type SendWebhook = (request: WebhookRequest) => Promise<{ readonly status: number }>;

const TIMEOUT_MS = 10_000;
/** The body of a response is ignored; a short one is read, so that the connection can be reused. */
const MAX_DISCARDED_BYTES = 16 * 1024;

/** Posts to the storefront: one deadline for the whole exchange, no redirects, the body of the response ignored. */
export function webhookSender(timeoutMs: number = TIMEOUT_MS): { send: SendWebhook; close: () => Promise<void> } {
  const agent = new Agent({ connect: { timeout: timeoutMs }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  return {
    async send({ url, headers, body }) {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await request(url, { method: 'POST', headers, body, signal, dispatcher: agent });
      // Only the status counts, even when reading the body fails.
      await response.body.dump({ limit: MAX_DISCARDED_BYTES, signal }).catch(() => undefined);
      return { status: response.statusCode };
    },
    close: () => agent.close(),
  };
}
