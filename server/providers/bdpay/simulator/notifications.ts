import { Outbox } from '../../simulation/notification-outbox.ts';
import { corrupt } from './corrupt-response.ts';
import { sealed, type Message } from './wire.ts';
import type { BdpaySimulatorOptions } from './options.ts';
import type { Notification } from './records.ts';
import type { SimulatorState } from './state.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** The pause before each of the six tries. */
const PAUSES = [SECOND, 30 * SECOND, 60 * SECOND, 90 * SECOND, HOUR, 2 * HOUR];

export const openOutbox = (options: BdpaySimulatorOptions): Outbox<Notification> =>
  new Outbox({
    now: () => options.clock.now(),
    newId: options.uuid,
    deliver: (notification) => options.deliver(notificationRequest(options, notification)),
    // Exactly this word.
    accepts: (status, text) => status === 200 && text.trim() === 'SUCCESS',
    nextTry(tries, now) {
      const pause = PAUSES[tries];
      return pause && now + pause;
    },
  });

export function announce(state: SimulatorState, url: string, message: Message): void {
  const fault = state.faults.take('notice');
  const sent = sealed(fault ? corrupt(message, fault.kind) : message, state.options.platformPrivateKey);
  state.outbox.queue({ url, message: sent, garbage: fault?.kind === 'garbage' ? '%%%=&&' : undefined }, fault);
}

/** The request as it goes over the wire. */
export function notificationRequest(
  options: Pick<BdpaySimulatorOptions, 'notificationForm'>,
  { url, message, garbage: body }: Notification,
): Request {
  const texts = Object.entries(message).map(([name, value]) => [name, String(value)] as const);
  const form = options.notificationForm ?? 'urlencoded';
  if (body === undefined && form === 'multipart') {
    const mark = '----kasirsimulator7d1f';
    const parts = texts.map(
      ([name, text]) => `--${mark}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
    );
    return post(url, `multipart/form-data; boundary=${mark}`, `${parts.join('')}--${mark}--\r\n`);
  }
  if (body === undefined && form === 'json') {
    return post(url, 'application/json', JSON.stringify(Object.fromEntries(texts)));
  }
  const encoded = new URLSearchParams(texts.map(([name, text]) => [name, text])).toString();
  return post(url, 'application/x-www-form-urlencoded', body ?? encoded);
}

const post = (url: string, contentType: string, body: string): Request =>
  new Request(url, { method: 'POST', headers: { 'content-type': contentType }, body });
