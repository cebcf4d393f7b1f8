import type { PaymentView } from '../../shared/api/views.ts';
import type { Redirect } from '../events.ts';
import type { DeviceFacts } from '../ui/device.ts';

/**
 * `app`: into the provider's app where the device may have it, else to its page; `auto`: the same, but not from inside
 * another app, which may answer with an error page of its own.
 */
export type Destination = 'app' | 'web' | 'auto';

/** How to leave for the provider, beside what the instruction says. */
export interface Departure {
  readonly where: Destination;
  readonly device: DeviceFacts;
  /** Where a form may be inserted for the moment. */
  readonly root: ShadowRoot;
  /** Announces it to the page; false when that navigates itself. */
  readonly mayLeave: () => boolean;
  /** The browser blocked it before: into a new tab. */
  readonly newTab: boolean;
  /** The browser does not let the frame that the widget is in navigate the tab. */
  readonly onBlocked: () => void;
  /** The app does not seem to open; false: it has opened after all. */
  readonly onMissed: (missed: boolean) => void;
}

/** Announces to the page that the browser is about to leave for this payment's provider; false when it must not. */
export function mayLeave(payment: PaymentView, mayRedirect: (redirect: Redirect) => boolean): boolean {
  const { instruction } = payment;
  if (instruction.kind === 'redirect') {
    const { url, appUrl, method } = instruction;
    return mayRedirect({ payment, url, appUrl, method });
  }
  if (instruction.kind !== 'form_post') return false;
  const { action, fields, inputs } = instruction;
  return mayRedirect({ payment, url: action, method: 'POST', fields, inputs });
}
