import { BROWSER_ROUTES, fillPath } from '../../shared/api/routes.ts';
import type { PaymentView } from '../../shared/api/views.ts';
import type { Bff } from './bff.ts';
import type { CustomerDevice } from './customer-device.ts';

/** The body of a request for a payment. It has no amount: the BFF knows what the checkout costs. */
export interface PaymentRequestBody {
  /** May be left out with `savedMethod`, which has a channel of its own. */
  readonly channel?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly savedMethod?: string;
  /** The customer's consent. */
  readonly save?: boolean;
  readonly device?: CustomerDevice;
}

/** What the BFF is asked to do with payments; a list that is only looked at needs none of it. */
export class PaymentCommands {
  readonly #bff: Bff;

  constructor(bff: Bff) {
    this.#bff = bff;
  }

  /** `key` is the Idempotency-Key: the same one again never makes a second payment. */
  create(request: PaymentRequestBody, key: string): Promise<PaymentView> {
    const json = { ...request, device: this.#bff.device };
    return this.#bff.callPayment('POST', BROWSER_ROUTES.createSessionPayment[1], json, { 'idempotency-key': key });
  }

  confirm(id: string, otp: string): Promise<PaymentView> {
    return this.#command('confirmSessionPayment', id, { otp });
  }

  resendOtp(id: string): Promise<PaymentView> {
    return this.#command('resendOtp', id);
  }

  cancel(id: string): Promise<PaymentView> {
    return this.#command('cancelSessionPayment', id);
  }

  #command(
    route: 'confirmSessionPayment' | 'resendOtp' | 'cancelSessionPayment',
    id: string,
    json: object = {},
  ): Promise<PaymentView> {
    return this.#bff.callPayment('POST', fillPath(BROWSER_ROUTES[route][1], { id }), json);
  }
}
