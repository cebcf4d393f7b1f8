import { z } from 'zod';
import { isLoopback } from '../loopback.ts';

export interface XenditSettings {
  readonly secretKey: string;
  /** Accepted values of `x-callback-token`: the current token first, then older ones during a rotation. */
  readonly callbackTokens: readonly string[];
  /** Its path is kept, without a slash at the end. */
  readonly baseUrl: URL;
}

const PRODUCTION = 'https://api.xendit.co';

const secretKey = z
  .string('is required: the secret key from the dashboard, Settings → API keys')
  .regex(
    /^xnd_(development|production)_[\x21-\x39\x3b-\x7e]+$/,
    'must be a secret key: xnd_development_… for test mode or xnd_production_… for live mode',
  );

const callbackTokens = z
  .string('is required: the verification token from the dashboard, Settings → Webhooks')
  .transform((text) => text.split(',').map((token) => token.trim()))
  .refine(
    (tokens) => tokens.every((token) => token.length >= 8),
    'must be one or more tokens of at least 8 characters, separated by commas',
  );

const baseUrl = z
  .string()
  .default(PRODUCTION)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
    if (
      url !== undefined &&
      allowed &&
      url.username === '' &&
      url.password === '' &&
      url.search === '' &&
      url.hash === ''
    ) {
      url.pathname = url.pathname.replace(/\/+$/, '');
      return url;
    }
    context.addIssue('must be an https address, or http on loopback, without credentials, query or fragment');
    return z.NEVER;
  });

export const VARIABLES = ['XENDIT_SECRET_KEY', 'XENDIT_CALLBACK_TOKEN', 'XENDIT_BASE_URL'] as const;

/** Test and live mode share one host; only the key's prefix tells them apart. An empty variable counts as absent. */
export const xenditEnvironment = z.preprocess(
  (environment: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')),
  z
    .object({ XENDIT_SECRET_KEY: secretKey, XENDIT_CALLBACK_TOKEN: callbackTokens, XENDIT_BASE_URL: baseUrl })
    .transform((own): XenditSettings => ({
      secretKey: own.XENDIT_SECRET_KEY,
      callbackTokens: own.XENDIT_CALLBACK_TOKEN,
      baseUrl: own.XENDIT_BASE_URL,
    })),
);
