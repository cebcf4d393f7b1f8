import type { PaymentView } from '../../shared/api/views.ts';
import type { Redirect } from '../events.ts';
import type { DeviceFacts } from '../ui/device.ts';

/** A way out to the provider, as far as the view of the instruction does not know it itself. */
export interface Departure {
  /** `app`: into the provider's app where the device has one, else to its page. */
  readonly where: 'app' | 'web';
  readonly device: DeviceFacts;
  /** Where a form may stand for the moment. */
  readonly root: ShadowRoot;
  /** Tells the page; false when it wants to navigate itself. */
  readonly mayLeave: () => boolean;
  /** The browser has held us back already: into a new tab. */
  readonly newTab: boolean;
  /** The browser does not let the frame that we stand in be left. */
  readonly heldBack: () => void;
}

/** Tells the page that the browser is about to leave for this payment's provider; false when it is not to. */
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
