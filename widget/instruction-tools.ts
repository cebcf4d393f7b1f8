import { CodeCopier } from './code-copier.ts';
import type { PaymentMessages } from './i18n/payment/messages.ts';
import { OtpEntry } from './otp-entry.ts';
import { PaymentCountdown } from './payment-countdown.ts';
import type { PaymentFlowHost } from './payment-flow-host.ts';
import { ProviderRedirect } from './provider-redirect.ts';
import type { CustomerActions } from './session/customer-actions.ts';
import { SlipHandover } from './slip-handover.ts';
import type { PaymentActions, PaymentFlowContext } from './views/context.ts';
import type { BoundView } from './views/load-view.ts';

type Outcomes = Pick<
  PaymentFlowContext,
  'returned' | 'blocked' | 'appMissed' | 'slipOutcome' | 'copyRefused' | 'copied' | 'otpFault' | 'otpSent'
>;

type ToolActions = Pick<PaymentActions, 'copy' | 'go' | 'useSlip' | 'mayLeave' | 'onBlocked' | 'confirm' | 'resendOtp'>;

/** What a customer can do with an instruction: copy it, take it along, follow it to the provider, type its code in time. */
export class InstructionTools {
  readonly countdown: PaymentCountdown;
  readonly redirect: ProviderRedirect;
  readonly slip: SlipHandover;
  readonly actions: ToolActions;
  readonly #copier: CodeCopier;
  readonly #otp: OtpEntry;

  /** `view`: of the present instruction. `place`: the name of where it leads. */
  constructor(
    host: PaymentFlowHost,
    customer: CustomerActions,
    t: PaymentMessages,
    view: () => BoundView | undefined,
    place: () => string | undefined,
  ) {
    const redirect = new ProviderRedirect(host, t, view, place);
    const slip = new SlipHandover(host, t);
    const copier = new CodeCopier(host, t);
    const otp = new OtpEntry(host, customer, t);
    this.countdown = new PaymentCountdown(host, t, () => view()?.deadline);
    this.redirect = redirect;
    this.slip = slip;
    this.#copier = copier;
    this.#otp = otp;
    this.actions = {
      copy: (name, text, shown) => void copier.copy(name, text, shown),
      go: (where) => redirect.go(where),
      useSlip: (tool, payment) => void slip.use(tool, payment),
      mayLeave: () => redirect.mayLeave(),
      onBlocked: () => redirect.block(),
      confirm: (code) => void otp.confirm(code),
      resendOtp: () => void otp.resend(),
    };
  }

  /** What came of it so far. */
  get outcomes(): Outcomes {
    const { returned, blocked, appMissed } = this.redirect;
    return {
      returned,
      blocked,
      appMissed,
      slipOutcome: this.slip.outcome,
      copyRefused: this.#copier.refused,
      copied: this.#copier.copied,
      otpFault: this.#otp.fault,
      otpSent: this.#otp.sent,
    };
  }

  /** Another instruction: nothing of the one before may remain. */
  reset(): void {
    for (const part of [this.#otp, this.redirect, this.countdown, this.#copier, this.slip]) part.reset();
  }

  stop(): void {
    for (const part of [this.countdown, this.#copier, this.slip]) part.stop();
  }
}
