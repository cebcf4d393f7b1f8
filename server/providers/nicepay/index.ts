import type { Provider } from '../provider.ts';
import { environmentOf } from './environment/base-url.ts';
import { nicepayEnvironment, SECRET_VARIABLES, VARIABLES, type NicepaySettings } from './environment.ts';
import { connectNicepay } from './gateway.ts';
import { NICEPAY_OFFERS, offersFor, PROVIDER_ID } from './offers.ts';

/** NICEPAY (nicepay.co.id), API V2: Direct and Checkout. */
export const nicepay: Provider<NicepaySettings> = {
  id: PROVIDER_ID,
  environment: nicepayEnvironment,
  variables: VARIABLES,
  secretVariables: SECRET_VARIABLES,
  offers: NICEPAY_OFFERS,
  offersFor,
  notification: {
    accepted: { status: 200, contentType: 'text/plain', body: 'OK' },
  },
  secretNames: [
    'merchantToken',
    'merchantKey',
    'recurringToken',
    'preauthToken',
    'cardNo',
    'cardCvv',
    'cardExpYymm',
    'cardHolderNm',
    'cardHolderEmail',
    'clickPayNo',
    'clickPayToken',
    'dataField3',
    'userToken',
    'billingNm',
    'billingPhone',
    'billingEmail',
    'billingAddr',
    'deliveryNm',
    'deliveryPhone',
    'deliveryAddr',
    'cashtag',
  ],
  baseUrlOf: ({ baseUrl }) => baseUrl,
  modeOf: ({ baseUrl }) => environmentOf(baseUrl),
  // The browser posts cards and the form of wallets and lenders to NICEPAY itself.
  formActionOf: ({ baseUrl }) => baseUrl,
  wantsHttps: false,
  connect: connectNicepay,
  diagnostics: async () => (await import('./diagnostics.ts')).nicepayDiagnostics,
};
