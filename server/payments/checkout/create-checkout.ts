import type { ChannelCode } from '../../../shared/channel.ts';
import { CURRENCY_DECIMALS, MAX_AMOUNT, type Currency } from '../../../shared/money.ts';
import { toE164 } from '../../../shared/phone.ts';
import type { Domain } from '../core/domain.ts';
import type { Checkout, Customer, Instant, Item } from '../model/model.ts';
import { DomainError, fieldError } from '../core/domain-error.ts';
import { commit } from '../core/unit-of-work.ts';
import type { Tx } from '../ports/ports.ts';

/** The order of a storefront. Members that are left out take the defaults of {@link createCheckout}. */
export interface NewCheckout {
  readonly reference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly country?: string | undefined;
  readonly description?: string | undefined;
  readonly items?: readonly Item[] | undefined;
  readonly customer?: Customer | undefined;
  readonly returnUrl: string;
  readonly expiresAt?: Instant | undefined;
  readonly channels?: readonly ChannelCode[] | undefined;
  readonly capture?: 'automatic' | 'manual' | undefined;
  readonly savePayment?: 'never' | 'offer' | 'require' | undefined;
  readonly installments?: readonly number[] | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

const DEFAULT_LIFE_MS = 24 * 3_600_000;
const SHORTEST_LIFE_MS = 60_000;
const LONGEST_LIFE_MS = 60 * 24 * 3_600_000;

/** The country of each currency. */
const HOME: Readonly<Record<Currency, string>> = { IDR: 'ID', PHP: 'PH', THB: 'TH', VND: 'VN', MYR: 'MY', SGD: 'SG' };

/** The default of `country`; `undefined` for an unknown currency. */
export const defaultCountryOf = (currency: string): string | undefined =>
  Object.hasOwn(HOME, currency) ? HOME[currency as Currency] : undefined;

/**
 * Creates a checkout. Defaults: it expires after 24 hours, captures automatically and saves nothing. A repeat with the
 * same id (after a crash) returns the checkout that is there.
 *
 * @param withNew what is stored with it; given only where nothing was stored under this id yet
 * @throws {DomainError} `invalid_request`; `conflict` where the reference has an open or paid checkout
 */
export async function createCheckout(
  deps: Domain,
  id: string,
  order: NewCheckout,
  withNew?: (tx: Tx, checkout: Checkout) => Promise<void>,
): Promise<Checkout> {
  const now = deps.clock.now();
  const country = order.country ?? HOME[order.currency];
  const expiresAt = order.expiresAt ?? now + DEFAULT_LIFE_MS;
  return commit(deps, 'new', async ({ tx, markChanged }) => {
    const existing = withNew === undefined ? await tx.findCheckout(id) : undefined;
    // Not validated again: its expiry may be too near by now.
    if (existing !== undefined) return existing;
    validateOrder(deps, order, expiresAt, now);
    const customer = order.customer === undefined ? undefined : withPhone(order.customer, country);
    const live = await tx.findLiveCheckout(order.reference);
    // The same order, stored by another instance since the first look.
    if (live?.id === id) return live;
    if (live !== undefined) {
      throw new DomainError(
        'conflict',
        `The reference "${order.reference}" already has a checkout that is ${live.status}.`,
        {
          checkoutId: live.id,
          errors: [{ path: 'reference', message: `is taken by a checkout that is ${live.status}` }],
        },
      );
    }
    const checkout: Checkout = {
      id,
      reference: order.reference,
      amount: order.amount,
      currency: order.currency,
      country,
      description: order.description,
      items: order.items,
      customer,
      returnUrl: order.returnUrl,
      expiresAt,
      channels: order.channels,
      capture: order.capture ?? 'automatic',
      savePayment: order.savePayment ?? 'never',
      installments: order.installments,
      metadata: order.metadata,
      status: 'open',
      sequence: 0,
      createdAt: now,
      updatedAt: now,
    };
    await tx.insertCheckout(checkout);
    await tx.scheduleJob({ kind: 'expire_checkout', key: id, runAt: expiresAt });
    markChanged(id);
    await withNew?.(tx, checkout);
    return checkout;
  });
}

function validateOrder(deps: Domain, order: NewCheckout, expiresAt: Instant, now: Instant): void {
  if (!Number.isSafeInteger(order.amount) || order.amount <= 0 || order.amount > MAX_AMOUNT) {
    throw fieldError(
      'amount',
      `must be a whole number from 1 to ${MAX_AMOUNT}, in the smallest unit of ${order.currency} (${CURRENCY_DECIMALS[order.currency]} decimals)`,
    );
  }
  assertAllowedReturnUrl(deps, order.returnUrl);
  if (expiresAt < now + SHORTEST_LIFE_MS) throw fieldError('expiresAt', 'must be at least a minute from now');
  if (expiresAt > now + LONGEST_LIFE_MS) throw fieldError('expiresAt', 'must be at most 60 days from now');
  if ((order.savePayment ?? 'never') !== 'never' && order.customer?.reference === undefined) {
    throw fieldError('customer.reference', `is required when savePayment is "${order.savePayment}"`);
  }
}

/** Only merchant pages: exact origins, no user info, and no characters that parsers read in different ways. */
export function assertAllowedReturnUrl(deps: Domain, returnUrl: string): void {
  const parsed = /[\s\\\p{Cc}]/u.test(returnUrl) ? undefined : parse(returnUrl);
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw fieldError('returnUrl', 'must be an absolute https address');
  }
  if (parsed.username !== '' || parsed.password !== '')
    throw fieldError('returnUrl', 'must not carry a user name or password');
  if (!deps.allowedOrigins.has(parsed.origin)) {
    throw fieldError('returnUrl', 'must be on one of the allowed origins (KASIR_ALLOWED_ORIGINS)');
  }
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** A phone number that cannot be read is dropped: it is no reason to refuse the checkout. */
const withPhone = (customer: Customer, country: string): Customer => ({
  ...customer,
  phone: customer.phone === undefined ? undefined : toE164(customer.phone, country),
});
