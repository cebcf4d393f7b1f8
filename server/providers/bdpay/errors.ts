import { OutcomeUnknown, Rejected, type ProviderRejection } from '../../payments/ports/ports.ts';
import type { BdpaySettings } from './environment.ts';
import type { Answer } from './schema.ts';

/**
 * Whether the answer to an inquiry says, signed, that there is no such order. An order that is still being created can
 * appear later, so this ends no payment; it only confirms that an order was rejected.
 */
export const isNotFound = ({ code, signed }: Answer): boolean => signed && code === 'NOTEXIST';

export const noSuchOrder = (): Rejected =>
  new Rejected({ code: 'provider_error', providerCode: 'NOTEXIST' }, 'BDPay has no such order', {
    rejection: { code: 'NOTEXIST', mend: false },
  });

/**
 * What a FAIL means. It may say that the order number is already used, by an earlier try of the same order, so the order
 * is inquired about first. Whether BDPay signs a FAIL is not documented: an unsigned one counts only where a signed answer
 * says that there is no such order.
 *
 * @see https://document.bdpay.co.id, "response code"
 */
export function readRejection(rejection: Answer, lookedUp: Answer | undefined): Rejected | OutcomeUnknown {
  const isThere = lookedUp?.signed === true && lookedUp.code === 'SUCCESS';
  const isProven = rejection.signed || (lookedUp !== undefined && isNotFound(lookedUp));
  if (isProven && !isThere)
    return new Rejected(
      { code: 'provider_error', providerCode: rejection.code },
      `rejected: ${rejection.code} ${rejection.providerStatus}`,
      { rejection: rejection.rejection },
    );
  // The order exists, so this rejection is about nothing that has to be fixed.
  if (isThere) return new OutcomeUnknown('rejected, but the order exists');
  return new OutcomeUnknown('rejected, but the answer is not signed', { rejection: rejection.rejection });
}

/** What the operator is told of an answer; nothing of a signed SUCCESS. */
export function rejectionIn(
  { code, signed, providerStatus }: Pick<Answer, 'code' | 'signed' | 'providerStatus'>,
  { dateTime }: BdpaySettings,
): ProviderRejection | undefined {
  const message = providerStatus === '' ? undefined : providerStatus;
  if (code === 'SUCCESS')
    return signed
      ? undefined
      : {
          code: 'SIGNATURE',
          message: 'the answer is not signed with the key of BDPAY_PLATFORM_PUBLIC_KEY',
          mend: true,
          fix: "set BDPAY_PLATFORM_PUBLIC_KEY to BDPay's public key as the backstage shows it",
        };
  // BDPay checks nothing that a customer enters, so the cause is ours: a key, the account, a method or a format.
  const mend = code === 'FAIL';
  if (!mend || !OF_TIME.test(providerStatus)) return { code, message, mend };
  const other = dateTime === 'iso' ? 'compact' : 'iso';
  return { code, message, mend, fix: `set BDPAY_DATE_TIME=${other}; ${dateTime} was rejected` };
}

/** A message about `dateTime`, in the languages that the platform may use. */
const OF_TIME = /date|time(?!d? ?out)|tanggal|waktu|时间/i;

/** An answer that BDPay's API does not give: it comes from another address, a proxy or a firewall. */
export const notTheirs = (code: string, path: string, { queryPath }: BdpaySettings): ProviderRejection => ({
  code,
  message: `the answer to ${path} is not an answer of BDPay`,
  mend: true,
  fix:
    path === queryPath
      ? 'set BDPAY_QUERY_PATH to the other of its two values; check BDPAY_BASE_URL'
      : 'check BDPAY_BASE_URL, and whether a proxy or firewall answers in place of BDPay',
});
