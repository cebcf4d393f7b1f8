import { z } from 'zod';
import { isChannelCode, type ChannelCode } from '../../../shared/channel.ts';
import { ACCOUNTS, readAccounts, variablesOf, type Accounts } from './environment/accounts.ts';
import { readBaseUrl } from './environment/base-url.ts';
import type { Environment, Report } from './environment/report-fault.ts';
import { readSeller, type Seller } from './environment/seller.ts';

export interface NicepaySettings {
  /** Ends in `/nicepay`. */
  readonly baseUrl: URL;
  readonly accounts: Accounts;
  /** `checkout`: cards are typed in on NICEPAY's page. `direct`: in the customer's browser, which posts them there. */
  readonly cardMode: 'checkout' | 'direct';
  /** Sold through NICEPAY's page although they could be sold directly. */
  readonly checkoutChannels: ReadonlySet<ChannelCode>;
  /** The merchant's store id at QRIS and wallet partners. */
  readonly shopId: string;
  /** What `instmntType` an instalment is sent with: its meaning is a matter of the merchant's contract. */
  readonly installmentType: '1' | '2';
  /** `void`: NICEPAY takes back the charge with which a card is saved. For trials. */
  readonly firstCharge: 'keep' | 'void';
  /** Absent: Akulaku, which has to know, is not sold. */
  readonly seller: Seller | undefined;
}

export const SECRET_VARIABLES = ACCOUNTS.map((name) => variablesOf(name).merchantKey);

export const VARIABLES = [
  ...ACCOUNTS.flatMap((name) => Object.values(variablesOf(name))),
  'NICEPAY_BASE_URL',
  'NICEPAY_CARD_MODE',
  'NICEPAY_CHECKOUT_CHANNELS',
  'NICEPAY_SHOP_ID',
  'NICEPAY_INSTALLMENT_TYPE',
  'NICEPAY_FIRST_CHARGE',
  'NICEPAY_SELLER',
];

/** Reads everything before it gives up, so that all faults are told at once. An empty value counts as absent. */
export const nicepayEnvironment = z
  .record(z.string(), z.string().optional())
  .transform((given, context): NicepaySettings => {
    const own: Environment = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    let faults = 0;
    const report: Report = (variable, message) => {
      faults += 1;
      context.addIssue({ code: 'custom', path: [variable], message });
    };
    const accounts = readAccounts(own, report);
    const baseUrl = readBaseUrl(own['NICEPAY_BASE_URL'], accounts, report);
    const settings = {
      accounts,
      cardMode: oneOf(own, 'NICEPAY_CARD_MODE', ['checkout', 'direct'] as const, report),
      checkoutChannels: readChannels(own['NICEPAY_CHECKOUT_CHANNELS'], report),
      shopId: readShopId(own['NICEPAY_SHOP_ID'], report),
      installmentType: oneOf(own, 'NICEPAY_INSTALLMENT_TYPE', ['2', '1'] as const, report),
      firstCharge: oneOf(own, 'NICEPAY_FIRST_CHARGE', ['keep', 'void'] as const, report),
      seller: readSeller(own['NICEPAY_SELLER'], report),
    };
    if (settings.firstCharge === 'void' && baseUrl?.isProduction === true) {
      report('NICEPAY_FIRST_CHARGE', 'must not be "void" in production: a charge that is taken back pays nothing');
    }
    return faults > 0 || baseUrl === undefined ? z.NEVER : { ...settings, baseUrl: baseUrl.url };
  });

/** The first is the default. */
function oneOf<T extends string>(own: Environment, variable: string, values: readonly [T, ...T[]], report: Report): T {
  const given = own[variable] ?? values[0];
  const known = values.find((value) => value === given);
  if (known === undefined) report(variable, `must be ${values.toSorted().join(' or ')}`);
  return known ?? values[0];
}

function readChannels(text: string | undefined, report: Report): ReadonlySet<ChannelCode> {
  const codes = (text ?? '').split(',').map((code) => code.trim());
  const named = codes.filter((code) => code !== '');
  if (!named.every(isChannelCode)) {
    report('NICEPAY_CHECKOUT_CHANNELS', 'must be channel codes separated by commas, such as ewallet_dana,va_bca');
  }
  return new Set(named.filter(isChannelCode));
}

/** NICEPAY's samples use this one for every merchant that has none of its own. */
const ANY_SHOP = 'NICEPAY';

function readShopId(text: string | undefined, report: Report): string {
  if (text !== undefined && !/^[A-Za-z0-9]{1,40}$/.test(text)) {
    report('NICEPAY_SHOP_ID', 'must be 1 to 40 letters and digits');
  }
  return text ?? ANY_SHOP;
}
