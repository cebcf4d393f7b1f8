import type { Provider } from '../provider.ts';
import { VARIABLES, xenditEnvironment, type XenditSettings } from './environment.ts';
import { connectXendit } from './gateway.ts';
import { PROVIDER_ID, XENDIT_OFFERS } from './offers.ts';
import { requestBudgetOf } from './request-budget.ts';

/** Xendit, Payments API v3: the facts. */
export const xendit: Provider<XenditSettings> = {
  id: PROVIDER_ID,
  environment: xenditEnvironment,
  variables: VARIABLES,
  secretVariables: ['XENDIT_SECRET_KEY', 'XENDIT_CALLBACK_TOKEN'],
  offers: XENDIT_OFFERS,
  notification: {
    accepted: { status: 200, contentType: 'application/json', body: '{"received":true}' },
  },
  secretNames: [
    'authorization',
    'x-callback-token',
    'payment_token_id',
    'components_sdk_key',
    'otp_code',
    'card_details',
  ],
  baseUrlOf: ({ baseUrl }) => baseUrl,
  // Test and live mode share one host: the key tells them apart.
  modeOf: ({ secretKey }) => (secretKey.startsWith('xnd_development_') ? 'sandbox' : 'production'),
  requestBudgetOf,
  wantsHttps: true,
  connect: connectXendit,
  diagnostics: async () => (await import('./diagnostics.ts')).xenditDiagnostics,
};
