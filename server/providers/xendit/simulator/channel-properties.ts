import type { Instant } from '../../../payments/model/model.ts';
import { ApiError, invalid, invalidValue } from './api-error.ts';
import type { Card } from './cards.ts';
import { isCardNumber, isExpired, rememberCard } from './cards.ts';
import type { Properties } from './records.ts';
import type { ChannelRule } from './rules.ts';

export interface CheckedProperties {
  /** As the answer repeats them: card data masked, ignored properties left out. */
  readonly echo: Properties;
  readonly card?: Card | undefined;
  readonly expiresAt?: Instant | undefined;
  readonly customCode?: string | undefined;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/;
const E164 = /^\+[1-9]\d{6,14}$/;

/** An address of 11 to 255 characters; https, or http on loopback as only a simulator allows. */
export const isReturnUrl = (value: unknown): value is string => {
  if (typeof value !== 'string' || value.length < 11 || value.length > 255 || !URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
};

const wrongDetails = (message: string): ApiError => new ApiError(400, 'INVALID_PAYMENT_DETAILS', message);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The value at a path such as `card_details.card_number`. */
const valueAt = (properties: Properties, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), properties);

const textAt = (properties: Properties, path: string): string | undefined => {
  const value = valueAt(properties, path);
  return typeof value === 'string' ? value : undefined;
};

/** `channel_properties` of one channel, checked against its rule. `required` differs with and without saving. */
export function checkProperties(
  rule: ChannelRule,
  required: readonly string[],
  properties: Properties,
  now: Instant,
): CheckedProperties {
  for (const path of required) {
    const value = valueAt(properties, path);
    if (typeof value !== 'string' || value.trim() === '') throw invalid(`channel_properties.${path}`, 'is required');
  }
  for (const [name, value] of Object.entries(properties)) checkOne(name, value);
  const { expires_at: end, ...rest } = properties;
  const expiresAt = rule.expirySettable ? checkExpiry(end, now) : undefined;
  const card = rule.category === 'CARDS' ? readCard(properties, now) : undefined;
  return {
    echo: {
      ...rest,
      ...(expiresAt === undefined ? {} : { expires_at: new Date(expiresAt).toISOString() }),
      ...(card ? { card_details: echoCard(card) } : {}),
    },
    card,
    expiresAt,
    customCode: checkCustomCode(rule, properties),
  };
}

function checkOne(name: string, value: unknown): void {
  const path = `channel_properties.${name}`;
  if (name.endsWith('_return_url') && !isReturnUrl(value))
    throw invalid(path, 'must be an https address of 11 to 255 characters');
  if (name === 'display_name' || name === 'payer_name') {
    if (typeof value !== 'string' || value.length > 250)
      throw invalid(path, 'must be a text of at most 250 characters');
  }
  if (name === 'account_mobile_number' || name === 'mobile_number') {
    if (typeof value !== 'string' || !E164.test(value)) throw wrongDetails(`${name} must be in E.164 form`);
  }
  if (name === 'cashtag' && (typeof value !== 'string' || !/^\$\w+$/.test(value)))
    throw wrongDetails('cashtag must begin with $');
  if (name === 'card_last_four_digits' && (typeof value !== 'string' || !/^\d{4}$/.test(value))) {
    throw wrongDetails('card_last_four_digits must be four digits');
  }
  if (name === 'email' && (typeof value !== 'string' || !/^[^@\s]+@[^@\s]+$/.test(value)))
    throw wrongDetails('email is no address');
  if (name === 'skip_three_ds' && typeof value !== 'boolean') throw invalid(path, 'must be true or false');
}

function checkExpiry(value: unknown, now: Instant): Instant | undefined {
  if (value === undefined) return undefined;
  const at = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw invalid('channel_properties.expires_at', 'must be an ISO 8601 time');
  if (at <= now) throw invalidValue('expires_at must be in the future');
  return at;
}

function checkCustomCode(rule: ChannelRule, properties: Properties): string | undefined {
  const code = properties['virtual_account_number'] ?? properties['payment_code'];
  if (code === undefined) return undefined;
  if (!rule.customCode) throw invalidValue(`${rule.code} does not let the merchant choose the number`);
  if (typeof code !== 'string' || !/^[A-Z0-9]{6,20}$/.test(code))
    throw invalidValue('the chosen number has a wrong form');
  return code;
}

function readCard(properties: Properties, now: Instant): Card {
  const at = (name: string): string => textAt(properties, `card_details.${name}`) ?? '';
  const card = {
    number: at('card_number'),
    expiryMonth: at('expiry_month'),
    expiryYear: at('expiry_year'),
    firstName: at('cardholder_first_name'),
    lastName: at('cardholder_last_name'),
    email: at('cardholder_email'),
    phone: textAt(properties, 'card_details.cardholder_phone_number'),
  };
  if (!/^(0[1-9]|1[0-2])$/.test(card.expiryMonth))
    throw invalid('channel_properties.card_details.expiry_month', 'must be MM');
  if (!/^20\d\d$/.test(card.expiryYear)) throw invalid('channel_properties.card_details.expiry_year', 'must be YYYY');
  if (!isCardNumber(card.number)) throw wrongDetails('the card number is wrong');
  if (isExpired(card.expiryMonth, card.expiryYear, now))
    throw new ApiError(400, 'CARD_EXPIRED', 'The card has expired');
  return rememberCard(card);
}

/** A card as answers show it. */
export const echoCard = (card: Card): Properties => ({
  masked_card_number: card.masked,
  expiry_month: card.expiryMonth,
  expiry_year: card.expiryYear,
  cardholder_first_name: card.firstName,
  cardholder_last_name: card.lastName,
  ...(card.email === undefined ? {} : { cardholder_email: card.email }),
  ...(card.phone === undefined ? {} : { cardholder_phone_number: card.phone }),
  fingerprint: card.fingerprint,
  type: 'CREDIT',
  network: card.network,
  country: 'ID',
  issuer: 'BANK SIMULASI',
});
