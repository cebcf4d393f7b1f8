import { Outbox } from '../../simulation/notification-outbox.ts';
import { corrupt } from './corrupt-response.ts';
import { BUSINESS_ID, iso } from './views.ts';
import type { XenditSimulatorOptions } from './options.ts';
import type { Webhook } from './records.ts';
import type { SimulatorState } from './state.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** After the first try; later ones only by the dashboard's resend button. */
const REPEATS = [15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];

export const openOutbox = (options: XenditSimulatorOptions): Outbox<Webhook> =>
  new Outbox({
    now: () => options.clock.now(),
    newId: options.uuid,
    deliver: (webhook) => options.deliver(webhookRequest(options, webhook, options.callbackToken)),
    accepts: (status) => status >= 200 && status < 300,
    nextTry(tries, now, firstTriedAt) {
      const repeat = REPEATS[tries - 1];
      return tries === 0 ? now : repeat && firstTriedAt + repeat;
    },
  });

export function announce(state: SimulatorState, event: string, data: object): void {
  const fault = state.faults.take('notice');
  const garbage = fault?.kind === 'garbage' ? '{"event": "payment.capt' : undefined;
  state.outbox.queue({ event, data: fault ? corrupt(data, fault.kind) : data, garbage }, fault);
}

/** The request as it goes over the wire. `created` is the time of this try, so no two tries are equal. */
export function webhookRequest(
  { webhookUrl, clock }: Pick<XenditSimulatorOptions, 'webhookUrl' | 'clock'>,
  { event, data, garbage }: Webhook,
  token: string | undefined,
): Request {
  const envelope = { event, business_id: BUSINESS_ID, created: iso(clock.now()), api_version: 'v3', data };
  return new Request(webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-callback-token': token }) },
    body: garbage ?? JSON.stringify(envelope),
  });
}
