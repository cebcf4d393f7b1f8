import { Webhook } from 'standardwebhooks';

/**
 * The headers that an event is posted with, as Standard Webhooks say. Each secret signs, so that a receiver can rotate its
 * own.
 *
 * @throws {Error} for a secret that is not base64 after `whsec_`
 */
export const eventHeaders = (
  id: string,
  body: string,
  at: Date,
  secrets: readonly string[],
): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'user-agent': 'Kasir',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
});
