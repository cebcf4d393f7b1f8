import type { PaymentView } from '../../shared/api/views.ts';
import type { Redirect } from '../events.ts';
import type { DeviceFacts } from '../ui/device.ts';
import { openUrl, postForm } from '../ui/leave-page.ts';
import { isAppUrl, isWebUrl } from '../ui/safe-url.ts';

export interface Departure {
  readonly payment: PaymentView;
  /** `app`: into the provider's app where the device has one, else to its page. */
  readonly where: 'app' | 'web';
  readonly device: DeviceFacts;
  /** Where a form may stand for the moment. */
  readonly root: ShadowRoot;
  /** Tells the page; false when it wants to navigate itself. */
  readonly mayRedirect: (redirect: Redirect) => boolean;
}

/** Sends the customer to where the payment's instruction leads, if it leads anywhere safe. */
export function leaveForProvider({ payment, where, device, root, mayRedirect }: Departure): void {
  const { instruction } = payment;
  if (instruction.kind === 'redirect') {
    const { url, appUrl, method } = instruction;
    const app = where === 'app' && device.kind === 'mobile' && appUrl && isAppUrl(appUrl) ? appUrl : undefined;
    if (!app && !isWebUrl(url)) return;
    if (mayRedirect({ payment, url, appUrl, method })) openUrl(app ?? url);
  }
  // A card is typed into a form of its own, which posts itself.
  if (instruction.kind === 'form_post' && !instruction.inputs && isWebUrl(instruction.action)) {
    const { action, fields } = instruction;
    if (mayPost(payment, mayRedirect)) postForm(root, action, fields);
  }
}

/** Tells the page that a form is about to be posted; false when it is not to be. */
export function mayPost(payment: PaymentView, mayRedirect: Departure['mayRedirect']): boolean {
  if (payment.instruction.kind !== 'form_post') return false;
  const { action, fields, inputs } = payment.instruction;
  return mayRedirect({ payment, url: action, method: 'POST', fields, inputs });
}
