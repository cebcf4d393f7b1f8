import type { SessionView } from '../shared/api/views.ts';
import type { BeforePay } from './before-pay.ts';
import type { ChannelFormState } from './screens/channel-form-state.ts';
import type { PaymentRequestBody } from './session/payment-commands.ts';

/** Asks the page whether a payment may be requested, once at a time, and keeps what it said against it. */
export class PayApproval {
  readonly #form: ChannelFormState;
  #message: string | undefined;
  /** What was selected then. */
  #key: string | undefined;

  constructor(form: ChannelFormState) {
    this.#form = form;
  }

  /** For the customer, until another channel is selected. */
  get message(): string | undefined {
    return this.#key === this.#form.key ? this.#message : undefined;
  }

  /** `current`: the session at any time; `undefined` once it has ended. */
  async ask(
    beforePay: BeforePay | undefined,
    body: PaymentRequestBody,
    session: SessionView,
    current: () => SessionView | undefined,
  ): Promise<boolean> {
    const { key } = this.#form;
    this.#message = undefined;
    if (!beforePay) return true;
    const { id, amount, currency } = session.checkout;
    const channel = this.#form.selectedOf(session)?.channel?.code ?? body.channel ?? '';
    try {
      const approved = (await beforePay({ channel, savedMethod: body.savedMethod, amount, currency })) !== false;
      const checkout = current()?.checkout;
      // Meanwhile the customer may have changed their mind, and the page the order: that is not what it was asked about.
      return approved && this.#form.key === key && checkout?.id === id && checkout.amount === amount;
    } catch (error) {
      this.#message = error instanceof Error ? error.message : String(error);
      this.#key = key;
      return false;
    }
  }
}
