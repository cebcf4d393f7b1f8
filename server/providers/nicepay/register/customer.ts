import type { CreateOrder } from '../../../payments/ports/ports.ts';
import { plainName, plainText } from '../wire/plain-text.ts';

/*
 * NICEPAY demands a name, a phone, an e-mail and an address of every buyer; shops that sell vouchers have none of them.
 * What nobody told is filled with values that are visibly nobody's: a number that rings nowhere, a mailbox at a domain
 * that is reserved for examples, the capital. Where the value matters (OVO's phone, a lender's buyer) it is asked for
 * instead, see fields.ts.
 */
const NOBODY = {
  name: 'Customer',
  phone: '0000000000',
  email: 'customer@example.com',
  addr: 'Indonesia',
  city: 'Jakarta',
  state: 'DKI Jakarta',
  postCd: '10110',
} as const;

/** The fields are sized differently in different sources; these are the smaller sizes. */
export function buyerOf({ customer, fields }: CreateOrder): Buyer {
  const { address } = customer ?? {};
  return {
    name: plainName(fields['name'] ?? customer?.name, 30) ?? NOBODY.name,
    phone: nationalPhone(fields['phone'] ?? customer?.phone) ?? NOBODY.phone,
    email: sendableEmail(fields['email'] ?? customer?.email, 40) ?? NOBODY.email,
    addr: plainText(address?.line1, 100) ?? NOBODY.addr,
    city: plainName(address?.city, 50) ?? NOBODY.city,
    state: plainName(address?.state, 50) ?? NOBODY.state,
    postCd: /^\d{4,10}$/.test(address?.postalCode ?? '') ? (address?.postalCode ?? '') : NOBODY.postCd,
    // A word of at most ten letters: the country's code where it is another one.
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

/** Digits only: `+6281210002000` → `081210002000`, numbers of other countries without the plus. At most 15. */
export function nationalPhone(e164: string | undefined): string | undefined {
  const digits = (e164 ?? '').replace(/\D/g, '');
  const national = digits.startsWith('62') ? `0${digits.slice(2)}` : digits;
  return /^\d{8,15}$/.test(national) ? national : undefined;
}

/** OVO rings an Indonesian mobile phone and no other. */
export const isIndonesianMobile = (national: string | undefined): boolean => /^08\d{8,11}$/.test(national ?? '');

/** A longer one is refused, and half an address is somebody else's. */
export const sendableEmail = (email: string | undefined, max: number): string | undefined =>
  email !== undefined && email.length <= max && /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(email)
    ? email
    : undefined;

/** `userIP` has 15 characters: an IPv4 address. Others, and nobody's, are told as our own. */
export function ipv4(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:/i, '');
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(plain)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) === true ? plain : '127.0.0.1';
}
