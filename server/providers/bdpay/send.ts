import { NotDelivered, OutcomeUnknown, Rejected, type ProviderRejection } from '../../payments/ports/ports.ts';
import type { ProviderIo } from '../provider.ts';
import { scrubMessage } from '../scrub-message.ts';
import type { ApiCall } from './build.ts';
import type { BdpaySettings } from './environment.ts';
import { readJson, type Fields } from './members.ts';
import { isGenuine, keyBytes, MAX_SIGN_LENGTH, seal, signableBytes, signatureLength, signString } from './signature.ts';

export interface Answer {
  /** `platRespCode`: `SUCCESS` means accepted or answered, and nothing about any money. */
  readonly code: string;
  readonly fields: Fields;
  /** The platform's own words, scrubbed. */
  readonly providerStatus: string;
  /** For the operator, where it is anything but a signed SUCCESS. */
  readonly rejection: ProviderRejection | undefined;
  /** BDPay made it. Without that nothing in it may decide anything. */
  readonly signed: boolean;
}

/** Sends one request. Throws NotDelivered, Rejected (nothing was sent) or OutcomeUnknown. */
export type Send = (call: ApiCall, signal: AbortSignal) => Promise<Answer>;

/** The only place of this folder that talks to BDPay, and the only one that uses the keys for it. */
export function sender(settings: BdpaySettings, { fetch }: ProviderIo): Send {
  const { baseUrl, privateKey, platformKey } = settings;
  const root = baseUrl.origin + (baseUrl.pathname === '/' ? '' : baseUrl.pathname);

  return async ({ path, body }, signal) => {
    const bytes = Buffer.byteLength(signString(body));
    const length = signatureLength(bytes, privateKey);
    if (length > MAX_SIGN_LENGTH) {
      const room = signableBytes(privateKey);
      throw new Rejected(
        { code: 'provider_error', providerCode: 'SIGN_TOO_LONG' },
        `nothing was sent: the signature would have ${length} characters, BDPay takes ${MAX_SIGN_LENGTH}`,
        {
          rejection: {
            code: 'SIGN_TOO_LONG',
            message: `nothing was sent: ${bytes} bytes to sign, a key of ${keyBytes(privateKey) * 8} bits has room for ${room}`,
            mend: true,
            fix: 'make BDPAY_PRIVATE_KEY one of 1024 bits, or PUBLIC_URL shorter',
          },
        },
      );
    }
    const { status, text } = await fetch({
      method: 'POST',
      url: root + path,
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
      body: JSON.stringify({ ...Object.fromEntries(body), sign: seal(body, privateKey) }),
      signal,
    });
    const http = `HTTP ${status}`;
    // Every answer of the business side comes with 200. This one is from a door before it, which let nothing in.
    if (status === 429) throw new NotDelivered(`refused for now: ${http}`, { rejection: { code: http, mend: false } });
    if (status !== 200)
      throw new OutcomeUnknown(`no answer of the business side: ${http}`, {
        rejection: status < 500 ? notTheirs(http, path, settings) : { code: http, mend: false },
      });
    const fields = readJson(text);
    const code = fields?.get('platRespCode');
    if (fields === undefined || typeof code !== 'string' || code === '')
      throw new OutcomeUnknown('the answer is not legible', { rejection: notTheirs(http, path, settings) });
    const signed = isGenuine(fields, platformKey);
    const providerStatus = scrubMessage(fields.get('platRespMessage') ?? '');
    return { code, fields, signed, providerStatus, rejection: rejectionIn({ code, signed, providerStatus }, settings) };
  };
}

/** What the operator should read of an answer; nothing of one that is a signed SUCCESS. */
function rejectionIn(
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
const notTheirs = (code: string, path: string, { queryPath }: BdpaySettings): ProviderRejection => ({
  code,
  message: `the answer of ${path} is no answer of BDPay`,
  mend: true,
  fix:
    path === queryPath
      ? 'set BDPAY_QUERY_PATH to the other of its two values; check BDPAY_BASE_URL'
      : 'check BDPAY_BASE_URL, and whether anything between here and BDPay answers in its place',
});
