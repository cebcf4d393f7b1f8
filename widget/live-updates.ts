import type { CheckoutSession } from './session/checkout-session.ts';
import { LiveUpdates } from './session/live-updates.ts';
import { browserTabs } from './ui/browser-tabs.ts';

/** What listens for a session in this browser; it begins, and stops, when it is told to look. */
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
