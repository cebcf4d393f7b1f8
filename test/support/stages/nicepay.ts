import { createHash } from 'node:crypto';
import { createNicepaySimulator } from '../../../server/providers/nicepay/simulator.ts';
import { ROUTES } from '../../../server/providers/nicepay/simulator/routes.ts';
import type { SimulatedOperation } from '../../../server/providers/simulation/simulator.ts';
import { countingUuid } from '../counting-uuid.ts';
import type { NotificationFields, Stage } from '../stage.ts';
import { toFormFields } from '../form-fields.ts';

const IMID = 'KASIRTEST1';
const MERCHANT_KEY = 'stage-merchant-key-of-the-usual-length==';
const HOLDING_IMID = 'KASIRHOLD1';
const HOLDING_KEY = 'stage-merchant-key-that-only-holds-money==';
const BASE_URL = 'https://nicepay.example/sim/nicepay';

function signedNotification(fields: NotificationFields, notificationUrl: string): Request {
  const texts = toFormFields(fields);
  const { tXid = '', amt = '' } = texts;
  const merchantToken = createHash('sha256').update(`${IMID}${tXid}${amt}${MERCHANT_KEY}`).digest('hex');
  return new Request(`${notificationUrl}/nicepay`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...texts, tXid, amt, merchantToken }),
  });
}

function operationOf(_: string, path: string, body: string): SimulatedOperation {
  // Whether a cancel returns money depends on the transaction; a payment step that holds money has this token.
  if (path.endsWith('/cancel')) return 'cancel';
  if (path.endsWith('/payment')) return body.includes('preauthToken') ? 'capture' : 'charge';
  if (path.endsWith('/inquiry') || !ROUTES.some((route) => route.path === path)) return 'inquire';
  return path.endsWith('Akulaku') ? 'confirm' : 'create';
}

export const stage: Stage = {
  environment: {
    NICEPAY_IMID: IMID,
    NICEPAY_MERCHANT_KEY: MERCHANT_KEY,
    NICEPAY_IMID_PREAUTH: HOLDING_IMID,
    NICEPAY_MERCHANT_KEY_PREAUTH: HOLDING_KEY,
    NICEPAY_BASE_URL: BASE_URL,
  },
  simulator: ({ clock, deliver }) =>
    createNicepaySimulator({
      baseUrl: BASE_URL,
      merchants: [
        { iMid: IMID, merchantKey: MERCHANT_KEY },
        { iMid: HOLDING_IMID, merchantKey: HOLDING_KEY, methods: ['01'], preauth: true },
      ],
      clock,
      uuid: countingUuid(),
      deliver,
    }),
  operationOf,
  wrongCredentials: { code: '9010', status: 200 },
  samples: {
    virtual_account: { channel: 'va_bca' },
    retail_code: { channel: 'retail_alfamart' },
    qr: { channel: 'qris' },
    redirect: { channel: 'card' },
    form_post: { channel: 'ewallet_dana' },
  },
  savable: { channel: 'card' },
  refundable: { channel: 'ewallet_dana' },
  holdable: { channel: 'card' },
  impossible: { unsigned: 'NICEPAY signs no answer', wrong_signature: 'NICEPAY signs no answer' },
  charging: 'charge',
  // A capture is registered as an order of its own.
  paymentReference: (reference) => reference.replace(/-C\d$/, ''),
  signedNotification,
  genuineClaim: (payment, notificationUrl) =>
    signedNotification(
      {
        tXid: payment.providerReferences['tXid'] ?? '',
        amt: payment.amount,
        referenceNo: payment.merchantReference,
        payMethod: '02',
        currency: payment.currency,
        transDt: '20260401',
        transTm: '120000',
        status: '0',
        matchCl: '1',
      },
      notificationUrl,
    ),
};
