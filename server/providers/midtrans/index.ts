import { isLoopback } from '../loopback.ts';
import type { Provider } from '../provider.ts';
import { modeOfHost } from './environment/hosts.ts';
import { midtransEnvironment, VARIABLES, type MidtransSettings } from './environment.ts';
import { connectMidtrans } from './gateway.ts';
import { MIDTRANS_OFFERS, PROVIDER_ID } from './offers.ts';

/** Midtrans, Core API and Snap: the facts. */
export const midtrans: Provider<MidtransSettings> = {
  id: PROVIDER_ID,
  environment: midtransEnvironment,
  variables: VARIABLES,
  secretVariables: ['MIDTRANS_SERVER_KEY'],
  offers: MIDTRANS_OFFERS,
  notification: {
    // To be sent again it wants 503, which is what our API answers while its storage is unavailable.
    accepted: { status: 200, contentType: 'text/plain', body: 'OK' },
  },
  secretNames: ['authorization', 'signature_key', 'token_id', 'saved_token_id'],
  baseUrlOf: ({ baseUrl }) => baseUrl,
  // To be safe, a host that is neither its sandbox nor this machine counts as production.
  modeOf: ({ baseUrl, snapBaseUrl }) =>
    [baseUrl, snapBaseUrl].every((url) => modeOfHost(url) === 'sandbox' || isLoopback(url.hostname))
      ? 'sandbox'
      : 'production',
  wantsHttps: true,
  connect: connectMidtrans,
  diagnostics: async () => (await import('./diagnostics.ts')).midtransDiagnostics,
};
