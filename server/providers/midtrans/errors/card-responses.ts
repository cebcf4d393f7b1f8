import type { FailureCode } from '../../../../shared/payment-status.ts';
import type { Failure } from '../../../payments/model/model.ts';
import type { Transaction } from '../schema.ts';

/**
 * `channel_response_code` of cards → our failure code: the code of the card holder's bank, passed through by Midtrans. A
 * lost, stolen or suspected card is not told apart from a declined one.
 *
 * @see https://docs.midtrans.com/docs/channel-response-code
 */
const CARD_RESPONSES: Readonly<Record<string, FailureCode>> = {
  '03': 'provider_error',
  '13': 'amount_not_allowed',
  '14': 'card_invalid_number',
  '15': 'card_invalid_number',
  '19': 'channel_unavailable',
  '23': 'provider_error',
  '33': 'card_expired',
  '51': 'insufficient_funds',
  '54': 'card_expired',
  '55': 'authentication_failed',
  '57': 'card_inactive',
  '58': 'card_unsupported',
  '61': 'limit_exceeded',
  '65': 'limit_exceeded',
  '75': 'authentication_failed',
  '82': 'card_declined',
  '90': 'channel_unavailable',
  '91': 'channel_unavailable',
  '92': 'channel_unavailable',
  '96': 'channel_unavailable',
};

/** Of wallets and lenders only these are documented. */
const OTHER_RESPONSES: Readonly<Record<string, FailureCode>> = { '201': 'insufficient_funds' };

/** Why a transaction was denied or failed. An unknown code reads as `declined`. */
export function readFailure({
  channel_response_code: code,
  payment_type: method,
  fraud_status: fraud,
  transaction_status: status,
}: Transaction): Failure {
  const isCard = method === 'credit_card';
  const table = isCard ? CARD_RESPONSES : OTHER_RESPONSES;
  const providerCode = code ?? (/^den/i.test(fraud ?? '') ? `fraud_status ${fraud}` : status);
  const known = code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
  return { code: known ?? (isCard ? 'card_declined' : 'declined'), providerCode };
}
