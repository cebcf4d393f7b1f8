import type { CheckoutSession } from './session/checkout-session.ts';
import { LiveUpdates } from './session/live-updates.ts';
import { browserTabs } from './ui/browser-tabs.ts';

/** The live updates of a session in this browser; {@link LiveUpdates.sync} starts and stops them. */
export function liveUpdatesOf(session: CheckoutSession): LiveUpdates {
  return new LiveUpdates(session, {
    after: (delayMs, task) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
    tabs: browserTabs(session.bff.address, session.snapshot.session?.checkout.id ?? ''),
    seen: () => !document.hidden,
  });
}
