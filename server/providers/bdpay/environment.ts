import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { isHalfOf, modulusBits, readPrivateKey, readPublicKey } from './environment/keys.ts';
import { isLoopback } from '../loopback.ts';

export interface BdpaySettings {
  readonly merchantCode: string;
  /** Ours: signs every request. Its public key is registered in BDPay's backstage. */
  readonly privateKey: KeyObject;
  /** BDPay's public key: verifies every answer and notification. */
  readonly platformKey: KeyObject;
  /** Its path is kept, without a slash at the end. */
  readonly baseUrl: URL;
  /** The form of `dateTime`: ISO 8601 as existing clients send it, or `20240102101500`. Jakarta time in both. */
  readonly dateTime: 'compact' | 'iso';
  /** The path of payment inquiries: BDPay's own page is not public, and other sources name two paths. */
  readonly queryPath: string;
}

const PRODUCTION = 'https://openapi.bdpay.co.id';
export const SANDBOX_HOST = 'dev-openapi.bdpay.co.id';
const API_HOSTS = ['openapi.bdpay.co.id', SANDBOX_HOST];

const merchantCode = z
  .string('is required: the merchant code from the backstage')
  .regex(/^[A-Za-z0-9]{5,50}$/, 'must be 5 to 50 letters and digits');

const FORMS = 'PEM or one line of base64 DER';

const privateKey = z.string(`is required: the merchant's RSA private key, ${FORMS}`).transform((text, context) => {
  const key = readPrivateKey(text);
  if (key !== undefined && [1024, 2048].includes(modulusBits(key))) return key;
  context.addIssue(
    key === undefined
      ? `must be an RSA private key without a passphrase, PKCS#8 or PKCS#1, as ${FORMS}`
      : 'must be a key of 1024 or 2048 bits',
  );
  return z.NEVER;
});

const platformKey = z
  .string(`is required: BDPay's public key as the backstage shows it, ${FORMS}`)
  .transform((text, context) => {
    const key = readPublicKey(text);
    if (key !== undefined && modulusBits(key) >= 1024 && modulusBits(key) % 8 === 0) return key;
    context.addIssue(
      key === undefined
        ? `must be an RSA public key, SubjectPublicKeyInfo or PKCS#1, as ${FORMS}`
        : 'must be a key of at least 1024 bits',
    );
    return z.NEVER;
  });

const baseUrl = z
  .string()
  .default(PRODUCTION)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
    if (!secure || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
      context.addIssue('must be an https address, or http on loopback, without credentials, query or fragment');
      return z.NEVER;
    }
    if (url.hostname.endsWith('bdpay.co.id') && !API_HOSTS.includes(url.hostname)) {
      context.addIssue(`is not a host of the API: production is ${API_HOSTS[0]}, the sandbox ${API_HOSTS[1]}`);
      return z.NEVER;
    }
    url.pathname = url.pathname.replace(/\/+$/, '');
    return url;
  });

export const VARIABLES = [
  'BDPAY_MERCHANT_CODE',
  'BDPAY_PRIVATE_KEY',
  'BDPAY_PLATFORM_PUBLIC_KEY',
  'BDPAY_BASE_URL',
  'BDPAY_DATE_TIME',
  'BDPAY_QUERY_PATH',
] as const;

/** A key does not show whether it is for sandbox or production. An empty variable counts as absent. */
export const bdpayEnvironment = z.preprocess(
  (environment: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')),
  z
    .object({
      BDPAY_MERCHANT_CODE: merchantCode,
      BDPAY_PRIVATE_KEY: privateKey,
      BDPAY_PLATFORM_PUBLIC_KEY: platformKey,
      BDPAY_BASE_URL: baseUrl,
      BDPAY_DATE_TIME: z.enum(['compact', 'iso'], 'must be compact or iso').default('iso'),
      BDPAY_QUERY_PATH: z
        .enum(['/gateway/query', '/gateway/pay/status'], 'must be /gateway/query or /gateway/pay/status')
        .default('/gateway/query'),
    })
    .superRefine((own, context) => {
      if (!isHalfOf(own.BDPAY_PLATFORM_PUBLIC_KEY, own.BDPAY_PRIVATE_KEY)) return;
      context.addIssue({
        code: 'custom',
        path: ['BDPAY_PLATFORM_PUBLIC_KEY'],
        message: "is your own public key; BDPay's public key is another one in the backstage",
      });
    })
    .transform((own): BdpaySettings => ({
      merchantCode: own.BDPAY_MERCHANT_CODE,
      privateKey: own.BDPAY_PRIVATE_KEY,
      platformKey: own.BDPAY_PLATFORM_PUBLIC_KEY,
      baseUrl: own.BDPAY_BASE_URL,
      dateTime: own.BDPAY_DATE_TIME,
      queryPath: own.BDPAY_QUERY_PATH,
    })),
);
