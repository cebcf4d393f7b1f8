import { createXenditSimulator } from '../../../server/providers/xendit/simulator.ts';
import { findRoute } from '../../../server/providers/xendit/simulator/routes.ts';
import { countingUuid } from '../counting-uuid.ts';
import type { NotificationFields, Stage } from '../stage.ts';

const SECRET_KEY = 'xnd_development_stage';
const CALLBACK_TOKEN = 'stage-callback-token';
const BASE_URL = 'https://xendit.example/sim';

function signedNotification({ event, ...data }: NotificationFields, notificationUrl: string): Request {
  return new Request(`${notificationUrl}/xendit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-callback-token': CALLBACK_TOKEN },
    body: JSON.stringify({ event, created: '2026-04-01T05:00:00.000Z', data }),
  });
}

export const stage: Stage = {
  environment: { XENDIT_SECRET_KEY: SECRET_KEY, XENDIT_CALLBACK_TOKEN: CALLBACK_TOKEN, XENDIT_BASE_URL: BASE_URL },
  simulator: ({ clock, notificationUrl, deliver }) =>
    createXenditSimulator({
      baseUrl: BASE_URL,
      secretKey: SECRET_KEY,
      callbackToken: CALLBACK_TOKEN,
      webhookUrl: notificationUrl,
      clock,
      uuid: countingUuid(),
      deliver,
    }),
  operationOf: (method, path) => findRoute(method, path)?.route.operation ?? 'inquire',
  wrongCredentials: { code: 'REQUEST_FORBIDDEN_ERROR', status: 403 },
  impossible: { unsigned: 'Xendit signs no answer', wrong_signature: 'Xendit signs no answer' },
  samples: {
    virtual_account: { channel: 'va_bca' },
    retail_code: { channel: 'retail_alfamart' },
    qr: { channel: 'qris' },
    redirect: { channel: 'ewallet_dana' },
    push: { channel: 'ewallet_ovo', fields: { phone: '081210002000' } },
  },
  savable: { channel: 'ewallet_dana' },
  refundable: { channel: 'ewallet_dana' },
  holdable: { channel: 'card' },
  signedNotification,
  genuineClaim: (payment, notificationUrl) =>
    signedNotification(
      {
        event: 'payment.capture',
        payment_id: 'py-00000000-0000-4000-8000-00000000ffff',
        payment_request_id: payment.providerReferences['request'],
        reference_id: payment.merchantReference,
        type: 'PAY',
        country: 'ID',
        currency: payment.currency,
        request_amount: payment.amount,
        channel_code: 'BCA_VIRTUAL_ACCOUNT',
        captures: [
          { capture_id: 'cptr-1', capture_amount: payment.amount, capture_timestamp: '2026-04-01T05:00:00.000Z' },
        ],
        status: 'SUCCEEDED',
      },
      notificationUrl,
    ),
};
