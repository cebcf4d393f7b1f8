import { statSync } from 'node:fs';
import { z } from 'zod';
import { EVENT_TYPES, type EventType } from '../../shared/event-type.ts';
import { Secret } from '../platform/secret.ts';
import { didYouMean } from './nearest.ts';
import { isSafeTransport } from './loopback.ts';

/* The formats of configuration values. Messages state the rule and never contain the value, except names of types. */

const MIN_SECRET_LENGTH = 16;

const listOf = (value: string): string[] => value.split(',').map((part) => part.trim());

/** A URL with only scheme, host, port and path; `undefined` otherwise. */
function plainUrl(value: string): URL | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '' ? url : undefined;
}

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

/** Comma-separated; the first is current, all are accepted. */
export const secretList = z
  .string()
  .transform(listOf)
  .refine((secrets) => !secrets.includes(''), 'has an empty entry')
  .refine((secrets) => secrets.every((secret) => secret.length >= MIN_SECRET_LENGTH), {
    error: `must contain secrets of at least ${MIN_SECRET_LENGTH} characters each`,
  })
  .refine(
    (secrets) => secrets.every((secret) => /^[\x21-\x7e]+$/.test(secret)),
    'must contain only visible ASCII characters',
  )
  .refine((secrets) => new Set(secrets).size === secrets.length, 'contains the same secret twice')
  .transform((secrets) => secrets.map((secret) => new Secret(secret)));

export const oneSecret = secretList.refine((secrets) => secrets.length === 1, 'must be exactly one secret');

/** A directory that is read at start. */
export const folder = z
  .string()
  .refine((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true, 'must be an existing directory');

/** The server's own address, without trailing slash so that paths can be appended. */
export const publicUrl = z
  .string()
  .refine((value) => plainUrl(value) !== undefined, 'must be an absolute URL without credentials, query or fragment')
  .refine(
    (value) => !URL.canParse(value) || isSafeTransport(new URL(value)),
    'must use https (http is allowed on loopback only)',
  )
  .transform((value) => (URL.canParse(value) ? new URL(value).href.replace(/\/+$/, '') : value));

export const webhookUrl = z
  .string()
  .refine((value) => URL.canParse(value), 'must be an absolute URL')
  .refine(
    (value) => !URL.canParse(value) || isSafeTransport(new URL(value)),
    'must use https (http is allowed on loopback only)',
  )
  .refine((value) => !URL.canParse(value) || new URL(value).username === '', 'must not contain a user or password')
  .transform((value) => (URL.canParse(value) ? new URL(value).href : value));

/** Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. Comma-separated while it is rotated: all sign. */
export const webhookSecrets = z
  .string()
  .transform(listOf)
  .refine(
    (secrets) => secrets.every(isWebhookSecret),
    'must contain secrets of the form whsec_ followed by base64 of 24 to 64 bytes',
  )
  .refine((secrets) => new Set(secrets).size === secrets.length, 'contains the same secret twice')
  .transform((secrets) => secrets.map((secret) => new Secret(secret)));

function isWebhookSecret(value: string): boolean {
  const bytes = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value)?.[1];
  const length = bytes === undefined ? 0 : Buffer.from(bytes, 'base64').length;
  return length >= 24 && length <= 64;
}

/** Event types, comma-separated. */
export const eventTypes = z
  .string()
  .transform(listOf)
  .superRefine((types, ctx) => {
    for (const type of types.filter((each) => !isEventType(each)))
      ctx.addIssue({
        code: 'custom',
        message: `contains "${type.slice(0, 60)}", which is not an event type${didYouMean([type], EVENT_TYPES)}`,
      });
  })
  .transform((types): ReadonlySet<EventType> => new Set(types.filter(isEventType)));

const isEventType = (value: string): value is EventType => EVENT_TYPES.some((type) => type === value);

/** Exactly what a browser sends as `Origin`: scheme, host and port only. */
export const originList = z
  .string()
  .transform(listOf)
  .superRefine((origins, ctx) => {
    for (const origin of origins) {
      const url = URL.canParse(origin) ? new URL(origin) : undefined;
      if (url === undefined || url.origin !== origin || url.origin === 'null' || origin.includes('*')) {
        ctx.addIssue({
          code: 'custom',
          message: 'must contain only origins, like https://shop.example, without path, trailing slash or wildcard',
        });
      } else if (!isSafeTransport(url)) {
        ctx.addIssue({ code: 'custom', message: 'must contain only https origins (http is allowed on loopback only)' });
      }
    }
  })
  .transform((origins): ReadonlySet<string> => new Set(origins));

/** Base64 of 32 bytes each, comma-separated. */
export const encryptionKeys = z
  .string()
  .transform(listOf)
  .refine(
    (keys) => keys.every((key) => /^[A-Za-z0-9+/]{43}=$/.test(key) && Buffer.from(key, 'base64').length === 32),
    'must contain keys of exactly 32 bytes each, in base64',
  )
  .refine((keys) => new Set(keys).size === keys.length, 'contains the same key twice')
  .transform((keys) => keys.map((key) => new Secret(key)));

/** A file, or a database of a PostgreSQL server. It may contain a password. */
export const databaseUrl = z
  .string()
  .superRefine((value, ctx) => {
    const rule = /^postgres(?:ql)?:/.test(value) ? postgresRule(value) : fileRule(value);
    if (rule !== undefined) ctx.addIssue({ code: 'custom', message: rule });
  })
  .transform((value) => new Secret(value));

const fileRule = (value: string): string | undefined =>
  /^file:(?:\/\/\/)?[^?#\0]+$/.test(value)
    ? undefined
    : 'must be a file: URL with a path, like file:./data/kasir.db, or a postgres: URL';

function postgresRule(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.hash !== '') {
    return 'must be a URL like postgres://user:password@host/database, with special characters percent-encoded';
  }
  return /^\/[^/]+$/.test(url.pathname)
    ? undefined
    : 'must name a database, like postgres://user:password@host/database';
}

export const hostName = z.string().regex(/^[A-Za-z0-9.:_-]{1,255}$/, 'must be a host name or an IP address');

const OPERATOR_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** `name:secret`, comma-separated: the operators of the back office. */
export const operatorKeys = z
  .string()
  .transform((value) => listOf(value).map(operatorKey))
  .refine((pairs) => pairs.every(({ name }) => OPERATOR_NAME.test(name)), {
    error:
      'must contain pairs of the form name:secret, where a name is 1 to 40 letters, digits, dots, hyphens or underscores',
    abort: true,
  })
  .refine((pairs) => pairs.every(({ secret }) => secret.length >= MIN_SECRET_LENGTH), {
    error: `must contain secrets of at least ${MIN_SECRET_LENGTH} characters each`,
  })
  .refine(
    (pairs) => pairs.every(({ secret }) => /^[\x21-\x7e]+$/.test(secret)),
    'must contain only visible ASCII characters',
  )
  .refine((pairs) => isDistinct(pairs.map(({ name }) => name.toLowerCase())), 'contains the same name twice')
  .refine((pairs) => isDistinct(pairs.map(({ secret }) => secret)), 'contains the same secret twice')
  .transform((pairs) => pairs.map(({ name, secret }) => ({ name, secret: new Secret(secret) })));

function operatorKey(pair: string): { readonly name: string; readonly secret: string } {
  const colon = pair.indexOf(':');
  return colon === -1 ? { name: '', secret: '' } : { name: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}

const isDistinct = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

/** After how many days without a change personal data are erased. */
export const retentionDays = wholeNumber(1, 36_500).default(400);
