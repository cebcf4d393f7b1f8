import { OutcomeUnknown, Rejected, type ProviderRejection } from '../../payments/ports/ports.ts';
import type { BdpaySettings } from './environment.ts';
import type { Answer } from './schema.ts';

/**
 * Whether the answer to a question says that there is no such order. An order that is on its way can still come to be,
 * so it ends nothing; it only makes a refusal of the order itself believable.
 */
export const saysNone = ({ code, signed }: Answer): boolean => signed && code === 'NOTEXIST';

export const noSuchOrder = (): Rejected =>
  new Rejected({ code: 'provider_error', providerCode: 'NOTEXIST' }, 'BDPay knows no such order', {
    rejection: { code: 'NOTEXIST', mend: false },
  });

/**
 * What a FAIL means. It may be the echo of an order that is there already (its number is taken, and then it says nothing
 * about that one), so the order is asked about first. Whether BDPay signs a FAIL is not documented: an unsigned one
 * counts only where BDPay says under its signature that there is no such order.
 */
export function readRejection(rejection: Answer, lookedUp: Answer | undefined): Rejected | OutcomeUnknown {
  const isThere = lookedUp?.signed === true && lookedUp.code === 'SUCCESS';
  const isProven = rejection.signed || (lookedUp !== undefined && saysNone(lookedUp));
  if (isProven && !isThere)
    return new Rejected(
      { code: 'provider_error', providerCode: rejection.code },
      `refused: ${rejection.code} ${rejection.providerStatus}`,
      { rejection: rejection.rejection },
    );
  // The echo of an order that is there complains of nothing that anybody could mend.
  if (isThere) return new OutcomeUnknown('refused, and yet there is such an order');
  return new OutcomeUnknown('refused, and nobody signed for it', { rejection: rejection.rejection });
}

/** What the operator should read of an answer; nothing of one that is a signed SUCCESS. */
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
  // Nothing that a customer typed is checked there, so what is refused is ours: a key, the account, a method, a form.
  const mend = code === 'FAIL';
  if (!mend || !OF_TIME.test(providerStatus)) return { code, message, mend };
  const other = dateTime === 'iso' ? 'compact' : 'iso';
  return { code, message, mend, fix: `set BDPAY_DATE_TIME=${other}; ${dateTime} was refused` };
}

/** A complaint about `dateTime`, in the languages that the platform may speak. */
const OF_TIME = /date|time(?!d? ?out)|tanggal|waktu|时间/i;

/** Nothing of the business side answers so: another address, a proxy or a firewall does. */
export const notTheirs = (code: string, path: string, { queryPath }: BdpaySettings): ProviderRejection => ({
  code,
  message: `the answer of ${path} is no answer of BDPay`,
  mend: true,
  fix:
    path === queryPath
      ? 'set BDPAY_QUERY_PATH to the other of its two values; check BDPAY_BASE_URL'
      : 'check BDPAY_BASE_URL, and whether anything between here and BDPay answers in its place',
});
