import { Rejected, type PayoutOffer, type PayoutOrder } from '../../../payments/ports/ports.ts';
import { apiCall, type ApiCall } from '../build.ts';
import { CURRENCY } from '../channels.ts';
import type { BdpaySettings } from '../environment.ts';
import { plainText } from '../wire/texts.ts';

const MAX_NAME_LENGTH = 32;
const MAX_DESCRIPTION_LENGTH = 32;

/** The account name is not changed, because the bank compares it. A description is. */
export const PAYOUT_TEXT_RULES: NonNullable<PayoutOffer['textRules']> = {
  accountName: {
    regex: new RegExp(`^[\\x20-\\x7e]{1,${MAX_NAME_LENGTH}}$`),
    message: `must be the holder's name as the bank writes it: at most ${MAX_NAME_LENGTH} plain characters, no accents`,
  },
};

/**
 * `POST /gateway/cash`.
 *
 * @see https://document.bdpay.co.id, "withdraw or transfer"
 * @throws {Rejected} for what BDPay cannot take unchanged; nothing is sent then
 */
export function buildPayout(order: PayoutOrder, settings: BdpaySettings, now: number): ApiCall {
  if (order.money.currency !== CURRENCY) throw refuse('amount_not_allowed', 'CURRENCY');
  if (PAYOUT_TEXT_RULES.accountName?.regex.test(order.accountName) === false) throw refuse('account_invalid', 'NAME');
  if (!/^[A-Za-z0-9]+$/.test(order.accountNumber + order.bankCode)) throw refuse('account_invalid', 'ACCOUNT');
  const fields = {
    orderNum: order.merchantReference,
    money: String(order.money.amount),
    description: plainText(order.description, MAX_DESCRIPTION_LENGTH) || order.merchantReference,
    name: order.accountName,
    bankCode: order.bankCode,
    number: order.accountNumber,
    notifyUrl: order.notificationUrl,
    feeType: order.feeBearer === 'recipient' ? '0' : '1',
  };
  return apiCall('/gateway/cash', fields, settings, now);
}

const refuse = (code: 'amount_not_allowed' | 'account_invalid', what: string): Rejected =>
  new Rejected({ code, providerCode: what }, `not sent: BDPay does not accept this ${what.toLowerCase()}`);

/** @see https://document.bdpay.co.id, "payout status" */
export const buildPayoutQuery = (orderNum: string, settings: BdpaySettings, now: number): ApiCall =>
  apiCall('/gateway/cash/status', { orderNum }, settings, now);

/** @see https://document.bdpay.co.id, "balance" */
export const buildBalanceQuery = (settings: BdpaySettings, now: number): ApiCall =>
  apiCall('/gateway/account', {}, settings, now);
