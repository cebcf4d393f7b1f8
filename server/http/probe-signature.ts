import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header of a request of `kasir doctor` that the server answers with what it received; see {@link signProbe}. */
export const PROBE_HEADER = 'kasir-probe';
/** The header of the answer: {@link signProbeAnswer}. */
export const PROBE_ANSWER_HEADER = 'kasir-probe-answer';

const MAX_AGE_MS = 300_000;

/**
 * The value of {@link PROBE_HEADER}. The key itself is not sent: what answers at the public address may not be ours.
 *
 * @param key an API key of the server
 * @param nonce 32 hexadecimal digits, never used before
 */
export const signProbe = (key: string, nonce: string, now: number): string =>
  `v1.${now}.${nonce}.${digest(key, `probe.${now}.${nonce}`)}`;

/** The key and nonce of a probe; `undefined` where it is signed with none of the keys, or is older than five minutes. */
export function readProbe(
  value: string | undefined,
  keys: readonly string[],
  now: number,
): { readonly key: string; readonly nonce: string } | undefined {
  const [, at = '', nonce = '', signature = ''] =
    /^v1\.(\d{1,15})\.([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(value ?? '') ?? [];
  if (nonce === '' || Math.abs(now - Number(at)) > MAX_AGE_MS) return undefined;
  const key = keys.find((each) => isSame(signature, digest(each, `probe.${at}.${nonce}`)));
  return key === undefined ? undefined : { key, nonce };
}

/** Proves that a server with this key has answered, and that the answer was not changed on its way. */
export const signProbeAnswer = (key: string, nonce: string, body: string): string =>
  digest(key, `answer.${nonce}.${body}`);

export const isProbeAnswer = (value: string | undefined, key: string, nonce: string, body: string): boolean =>
  isSame(value ?? '', signProbeAnswer(key, nonce, body));

const digest = (key: string, text: string): string => createHmac('sha256', key).update(`kasir-${text}`).digest('hex');

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
