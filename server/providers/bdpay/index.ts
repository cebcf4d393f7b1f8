import { isLoopback } from '../loopback.ts';
import type { Provider } from '../provider.ts';
import { BANKS } from './payout/banks.ts';
import { CURRENCY } from './channels.ts';
import { bdpayEnvironment, SANDBOX_HOST, VARIABLES, type BdpaySettings } from './environment.ts';
import { connectBdpay } from './gateway.ts';
import { BDPAY_OFFERS, PROVIDER_ID } from './offers.ts';
import { PAYOUT_TEXT_RULES } from './payout/build-payout.ts';

/** BDPay's open platform: the facts. */
export const bdpay: Provider<BdpaySettings> = {
  id: PROVIDER_ID,
  environment: bdpayEnvironment,
  variables: VARIABLES,
  secretVariables: ['BDPAY_PRIVATE_KEY'],
  offers: BDPAY_OFFERS,
  payouts: { currency: CURRENCY, banks: BANKS, textRules: PAYOUT_TEXT_RULES },
  notification: {
    // Exactly this word, or the notification is sent again.
    accepted: { status: 200, contentType: 'text/plain', body: 'SUCCESS' },
  },
  secretNames: ['sign', 'platSign', 'number', 'accountName'],
  baseUrlOf: ({ baseUrl }) => baseUrl,
  modeOf: ({ baseUrl: { hostname } }) => (isLoopback(hostname) || hostname === SANDBOX_HOST ? 'sandbox' : 'production'),
  wantsHttps: false,
  connect: connectBdpay,
  diagnostics: async () => (await import('./diagnostics.ts')).bdpayDiagnostics,
};
