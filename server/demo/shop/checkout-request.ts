import type { CartLine } from './cart.ts';
import { countryOfCurrency, isCountryCode, COUNTRIES, type CountryCode } from './countries.ts';
import type { Options } from './options.ts';
import type { Order } from './order.ts';
import { findProduct } from './products.ts';
import { SHOP_LANGUAGES, type ShopLanguage } from './shop-language.ts';

/** What the shop asks of the payment server: the lines of an order and the body of `POST /v1/checkouts`. */
export interface CheckoutRequest {
  readonly lines: Order['lines'];
  readonly request: Readonly<Record<string, unknown>>;
}

/** The number on the bill: the last of the order's id, in capitals. */
export const referenceOf = (orderId: string): string => `SN-${orderId.slice(-8).toUpperCase()}`;

/** In how many monthly payments the shop lets a card be paid. */
const MONTHS: readonly number[] = [3, 6, 12];

export const checkoutAddress = (origin: string, orderId: string): string =>
  `${origin}/checkout/${encodeURIComponent(orderId)}`;

/** Of a filled cart and the customer's form. Prices are looked up here and now. */
export function requestOfCart(
  cart: readonly CartLine[],
  form: URLSearchParams,
  options: Options,
  { orderId, origin, language }: { orderId: string; origin: string; language: ShopLanguage },
): CheckoutRequest {
  const { country, savePayment, capture, installments, customerReference } = options;
  const lines = linesOf(cart, country);
  const given = (name: string): Record<string, string> => {
    const value = (form.get(name) ?? '').trim();
    return value === '' ? {} : { [name]: value };
  };
  return {
    lines,
    request: {
      ...moneyAndItems(lines, country, language),
      reference: referenceOf(orderId),
      description: `Soga & Nila ${referenceOf(orderId)}`,
      customer: { reference: customerReference, ...given('name'), ...given('email'), ...given('phone') },
      returnUrl: checkoutAddress(origin, orderId),
      savePayment,
      capture,
      ...(installments === 'offer' && { installments: MONTHS }),
    },
  };
}

/**
 * Of `POST /demo/orders`: the fields of the body are passed on unchanged for the payment server to validate; the rest is
 * an order of coffee and a cup, bought by the country's usual customer.
 */
export function requestOfDemo(
  body: Readonly<Record<string, unknown>>,
  { orderId, origin }: { orderId: string; origin: string },
): CheckoutRequest {
  const country = countryFor(body);
  const lines = body['amount'] === undefined && body['items'] === undefined ? linesOf(usualCart(), country) : [];
  return {
    lines,
    request: {
      ...(lines.length > 0 && moneyAndItems(lines, country, SHOP_LANGUAGES[0])),
      currency: COUNTRIES[country].currency,
      country,
      reference: referenceOf(orderId),
      customer: { reference: 'pelanggan-demo', ...COUNTRIES[country].customer },
      returnUrl: checkoutAddress(origin, orderId),
      ...body,
    },
  };
}

const usualCart = (): readonly CartLine[] =>
  ['kopi-gayo', 'cangkir-rintik'].flatMap((sku) => {
    const product = findProduct(sku);
    return product ? [{ product, quantity: 1 }] : [];
  });

function countryFor({ country, currency }: Readonly<Record<string, unknown>>): CountryCode {
  if (typeof country === 'string' && isCountryCode(country)) return country;
  return (typeof currency === 'string' ? countryOfCurrency(currency) : undefined) ?? 'ID';
}

const linesOf = (cart: readonly CartLine[], country: CountryCode): Order['lines'] =>
  cart.map(({ product, quantity }) => ({ sku: product.sku, quantity, unitAmount: product.prices[country] }));

function moneyAndItems(lines: Order['lines'], country: CountryCode, language: ShopLanguage): object {
  return {
    amount: lines.reduce((sum, { quantity, unitAmount }) => sum + quantity * unitAmount, 0),
    currency: COUNTRIES[country].currency,
    country,
    items: lines.map(({ sku, quantity, unitAmount }) => ({
      name: findProduct(sku)?.name[language] ?? sku,
      quantity,
      unitAmount,
    })),
  };
}
