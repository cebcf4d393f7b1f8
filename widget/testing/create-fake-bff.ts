import type { ChannelView, PaymentView, SavedMethodView, SessionCheckout } from '../../shared/api/views.ts';
import type { ChannelCode } from '../../shared/channel.ts';
import { FakeBff } from './fake-bff.ts';
import { intercept } from './intercept.ts';
import { aChannel, aCheckout, aPayment, HOUR, iso, usualInstruction } from './samples.ts';

export interface FakeBffOptions {
  /** Codes of the catalogue, or whole views. Default: one channel of each common kind. */
  readonly channels?: readonly (ChannelCode | ChannelView)[];
  readonly savedMethods?: readonly SavedMethodView[];
  readonly checkout?: Partial<SessionCheckout>;
  /** A payment that is in progress, or over, when the page is opened. */
  readonly payment?: Partial<PaymentView>;
  /** The one-time password that the bank accepts. Default: any. */
  readonly otp?: string;
  /** Every answer comes this much later, in milliseconds. Default 0. */
  readonly delayMs?: number;
  /** Its clock, epoch milliseconds. Default: the browser's. */
  readonly now?: () => number;
}

/** What a `<kasir-checkout>` needs to use it. */
interface Attachable {
  bff: string | undefined;
  token: string | undefined;
}

/** A BFF that answers requests of this page to `address`, and no other requests. */
export class InstalledFakeBff extends FakeBff {
  /** For `bff`: of this fake only, and of a domain that cannot exist. */
  readonly address = `https://${Math.random().toString(36).slice(2)}.kasir.test`;
  readonly #release = intercept(this.address, this.fetch);

  /** Gives an element the address and the token. */
  attach(element: Attachable): void {
    element.bff = this.address;
    element.token = this.token;
  }

  /** Its address is answered no longer. */
  remove(): void {
    this.streams.end();
    this.#release();
  }
}

const USUAL: readonly ChannelCode[] = [
  'qris',
  'ewallet_gopay',
  'ewallet_dana',
  'va_bca',
  'va_mandiri',
  'retail_alfamart',
  'card',
  'direct_debit_bri',
];

/** A BFF in this page's memory, in place of a server: for tests of a shop, and for trying the widget out. */
export function createFakeBff(options: FakeBffOptions = {}): InstalledFakeBff {
  const { channels = USUAL, savedMethods = [], checkout, payment, otp, delayMs = 0, now = Date.now } = options;
  const fake = new InstalledFakeBff(now);
  const opened = now();
  fake.checkout = aCheckout({ expiresAt: iso(opened + 24 * HOUR), ...checkout });
  fake.channels = channels.map((channel) => (typeof channel === 'string' ? aChannel(channel) : channel));
  fake.savedMethods = savedMethods;
  fake.otp = otp;
  fake.delayMs = delayMs;
  if (payment)
    fake.payment = aPayment({
      amount: fake.checkout.amount,
      currency: fake.checkout.currency,
      instruction: usualInstruction(payment.channel ?? 'va_bca', opened),
      expiresAt: iso(opened + HOUR),
      createdAt: iso(opened),
      updatedAt: iso(opened),
      ...payment,
    });
  // Only money that came in for a payment that was still open has paid the order.
  if (fake.payment?.status === 'succeeded' && checkout?.status === undefined)
    fake.checkout = { ...fake.checkout, status: 'paid' };
  return fake;
}
