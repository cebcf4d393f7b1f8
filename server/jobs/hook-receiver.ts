import { EVENT_TYPES } from '../../shared/event-type.ts';
import type { KasirEvent } from '../client/event.ts';
import { readEvent } from '../client/read-event.ts';
import type { EventReceiver } from './event-receiver.ts';

/**
 * The storefront's own function, called in this process instead of a webhook. The event is acknowledged when it returns;
 * if it throws, or takes longer than ten seconds (then `signal` is aborted), the event is delivered again later, as a webhook
 * would be. At least once: ignore an `event.id` that you have processed.
 */
export type OnEvent = (event: KasirEvent, options: { readonly signal: AbortSignal }) => void | Promise<void>;

const TIMEOUT_MS = 10_000;

export function hookReceiver(
  onEvent: OnEvent,
  timeout: () => AbortSignal = () => AbortSignal.timeout(TIMEOUT_MS),
): EventReceiver {
  return {
    types: new Set(EVENT_TYPES),
    async receive({ id, body, isOutdated }) {
      const event = await readEvent(id, body, () => isOutdated);
      if (event === undefined) throw new Error(`the event ${id} cannot be read`);
      const signal = timeout();
      const late = new Promise<never>((_, reject) => {
        const stop = (): void => reject(new HookTooSlow());
        signal.addEventListener('abort', stop, { once: true });
      });
      // Also where it throws at once, so that `late` is listened to: nobody else would, and the process would end.
      const called = (async () => onEvent(event, { signal }))();
      await Promise.race([called, late]);
      return { status: 200 };
    },
  };
}

class HookTooSlow extends Error {
  override readonly name = 'HookTooSlow';
  constructor() {
    super('onEvent did not return in time: do what takes longer afterwards, outside of it');
  }
}
