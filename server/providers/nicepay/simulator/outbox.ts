import { Outbox } from '../../simulation/notification-outbox.ts';
import type { NicepaySimulatorOptions } from './options.ts';

export interface Notification {
  readonly tXid: string;
  readonly event: 'deposit' | 'reversal';
  /** The `dbProcessUrl` of the transaction. */
  readonly address: string;
  /** The form as it was when the event happened. */
  readonly body: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long after a failed delivery the next one follows. Not documented: these are our own values. */
const RETRY_DELAYS_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR];

/** The notifications that wait for their delivery. */
export const openOutbox = ({ clock, uuid, deliver }: NicepaySimulatorOptions): Outbox<Notification> =>
  new Outbox({
    now: () => clock.now(),
    newId: uuid,
    deliver: ({ address, body }) => deliver(notificationRequest(address, body)),
    // Only HTTP 200 counts as delivered.
    accepts: (status) => status === 200,
    nextTry(tries, now) {
      const delayMs = RETRY_DELAYS_MS[tries - 1];
      return tries === 0 ? now : delayMs && now + delayMs;
    },
  });

/** @see https://docs.nicepay.co.id/en/nicepay-api-v2-notification-api-convenience-store */
export const notificationRequest = (address: string, body: string): Request =>
  new Request(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Jakarta Commons-HttpClient/3.1',
    },
    body,
  });
