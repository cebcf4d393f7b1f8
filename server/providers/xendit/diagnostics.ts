import { credentialCheck, type Diagnostics } from '../diagnostics.ts';
import type { XenditSettings } from './environment.ts';
import { paymentRequestSchema } from './schema.ts';
import { sender } from './send.ts';
import { getPaymentRequestCall } from './wire/api-call.ts';
import { xenditScenarios } from './scenarios/scenarios.ts';

/** Of the right length, and never given out: ids are random. */
const NO_REQUEST = 'pr-00000000-0000-4000-8000-000000000000';

export const xenditDiagnostics: Diagnostics<XenditSettings> = {
  notification: {
    contentType: 'application/json',
    headers: { 'x-callback-token': 'probe-of-kasir-doctor' },
    body: '{ "event": "probe",  "created": "2026-01-01T00:00:00.000Z", "data": { "note": "caf\\u00e9 + 50% \\/ ok" } }\n',
    place: 'the Xendit dashboard, Settings → Developers → Webhooks',
  },
  checkCredentials: async (settings, io, signal) => [
    await credentialCheck(
      'XENDIT_SECRET_KEY',
      () => sender(settings, io)(getPaymentRequestCall(NO_REQUEST), paymentRequestSchema, signal),
      (code) => code.endsWith('NOT_FOUND'),
    ),
  ],
  scenarios: xenditScenarios,
};
