import type { PaymentView } from '../../shared/api/views.ts';
import type { Redirect } from '../events.ts';
import type { DeviceFacts } from '../ui/device.ts';

/** How to leave for the provider, beside what the instruction says. */
export interface Departure {
  /** `app`: into the provider's app where the device has one, else to its page. */
  readonly where: 'app' | 'web';
  readonly device: DeviceFacts;
  /** Where a form may be inserted for the moment. */
  readonly root: ShadowRoot;
  /** Announces it to the page; false when that navigates itself. */
  readonly mayLeave: () => boolean;
  /** The browser blocked it before: into a new tab. */
  readonly newTab: boolean;
  /** The browser does not let the frame that the widget is in navigate the tab. */
  readonly onBlocked: () => void;
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
