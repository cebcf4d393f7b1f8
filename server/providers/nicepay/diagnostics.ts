import type { ProviderIo } from '../provider-io.ts';
import { credentialCheck, type CredentialCheck, type Diagnostics } from '../diagnostics.ts';
import { inquireStatus } from './build.ts';
import type { NicepaySettings } from './environment.ts';
import { ACCOUNTS, allAccounts, variablesOf, type Accounts } from './environment/accounts.ts';
import { buildInquiry } from './inquire/build-inquiry.ts';
import { createSender } from './send.ts';
import type { Signer } from './wire/merchant-token.ts';
import { nicepayScenarios } from './scenarios/scenarios.ts';

export const nicepayDiagnostics: Diagnostics<NicepaySettings> = {
  notification: {
    contentType: 'application/x-www-form-urlencoded',
    headers: { 'user-agent': 'Jakarta Commons-HttpClient/3.1' },
    body: 'tXid=KASIRPROBE01200001010000000000&amt=1&goodsNm=Kopi+%2B+gula+%26+susu&payValidDt=null&merchantToken=0',
  },
  checkCredentials: (settings, io, signal) =>
    Promise.all(allAccounts(settings.accounts).map((account) => checkAccount(account, settings, io, signal))),
  scenarios: nicepayScenarios,
};

/** Which code an unknown transaction has is not documented; all of these say it, and none speaks of id, key or token. */
const ABSENT = new Set(['8002', '8003', '8004', '9003', '9004', '9501']);

function checkAccount(
  account: Signer,
  settings: NicepaySettings,
  io: ProviderIo,
  signal: AbortSignal,
): Promise<CredentialCheck> {
  // The usual form of an id, of a day before NICEPAY existed.
  const transaction = {
    account,
    tXid: `${account.iMid}01200001010000000000`,
    referenceNo: 'kasir-doctor',
    amount: 1,
  };
  const call = inquireStatus('01', buildInquiry(transaction, io.clock.now()));
  return credentialCheck(
    variablesHolding(account, settings.accounts),
    () => createSender(settings, io).send(call, signal),
    (code) => ABSENT.has(code),
  );
}

const variablesHolding = ({ iMid }: Signer, accounts: Accounts): string =>
  ACCOUNTS.filter((name) => accounts[name]?.iMid === iMid)
    .map((name) => `${variablesOf(name).iMid} and ${variablesOf(name).merchantKey}`)
    .join(', ');
