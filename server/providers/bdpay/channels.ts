import type { ChannelCode } from '../../../shared/channel.ts';

/** One channel, as BDPay offers it: all in Indonesia and in rupiah. No limits of amounts are documented. */
export interface ChannelRow {
  readonly channel: ChannelCode;
  /** BDPay's `method`; absent on a payment link, whose page lets the customer choose. */
  readonly method?: string;
  /**
   * `number`: a code is paid at a bank or store. `qr`: a code is scanned. `page`: the customer's browser is redirected.
   * `push`: the customer approves in the wallet's app.
   */
  readonly flow: 'number' | 'qr' | 'page' | 'push';
}

/**
 * The fourteen methods, and the payment link.
 *
 * @see https://document.bdpay.co.id, "introduction", method codes
 */
export const CHANNEL_ROWS: readonly ChannelRow[] = [
  { channel: 'va_bca', method: 'VA_BCA', flow: 'number' },
  { channel: 'va_mandiri', method: 'VA_MANDIRI', flow: 'number' },
  { channel: 'va_permata', method: 'VA_PERMATA', flow: 'number' },
  { channel: 'va_cimb', method: 'VA_CIMB', flow: 'number' },
  { channel: 'va_bni', method: 'VA_BNI', flow: 'number' },
  { channel: 'va_bri', method: 'VA_BRI', flow: 'number' },
  { channel: 'va_bnc', method: 'VA_BNC', flow: 'number' },
  { channel: 'va_sampoerna', method: 'VA_SAMPOERNA', flow: 'number' },
  { channel: 'va_maybank', method: 'VA_MAYBANK', flow: 'number' },
  { channel: 'va_danamon', method: 'VA_DANAMON', flow: 'number' },
  { channel: 'retail_alfamart', method: 'RETAIL_ALFAMART', flow: 'number' },
  { channel: 'qris', method: 'QRIS', flow: 'qr' },
  { channel: 'ewallet_dana', method: 'EWALLET_DANA', flow: 'page' },
  { channel: 'ewallet_ovo', method: 'EWALLET_OVO', flow: 'push' },
  { channel: 'checkout_page', flow: 'page' },
];

export const COUNTRY = 'ID';
export const CURRENCY = 'IDR';

export const findRow = (channel: ChannelCode, country: string, currency: string): ChannelRow | undefined =>
  country === COUNTRY && currency === CURRENCY ? CHANNEL_ROWS.find((row) => row.channel === channel) : undefined;
