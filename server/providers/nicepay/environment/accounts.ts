import type { Signer } from '../wire/merchant-token.ts';
import type { Environment, ReportFault } from './report-fault.ts';

/** The merchant ids that can be configured, each with its own key. Many merchants have one for each payment method. */
export const ACCOUNTS = ['default', 'card', 'preauth', 'va', 'cvs', 'ewallet', 'qris', 'payloan'] as const;
export type AccountName = (typeof ACCOUNTS)[number];

export type Accounts = Readonly<Partial<Record<AccountName, Signer>>>;

export function variablesOf(name: AccountName): { readonly iMid: string; readonly merchantKey: string } {
  const suffix = name === 'default' ? '' : `_${name.toUpperCase()}`;
  return { iMid: `NICEPAY_IMID${suffix}`, merchantKey: `NICEPAY_MERCHANT_KEY${suffix}` };
}

/** Every id needs its key and every key its id, one id has one key, and at least one pair is required. */
export function readAccounts(environment: Environment, reportFault: ReportFault): Accounts {
  const pairs = ACCOUNTS.flatMap((name) => {
    const variables = variablesOf(name);
    const iMid = environment[variables.iMid];
    const merchantKey = environment[variables.merchantKey];
    if (iMid === undefined && merchantKey === undefined) return [];
    if (iMid === undefined) reportFault(variables.iMid, `is required because ${variables.merchantKey} is set`);
    else if (!/^[A-Za-z0-9]{1,10}$/.test(iMid)) reportFault(variables.iMid, 'must be 1 to 10 letters and digits');
    if (merchantKey === undefined) reportFault(variables.merchantKey, `is required because ${variables.iMid} is set`);
    else if (!/^[\x21-\x7e]{16,}$/.test(merchantKey)) {
      reportFault(
        variables.merchantKey,
        'must be the key as the back office shows it: at least 16 characters, no spaces',
      );
    }
    return iMid === undefined || merchantKey === undefined ? [] : [{ name, variables, iMid, merchantKey }];
  });
  const keys = new Map<string, string>();
  for (const { iMid, merchantKey, variables } of pairs) {
    // Compared once at startup, with values that the operator set: no need for constant time.
    if ((keys.get(iMid) ?? merchantKey) !== merchantKey) {
      reportFault(variables.merchantKey, 'differs from the key that is configured elsewhere for the same merchant id');
    }
    keys.set(iMid, merchantKey);
  }
  const configured = ACCOUNTS.map(variablesOf).flatMap(({ iMid, merchantKey }) => [
    environment[iMid],
    environment[merchantKey],
  ]);
  if (configured.every((value) => value === undefined)) {
    reportFault(
      'NICEPAY_IMID',
      'is required: the merchant id from the back office (or one for a single payment method)',
    );
    reportFault('NICEPAY_MERCHANT_KEY', 'is required: the key of that merchant id');
  }
  return Object.fromEntries(pairs.map(({ name, iMid, merchantKey }) => [name, { iMid, merchantKey }]));
}

/**
 * The merchant id and key that a payment method is registered with. Authorizing without capturing needs a merchant id of
 * its own kind, so `preauth` does not fall back to the default.
 */
export const accountOf = (accounts: Accounts, name: AccountName): Signer | undefined =>
  accounts[name] ?? (name === 'preauth' ? undefined : accounts.default);

/** Every configured merchant id, without duplicates. */
export const allAccounts = (accounts: Accounts): readonly Signer[] => [
  ...new Map(Object.values(accounts).map((account) => [account.iMid, account])).values(),
];

/**
 * The merchant id and key that a transaction belongs to. In all samples a `tXid` begins with its merchant id; where it
 * does not, those of the payment method are used.
 */
export const ownerOf = (accounts: Accounts, tXid: string, name: AccountName): Signer | undefined =>
  allAccounts(accounts).find(({ iMid }) => tXid.length === 30 && tXid.startsWith(iMid)) ?? accountOf(accounts, name);
