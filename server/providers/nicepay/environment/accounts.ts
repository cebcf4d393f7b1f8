import type { Signer } from '../wire/merchant-token.ts';
import type { Environment, Report } from './report-fault.ts';

/** Many merchants have a merchant id for each way to pay, each with its own key. */
export const ACCOUNTS = ['default', 'card', 'preauth', 'va', 'cvs', 'ewallet', 'qris', 'payloan'] as const;
export type AccountName = (typeof ACCOUNTS)[number];

export type Accounts = Readonly<Partial<Record<AccountName, Signer>>>;

export function variablesOf(name: AccountName): { readonly iMid: string; readonly merchantKey: string } {
  const suffix = name === 'default' ? '' : `_${name.toUpperCase()}`;
  return { iMid: `NICEPAY_IMID${suffix}`, merchantKey: `NICEPAY_MERCHANT_KEY${suffix}` };
}

/** A pair that is there must be whole, and one id cannot have two keys. At least one pair is needed. */
export function readAccounts(own: Environment, report: Report): Accounts {
  const pairs = ACCOUNTS.flatMap((name) => {
    const variables = variablesOf(name);
    const iMid = own[variables.iMid];
    const merchantKey = own[variables.merchantKey];
    if (iMid === undefined && merchantKey === undefined) return [];
    if (iMid === undefined) report(variables.iMid, `is needed, since ${variables.merchantKey} is set`);
    else if (!/^[A-Za-z0-9]{1,10}$/.test(iMid)) report(variables.iMid, 'must be 1 to 10 letters and digits');
    if (merchantKey === undefined) report(variables.merchantKey, `is needed, since ${variables.iMid} is set`);
    else if (!/^[\x21-\x7e]{16,}$/.test(merchantKey)) {
      report(variables.merchantKey, 'must be the key as the back office shows it: at least 16 characters, no blanks');
    }
    return iMid === undefined || merchantKey === undefined ? [] : [{ name, variables, iMid, merchantKey }];
  });
  const keys = new Map<string, string>();
  for (const { iMid, merchantKey, variables } of pairs) {
    // Both are the operator's own words, compared once at start.
    if ((keys.get(iMid) ?? merchantKey) !== merchantKey) {
      report(variables.merchantKey, 'is another key than the one given elsewhere for the same merchant id');
    }
    keys.set(iMid, merchantKey);
  }
  const mentioned = ACCOUNTS.map(variablesOf).flatMap(({ iMid, merchantKey }) => [own[iMid], own[merchantKey]]);
  if (mentioned.every((value) => value === undefined)) {
    report('NICEPAY_IMID', 'is needed: the merchant id, from the back office (or one for a single way to pay)');
    report('NICEPAY_MERCHANT_KEY', 'is needed: the key of that merchant id');
  }
  return Object.fromEntries(pairs.map(({ name, iMid, merchantKey }) => [name, { iMid, merchantKey }]));
}

/**
 * The pair that a way to pay is registered with. Money is only held under a merchant id of its own kind, so `preauth`
 * has no substitute.
 */
export const accountOf = (accounts: Accounts, name: AccountName): Signer | undefined =>
  accounts[name] ?? (name === 'preauth' ? undefined : accounts.default);

/** Each merchant id once. */
export const allAccounts = (accounts: Accounts): readonly Signer[] => [
  ...new Map(Object.values(accounts).map((account) => [account.iMid, account])).values(),
];

/**
 * Whose transaction it is. Every transaction id begins with its merchant id in all samples; where it does not, the pair
 * of its way to pay has to do.
 */
export const ownerOf = (accounts: Accounts, tXid: string, name: AccountName): Signer | undefined =>
  allAccounts(accounts).find(({ iMid }) => tXid.length === 30 && tXid.startsWith(iMid)) ?? accountOf(accounts, name);
