import { NotDelivered, OutcomeUnknown, Rejected } from '../../payments/ports.ts';
import type { ProviderIo } from '../provider.ts';
import type { ApiCall } from './build.ts';
import type { BdpaySettings } from './environment.ts';
import { readJson, type Members } from './members.ts';
import { isGenuine, keyBytes, MAX_SIGN_LENGTH, seal, signableBytes, signatureLength, signString } from './signature.ts';

export interface Answer {
  /** `platRespCode`: `SUCCESS` means accepted or answered, and nothing about any money. */
  readonly code: string;
  readonly members: Members;
  /** The platform's words for the operator. */
  readonly said: string;
  /** BDPay made it. Without that nothing in it may decide anything. */
  readonly signed: boolean;
}

/** Sends one request. Throws NotDelivered, Rejected (nothing was sent) or OutcomeUnknown. */
export type Send = (call: ApiCall, signal: AbortSignal) => Promise<Answer>;

/** The only place of this folder that talks to BDPay, and the only one that uses the keys for it. */
export function sender(settings: BdpaySettings, { fetch, log }: ProviderIo): Send {
  const { baseUrl, privateKey, platformKey } = settings;
  const root = baseUrl.origin + (baseUrl.pathname === '/' ? '' : baseUrl.pathname);

  return async ({ path, body }, signal) => {
    const bytes = Buffer.byteLength(signString(body));
    const length = signatureLength(bytes, privateKey);
    if (length > MAX_SIGN_LENGTH) {
      log.error(
        { path, bytes, room: signableBytes(privateKey), keyBits: keyBytes(privateKey) * 8 },
        'configuration: the signature would be longer than BDPay takes; a 1024-bit key or a shorter PUBLIC_URL helps',
      );
      throw new Rejected(
        { code: 'provider_error', providerCode: 'SIGN_TOO_LONG' },
        `nothing was sent: the signature would have ${length} characters, BDPay takes ${MAX_SIGN_LENGTH}`,
      );
    }
    const { status, text } = await fetch({
      method: 'POST',
      url: root + path,
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
      body: JSON.stringify({ ...Object.fromEntries(body), sign: seal(body, privateKey) }),
      signal,
    });
    // Every answer of the business side comes with 200. This one is from a door before it, which let nothing in.
    if (status === 429) throw new NotDelivered('refused for now: HTTP 429');
    if (status !== 200) throw new OutcomeUnknown(`no answer of the business side: HTTP ${status}`);
    const members = readJson(text);
    const code = members?.get('platRespCode');
    if (members === undefined || typeof code !== 'string' || code === '') {
      log.error({ path }, 'an answer that is not what it should be');
      throw new OutcomeUnknown('the answer is not legible');
    }
    const signed = isGenuine(members, platformKey);
    const said = readable(members);
    if (code !== 'SUCCESS' || !signed) log.info({ path, code, signed, said }, 'not a signed SUCCESS');
    return { code, members, signed, said };
  };
}

/** The platform's words for the operator, without what may be somebody's data. The list of them is not public. */
const readable = (members: Members): string =>
  (members.get('platRespMessage') ?? '')
    .slice(0, 500)
    .replace(/\S+@\S+/g, '[email]')
    .replace(/\d{5,}/g, '[digits]')
    .slice(0, 120);
