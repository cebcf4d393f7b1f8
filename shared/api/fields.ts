import * as z from 'zod/mini';
import { CURRENCIES, MAX_AMOUNT } from '../money.ts';

/* Building blocks of request bodies. Every string has a length limit, which is checked before patterns. */

/** One line without control characters. */
export const text = (maxLength: number) =>
  z
    .string()
    .check(
      z.minLength(1, { error: 'must not be empty', abort: true }),
      z.maxLength(maxLength, { error: `must be at most ${maxLength} characters`, abort: true }),
      z.regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters'),
    );

/** The same, for what somebody has to read or to tell apart: blanks and invisible characters alone are nothing. */
export const words = (maxLength: number) =>
  text(maxLength).check(z.refine((given) => /[^\s\p{Cf}]/u.test(given), 'must not be blank'));

/** The storefront's reference of an order or customer. */
export const reference = words(100);

/** An integer in the smallest unit of the currency: IDR 150000 is Rp150.000. */
export const amount = z
  .int('must be a whole number in the currency’s smallest unit')
  .check(z.gte(1, 'must be at least 1'), z.lte(MAX_AMOUNT, `must be at most ${MAX_AMOUNT}`));

export const currency = z.enum(CURRENCIES, `must be one of ${CURRENCIES.join(', ')}`);

export const country = z.string().check(z.regex(/^[A-Z]{2}$/, 'must be a country code of two capitals (ISO 3166)'));

/** E.164 or national: `+6281234567890`, `0812-3456-7890`. Which numbers exist is checked against the country. */
export const phone = text(30);

export const email = z
  .string()
  .check(
    z.maxLength(254, { error: 'must be at most 254 characters', abort: true }),
    z.regex(/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u, 'must be an e-mail address'),
  );

/** The operating system as a browser names it. Nothing depends on it, so it is truncated instead of rejected. */
export const deviceOs = z.string().check(z.overwrite((os) => /^[^\p{Cc}]{0,40}/u.exec(os)?.[0] ?? ''));

/** An absolute URL. The configuration decides which origins are allowed. */
export const url = z
  .string()
  .check(
    z.minLength(1, { error: 'must not be empty', abort: true }),
    z.maxLength(2048, { error: 'must be at most 2048 characters', abort: true }),
  );

export const time = z.iso.datetime({ offset: true, error: 'must be a time like 2026-01-31T10:00:00.000Z' });

export const item = z.strictObject({
  name: text(255),
  quantity: z
    .int('must be a whole number')
    .check(z.gte(1, 'must be at least 1'), z.lte(100_000, 'must be at most 100000')),
  unitAmount: z
    .int('must be a whole number')
    .check(z.gte(0, 'must be at least 0'), z.lte(MAX_AMOUNT, `must be at most ${MAX_AMOUNT}`)),
});

export const items = z.array(item).check(z.maxLength(100, 'must be at most 100 items'));

/** The storefront's own data, returned unchanged. */
export const metadata = z
  .record(text(40), z.string().check(z.maxLength(500, 'must be at most 500 characters')))
  .check(z.refine((notes) => Object.keys(notes).length <= 50, 'must have at most 50 members'));

/** The body of a request without parameters. */
export const emptyRequest = z.strictObject({});

/** Pagination: `cursor` is the `nextCursor` of the previous page. */
export const pageQuery = {
  cursor: z.optional(text(200)),
  limit: z.optional(
    z.pipe(
      z.transform((text: unknown) => (typeof text === 'string' && /^[1-9]\d{0,2}$/.test(text) ? Number(text) : text)),
      z
        .int('must be a number from 1 to 100')
        .check(z.gte(1, 'must be a number from 1 to 100'), z.lte(100, 'must be a number from 1 to 100')),
    ),
  ),
} as const;

export const DEFAULT_LIMIT = 20;
