import type { PaymentView, SessionView } from '../../shared/api/views.ts';
import type { Guides } from '../i18n/guides/guides.ts';
import type { PaymentMessages } from '../i18n/payment/messages.ts';
import type { Language } from '../../shared/language.ts';
import type { Snapshot } from '../session/snapshot.ts';
import type { DeviceFacts } from '../ui/device.ts';
import type { Formats } from '../ui/formats.ts';
import type { PaymentSlip, SlipTool } from '../slip/payment-slip.ts';
import type { Destination } from './departure.ts';

/** What the screens after the choice are rendered from, and what they can ask for. */
export interface PaymentFlowContext {
  readonly snapshot: Snapshot;
  readonly session: SessionView;
  readonly payment: PaymentView | undefined;
  /** The name of the payment's channel. */
  readonly channel: string;
  /** Where the customer is sent: `DANA`, `halaman kartu`. */
  readonly place: string;
  /** The page there: `halaman DANA`, `halaman kartu`. */
  readonly page: string;
  readonly t: PaymentMessages;
  readonly locale: Language;
  readonly formats: Formats;
  readonly guides: Guides | undefined;
  readonly device: DeviceFacts;
  /** The BFF's clock, epoch milliseconds. */
  readonly now: number;
  /** The customer has just come back from the provider's page. */
  readonly returned: boolean;
  /** The browser does not let the frame that the widget is in navigate the tab to the provider. */
  readonly blocked: boolean;
  /** The provider's app did not open a moment after it was called. */
  readonly appMissed: boolean;
  /** What came of sharing, saving or printing. */
  readonly slipOutcome: string | undefined;
  /** What the browser refused to copy, by name. */
  readonly copyRefused: string | undefined;
  /** What was copied a moment ago, by name. */
  readonly copied: string | undefined;
  /** The customer has asked for the present status, and the answer is on its way. */
  readonly checkingNow: boolean;
  /** What the customer was told on asking, while the payment is still to be paid. */
  readonly checkResult: string | undefined;
  /** What is wrong with the verification code that was typed. */
  readonly otpFault: string | undefined;
  /** The bank has just sent another verification code. */
  readonly otpSent: boolean;
  readonly actions: PaymentActions;
}

export interface PaymentActions {
  /** `name`: of the copy button; `shown` is selected where the browser cannot copy. */
  readonly copy: (name: string, text: string, shown: Element | null) => void;
  /** Cancels the payment and goes back to the list. */
  readonly leave: () => void;
  /** Back to the list after a payment that is over; `same`: with the same channel selected. */
  readonly again: (same: boolean) => void;
  /** Requests the same payment again; back to the list where something has to be filled in for it. */
  readonly resend: () => void;
  /** On to the provider: into its app, or to its page. */
  readonly go: (where: Destination) => void;
  /** Shares, saves or prints what there is to pay. */
  readonly useSlip: (tool: SlipTool, slip: PaymentSlip) => void;
  /** Announces to the page that the browser is about to leave for the provider; false when it must not. */
  readonly mayLeave: () => boolean;
  /** The browser did not let the frame navigate the tab. */
  readonly onBlocked: () => void;
  readonly confirm: (otp: string) => void;
  readonly resendOtp: () => void;
  /** Asks the BFF for the present status. */
  readonly checkNow: () => void;
  readonly announce: (text: string) => void;
  /** What a screen is rendered from has changed. */
  readonly redraw: () => void;
}
