/** What the customer is about to pay, and how. */
export interface PayRequest {
  readonly channel: string;
  /** Id of the saved method, if one is used. */
  readonly savedMethod?: string | undefined;
  readonly amount: number;
  readonly currency: string;
}

/**
 * Asked before a payment is requested. `false` stops it and leaves the screen as it is; a rejection stops it and shows the
 * error's message to the customer.
 */
export type BeforePay = (request: PayRequest) => boolean | void | Promise<boolean | void>;
