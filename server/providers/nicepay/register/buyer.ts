import type { PaymentOrder } from '../../../payments/ports/ports.ts';
import { plainName, plainText } from '../wire/plain-text.ts';

/*
 * NICEPAY requires a name, phone, e-mail and address of every customer, and many shops do not have them. Missing values
 * are replaced by obvious placeholders: a phone number that does not exist, a mailbox at a domain reserved for examples,
 * the capital. Where the value matters (the phone for OVO, all of it for lenders), the customer is asked for it instead,
 * see channels/customer-fields.ts.
 */
const PLACEHOLDER = {
  name: 'Customer',
  phone: '0000000000',
  email: 'customer@example.com',
  addr: 'Indonesia',
  city: 'Jakarta',
  state: 'DKI Jakarta',
  postCd: '10110',
} as const;

/**
 * NICEPAY's buyer. Its documents disagree on some sizes; the smaller ones are used.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-convenience-store, `billing…` and `delivery…`
 */
export function buyerOf({ customer, fields }: PaymentOrder): Buyer {
  const { address } = customer ?? {};
  return {
    name: plainName(fields['name'] ?? customer?.name, 30) ?? PLACEHOLDER.name,
    phone: nationalPhone(fields['phone'] ?? customer?.phone) ?? PLACEHOLDER.phone,
    email: validEmail(fields['email'] ?? customer?.email, 40) ?? PLACEHOLDER.email,
    addr: plainText(address?.line1, 100) ?? PLACEHOLDER.addr,
    city: plainName(address?.city, 50) ?? PLACEHOLDER.city,
    state: plainName(address?.state, 50) ?? PLACEHOLDER.state,
    postCd: /^\d{4,10}$/.test(address?.postalCode ?? '') ? (address?.postalCode ?? '') : PLACEHOLDER.postCd,
    // At most ten letters: the country code for other countries.
    country: address?.country === undefined || address.country === 'ID' ? 'Indonesia' : address.country.slice(0, 10),
  };
}

export interface Buyer {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly addr: string;
  readonly city: string;
  readonly state: string;
  readonly postCd: string;
  readonly country: string;
}

export const billing = (buyer: Buyer): Readonly<Record<string, string>> => ({
  billingNm: buyer.name,
  billingPhone: buyer.phone,
  billingEmail: buyer.email,
  billingAddr: buyer.addr,
  billingCity: buyer.city,
  billingState: buyer.state,
  billingPostCd: buyer.postCd,
  billingCountry: buyer.country,
});

export const delivery = (buyer: Buyer): Readonly<Record<string, string>> => ({
  deliveryNm: buyer.name,
  deliveryPhone: buyer.phone,
  deliveryAddr: buyer.addr,
  deliveryCity: buyer.city,
  deliveryState: buyer.state,
  deliveryPostCd: buyer.postCd,
  deliveryCountry: buyer.country,
});

/** 8 to 15 digits: `+6281210002000` → `081210002000`; numbers of other countries lose the plus. */
export function nationalPhone(e164: string | undefined): string | undefined {
  const digits = (e164 ?? '').replace(/\D/g, '');
  const national = digits.startsWith('62') ? `0${digits.slice(2)}` : digits;
  return /^\d{8,15}$/.test(national) ? national : undefined;
}

/** OVO sends its push notification to Indonesian mobile numbers only. */
export const isIndonesianMobile = (national: string | undefined): boolean => /^08\d{8,11}$/.test(national ?? '');

/** `undefined` when NICEPAY would reject it. A long address is not cut: that would be another person's. */
export const validEmail = (email: string | undefined, max: number): string | undefined =>
  email !== undefined && email.length <= max && /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(email)
    ? email
    : undefined;

/** `userIP` has 15 characters, so only IPv4 addresses fit. Others, and a missing one, are sent as 127.0.0.1. */
export function ipv4(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:/i, '');
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(plain)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) === true ? plain : '127.0.0.1';
}
