import { NotDelivered, OutcomeUnknown, Rejected } from '../../payments/ports/ports.ts';
import { encryptHere } from '../../platform/rsa-encrypt.ts';
import type { ProviderIo } from '../provider.ts';
import { scrubMessage } from '../scrub-message.ts';
import type { ApiCall } from './build.ts';
import type { BdpaySettings } from './environment.ts';
import { notTheirs, rejectionIn } from './errors.ts';
import type { Answer } from './schema.ts';
import { readJson } from './wire/fields.ts';
import {
  isGenuine,
  keyBytes,
  MAX_SIGN_LENGTH,
  signFields,
  signableBytes,
  signatureLength,
  signString,
} from './wire/signature.ts';

/**
 * Sends one request.
 *
 * @throws {GatewayError} `NotDelivered`, `OutcomeUnknown`, or `Rejected` where nothing was sent
 */
export type Send = (call: ApiCall, signal: AbortSignal) => Promise<Answer>;

/**
 * The only place of this folder that talks to BDPay, and the only one that signs requests.
 *
 * @see https://document.bdpay.co.id, "encryption rules"
 */
export function sender(settings: BdpaySettings, { fetch, rsaEncrypt = encryptHere }: ProviderIo): Send {
  const { baseUrl, privateKey, platformKey } = settings;
  const root = baseUrl.origin + (baseUrl.pathname === '/' ? '' : baseUrl.pathname);

  return async ({ path, body }, signal) => {
    const bytes = Buffer.byteLength(signString(body));
    const length = signatureLength(bytes, privateKey);
    if (length > MAX_SIGN_LENGTH) {
      const room = signableBytes(privateKey);
      throw new Rejected(
        { code: 'provider_error', providerCode: 'SIGN_TOO_LONG' },
        `not sent: the signature would have ${length} characters, and BDPay accepts ${MAX_SIGN_LENGTH}`,
        {
          rejection: {
            code: 'SIGN_TOO_LONG',
            message: `not sent: ${bytes} bytes to sign, and a key of ${keyBytes(privateKey) * 8} bits can sign ${room}`,
            mend: true,
            fix: 'use a BDPAY_PRIVATE_KEY of 1024 bits, or a shorter PUBLIC_URL',
          },
        },
      );
    }
    const { status, text } = await fetch({
      method: 'POST',
      url: root + path,
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
      body: JSON.stringify({ ...Object.fromEntries(body), sign: await signFields(body, privateKey, rsaEncrypt) }),
      signal,
    });
    const http = `HTTP ${status}`;
    // Every answer of the API itself has status 200. A 429 comes from a gateway in front of it, which passed nothing on.
    if (status === 429) throw new NotDelivered(`rejected for now: ${http}`, { rejection: { code: http, mend: false } });
    if (status !== 200)
      throw new OutcomeUnknown(`not an answer of the API: ${http}`, {
        rejection: status < 500 ? notTheirs(http, path, settings) : { code: http, mend: false },
      });
    const fields = readJson(text);
    const code = fields?.get('platRespCode');
    if (fields === undefined || typeof code !== 'string' || code === '')
      throw new OutcomeUnknown('the answer cannot be read', { rejection: notTheirs(http, path, settings) });
    const signed = isGenuine(fields, platformKey);
    const providerStatus = scrubMessage(fields.get('platRespMessage') ?? '');
    return { code, fields, signed, providerStatus, rejection: rejectionIn({ code, signed, providerStatus }, settings) };
  };
}
