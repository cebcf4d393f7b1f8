import { credentialCheck, type Diagnostics } from '../diagnostics.ts';
import type { MidtransSettings } from './environment.ts';
import { midtransScenarios } from './scenarios/scenarios.ts';
import { transactionSchema } from './schema.ts';
import { sender } from './send.ts';
import { statusCall } from './wire/api-call.ts';

/** An order id that our references never have. */
const NO_ORDER = 'kasir-doctor';

export const midtransDiagnostics: Diagnostics<MidtransSettings> = {
  notification: {
    contentType: 'application/json',
    headers: { 'user-agent': 'Veritrans' },
    body: '{"transaction_status": "probe",  "order_id":"kasir-doctor", "note":"caf\\u00e9 + 50% \\/ ok", "gross_amount":"1.00"}',
  },
  checkCredentials: async (settings, io, signal) => [
    await credentialCheck(
      'MIDTRANS_SERVER_KEY',
      () => sender(settings, io)(statusCall(NO_ORDER), transactionSchema, signal),
      (code) => code === '404',
    ),
  ],
  scenarios: midtransScenarios,
};
