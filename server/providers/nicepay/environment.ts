import { z } from 'zod';
import { isChannelCode, type ChannelCode } from '../../../shared/channel.ts';
import { ACCOUNTS, readAccounts, variablesOf, type Accounts } from './environment/accounts.ts';
import { readBaseUrl } from './environment/base-url.ts';
import type { Environment, ReportFault } from './environment/report-fault.ts';
import { readSeller, type Seller } from './environment/seller.ts';

export interface NicepaySettings {
  /** Ends in `/nicepay`. */
  readonly baseUrl: URL;
  readonly accounts: Accounts;
  /** Where a card is entered. `checkout`: on NICEPAY's page. `direct`: in our form, which the browser posts to NICEPAY. */
  readonly cardMode: 'checkout' | 'direct';
  /** Channels that are paid on NICEPAY's page although Direct would be possible. */
  readonly checkoutChannels: ReadonlySet<ChannelCode>;
  /** The merchant's store id at QRIS and wallet partners. */
  readonly shopId: string;
  /** The `instmntType` of instalments. Its meaning depends on the merchant's contract. */
  readonly installmentType: '1' | '2';
  /** `void`: NICEPAY voids the charge with which a card is saved. For sandboxes only. */
  readonly firstCharge: 'keep' | 'void';
  /** Required by Akulaku, which is not offered without it. */
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

/** Reads all variables and reports all errors at once. An empty value counts as absent. */
export const nicepayEnvironment = z
  .record(z.string(), z.string().optional())
  .transform((all, context): NicepaySettings => {
    const environment: Environment = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    let faults = 0;
    const reportFault: ReportFault = (variable, message) => {
      faults += 1;
      context.addIssue({ code: 'custom', path: [variable], message });
    };
    const accounts = readAccounts(environment, reportFault);
    const baseUrl = readBaseUrl(environment['NICEPAY_BASE_URL'], accounts, reportFault);
    const settings = {
      accounts,
      cardMode: oneOf(environment, 'NICEPAY_CARD_MODE', ['checkout', 'direct'] as const, reportFault),
      checkoutChannels: readChannels(environment['NICEPAY_CHECKOUT_CHANNELS'], reportFault),
      shopId: readShopId(environment['NICEPAY_SHOP_ID'], reportFault),
      installmentType: oneOf(environment, 'NICEPAY_INSTALLMENT_TYPE', ['2', '1'] as const, reportFault),
      firstCharge: oneOf(environment, 'NICEPAY_FIRST_CHARGE', ['keep', 'void'] as const, reportFault),
      seller: readSeller(environment['NICEPAY_SELLER'], reportFault),
    };
    if (settings.firstCharge === 'void' && baseUrl?.isProduction === true) {
      reportFault(
        'NICEPAY_FIRST_CHARGE',
        'must not be "void" in production: the first payment of a saved card would be voided',
      );
    }
    return faults > 0 || baseUrl === undefined ? z.NEVER : { ...settings, baseUrl: baseUrl.url };
  });

/** The first is the default. */
function oneOf<T extends string>(
  environment: Environment,
  variable: string,
  values: readonly [T, ...T[]],
  reportFault: ReportFault,
): T {
  const given = environment[variable] ?? values[0];
  const known = values.find((value) => value === given);
  if (known === undefined) reportFault(variable, `must be ${values.toSorted().join(' or ')}`);
  return known ?? values[0];
}

function readChannels(text: string | undefined, reportFault: ReportFault): ReadonlySet<ChannelCode> {
  const codes = (text ?? '').split(',').map((code) => code.trim());
  const named = codes.filter((code) => code !== '');
  if (!named.every(isChannelCode)) {
    reportFault('NICEPAY_CHECKOUT_CHANNELS', 'must be channel codes separated by commas, such as ewallet_dana,va_bca');
  }
  return new Set(named.filter(isChannelCode));
}

/** NICEPAY's samples use it for merchants without a store id of their own. */
const DEFAULT_SHOP_ID = 'NICEPAY';

function readShopId(text: string | undefined, reportFault: ReportFault): string {
  if (text !== undefined && !/^[A-Za-z0-9]{1,40}$/.test(text)) {
    reportFault('NICEPAY_SHOP_ID', 'must be 1 to 40 letters and digits');
  }
  return text ?? DEFAULT_SHOP_ID;
}
