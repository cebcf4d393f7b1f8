import { Webhook } from 'standardwebhooks';
import { eventHeaders } from './event-headers.ts';
import type { EventReceiver } from './event-receiver.ts';
import type { SendWebhook } from './webhook-sender.ts';

export interface WebhookTarget extends Pick<EventReceiver, 'types'> {
  readonly url: string;
  /** Each of them signs, so that a receiver can rotate its secret. */
  readonly secrets: () => readonly string[];
}

/**
 * Posts events to the storefront, signed as Standard Webhooks say.
 *
 * @throws {Error} at once, for a secret that is not base64 after `whsec_`
 */
export function webhookReceiver({ url, secrets, types }: WebhookTarget, send: SendWebhook): EventReceiver {
  for (const secret of secrets()) new Webhook(secret);
  return {
    types,
    receive: ({ id, body, at }) => send({ url, headers: eventHeaders(id, body, at, secrets()), body }),
  };
}
