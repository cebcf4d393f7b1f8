import type { PaymentMessages } from './i18n/payment/messages.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import type { CustomerActions } from './session/customer-actions.ts';

export interface OtpEntryHost {
  readonly root: ShadowRoot;
  readonly session: CheckoutSession;
  readonly requestUpdate: () => void;
  readonly announce: (text: string) => void;
}

/** The verification code that the customer types, and what is wrong with it. */
export class OtpEntry {
  readonly #host: OtpEntryHost;
  readonly #customer: CustomerActions;
  readonly #t: PaymentMessages;
  #fault: string | undefined;
  #sent = false;

  constructor(host: OtpEntryHost, customer: CustomerActions, t: PaymentMessages) {
    this.#host = host;
    this.#customer = customer;
    this.#t = t;
  }

  get fault(): string | undefined {
    return this.#fault;
  }

  /** The bank has just sent another code. */
  get sent(): boolean {
    return this.#sent;
  }

  /** Another instruction. */
  reset(): void {
    this.#fault = undefined;
    this.#sent = false;
  }

  async confirm(otp: string): Promise<void> {
    const { session } = this.#host;
    const { instruction } = session.snapshot.payment ?? {};
    const length = instruction?.kind === 'otp' ? instruction.length : undefined;
    this.#sent = false;
    if (otp === '' || (length !== undefined && otp.length !== length)) this.#fault = this.#t.otpNeeded(length);
    else {
      await this.#customer.confirm(otp);
      const refused = session.snapshot.problem?.errors?.some(({ path }) => path === 'otp');
      this.#fault = refused ? this.#t.otpWrong : undefined;
    }
    this.#host.requestUpdate();
    if (this.#fault !== undefined) this.#field?.focus();
  }

  async resend(): Promise<void> {
    this.#fault = undefined;
    await this.#customer.resendOtp();
    if (this.#host.session.snapshot.problem) return;
    this.#sent = true;
    // The old code is no longer valid.
    if (this.#field) this.#field.value = '';
    this.#host.announce(this.#t.otpSent);
  }

  get #field(): HTMLInputElement | null {
    return this.#host.root.querySelector('#otp');
  }
}
