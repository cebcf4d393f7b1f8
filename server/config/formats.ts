import { statSync } from 'node:fs';
import { z } from 'zod';
import { EVENT_TYPES, type EventType } from '../../shared/event-type.ts';
import { Secret } from '../platform/secret.ts';
import { didYouMean } from './nearest.ts';
import { isSafeTransport } from './loopback.ts';

/** The formats of configuration values. Each says its rule in words; none of them repeats the value. */

const MIN_SECRET_LENGTH = 16;

const listOf = (value: string): string[] => value.split(',').map((part) => part.trim());

/** The address itself when it is one; nothing else in it than scheme, host, port and path. */
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
    error: `must hold secrets of at least ${MIN_SECRET_LENGTH} characters each`,
  })
  .refine(
    (secrets) => secrets.every((secret) => /^[\x21-\x7e]+$/.test(secret)),
    'must hold visible ASCII characters only',
  )
  .refine((secrets) => new Set(secrets).size === secrets.length, 'names a secret twice')
  .transform((secrets) => secrets.map((secret) => new Secret(secret)));

export const oneSecret = secretList.refine((secrets) => secrets.length === 1, 'must be one secret');

/** Read at start, so it has to be there. */
export const folder = z
  .string()
  .refine(
    (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true,
    'must be a folder that is there',
  );

/** Our own address: no trailing slash, so that paths can be put behind it. */
export const publicUrl = z
  .string()
  .refine((value) => plainUrl(value) !== undefined, 'must be an absolute address without user, query and fragment')
  .refine((value) => !URL.canParse(value) || isSafeTransport(new URL(value)), 'must be https, or http on loopback')
  .transform((value) => (URL.canParse(value) ? new URL(value).href.replace(/\/+$/, '') : value));

export const webhookUrl = z
  .string()
  .refine((value) => URL.canParse(value), 'must be an absolute address')
  .refine((value) => !URL.canParse(value) || isSafeTransport(new URL(value)), 'must be https, or http on loopback')
  .refine((value) => !URL.canParse(value) || new URL(value).username === '', 'must not hold a user or password')
  .transform((value) => (URL.canParse(value) ? new URL(value).href : value));

/** Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. Comma-separated while it is rotated: all sign. */
export const webhookSecrets = z
  .string()
  .transform(listOf)
  .refine((secrets) => secrets.every(isWebhookSecret), 'must hold whsec_ followed by base64 of 24 to 64 bytes each')
  .refine((secrets) => new Set(secrets).size === secrets.length, 'names a secret twice')
  .transform((secrets) => secrets.map((secret) => new Secret(secret)));

function isWebhookSecret(value: string): boolean {
  const bytes = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value)?.[1];
  const length = bytes === undefined ? 0 : Buffer.from(bytes, 'base64').length;
  return length >= 24 && length <= 64;
}

/** Types of events, comma-separated. */
export const eventTypes = z
  .string()
  .transform(listOf)
  .superRefine((types, ctx) => {
    for (const type of types.filter((each) => !isEventType(each)))
      ctx.addIssue({
        code: 'custom',
        message: `names "${type.slice(0, 60)}", which is no type of event${didYouMean(type, EVENT_TYPES)}`,
      });
  })
  .transform((types): ReadonlySet<EventType> => new Set(types.filter(isEventType)));

const isEventType = (value: string): value is EventType => EVENT_TYPES.some((type) => type === value);

/** Exactly what a browser sends as `Origin`: scheme, host and port, nothing behind them. */
export const originList = z
  .string()
  .transform(listOf)
  .superRefine((origins, ctx) => {
    for (const origin of origins) {
      const url = URL.canParse(origin) ? new URL(origin) : undefined;
      if (url === undefined || url.origin !== origin || url.origin === 'null' || origin.includes('*')) {
        ctx.addIssue({
          code: 'custom',
          message: 'must hold origins only, like https://shop.example, without path, slash or wildcard',
        });
      } else if (!isSafeTransport(url)) {
        ctx.addIssue({ code: 'custom', message: 'must hold https origins, or http ones on loopback' });
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
    'must hold base64 of exactly 32 bytes each',
  )
  .refine((keys) => new Set(keys).size === keys.length, 'names a key twice')
  .transform((keys) => keys.map((key) => new Secret(key)));

export const databaseUrl = z
  .string()
  .refine((value) => !/^postgres(?:ql)?:/.test(value), {
    error: 'names PostgreSQL; this version supports file: addresses only (embedded SQLite)',
    abort: true,
  })
  .refine((value) => /^file:(?:\/\/\/)?[^?#\0]+$/.test(value), 'must be file: and a path, like file:./data/kasir.db');

export const hostName = z.string().regex(/^[A-Za-z0-9.:_-]{1,255}$/, 'must be a host name or an address');
