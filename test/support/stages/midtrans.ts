import { createMidtransSimulator } from '../../../server/providers/midtrans/simulator.ts';
import { findRoute } from '../../../server/providers/midtrans/simulator/routes.ts';
import { signed } from '../../../server/providers/midtrans/simulator/views.ts';
import { countingUuid } from '../counting-uuid.ts';
import type { NotificationFields, Stage } from '../stage.ts';

const SERVER_KEY = 'SB-Mid-server-stage';
const MERCHANT_ID = 'G000000000';
const BASE_URL = 'https://midtrans.example/sim';

const signedNotification = (fields: NotificationFields, notificationUrl: string): Request =>
  new Request(`${notificationUrl}/midtrans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signed(fields, SERVER_KEY)),
  });

export const stage: Stage = {
  environment: {
    MIDTRANS_SERVER_KEY: SERVER_KEY,
    MIDTRANS_MERCHANT_ID: MERCHANT_ID,
    MIDTRANS_BASE_URL: BASE_URL,
    MIDTRANS_SNAP_BASE_URL: `${BASE_URL}/snap/v1`,
  },
  simulator: ({ clock, notificationUrl, deliver }) =>
    createMidtransSimulator({
      baseUrl: BASE_URL,
      serverKey: SERVER_KEY,
      merchantId: MERCHANT_ID,
      webhookUrl: notificationUrl,
      clock,
      uuid: countingUuid(),
      deliver,
      // The scenarios count the notifications that they cause.
      announcesPending: false,
    }),
  operationOf: (method, path) => findRoute(method, path)?.route.operation ?? 'inquire',
  wrongCredentials: { code: '401', status: 401 },
  impossible: {
    unsigned: 'Midtrans signs no answer to a charge',
    wrong_signature: 'Midtrans signs no answer to a charge',
  },
  samples: {
    virtual_account: { channel: 'va_bca' },
    retail_code: { channel: 'retail_alfamart' },
    qr: { channel: 'qris' },
    redirect: { channel: 'ewallet_gopay' },
    push: { channel: 'ewallet_ovo', fields: { phone: '081210002000' } },
  },
  savable: { channel: 'card' },
  refundable: { channel: 'ewallet_gopay' },
  holdable: { channel: 'card' },
  signedNotification,
  genuineClaim: (payment, notificationUrl) =>
    signedNotification(
      {
        transaction_id: payment.providerReferences['transaction'] ?? '00000000-0000-4000-8000-00000000ffff',
        order_id: payment.merchantReference,
        status_code: '200',
        gross_amount: `${payment.amount}.00`,
        currency: payment.currency,
        transaction_status: 'settlement',
        fraud_status: 'accept',
        payment_type: 'bank_transfer',
      },
      notificationUrl,
    ),
};
