import { createPublicKey } from 'node:crypto';
import { createBdpaySimulator, keyFromText } from '../../../server/providers/bdpay/simulator.ts';
import { findRoute } from '../../../server/providers/bdpay/simulator/routes.ts';
import { sealed } from '../../../server/providers/bdpay/simulator/wire.ts';
import { countingUuid } from '../counting-uuid.ts';
import type { NotificationFields, Stage } from '../stage.ts';
import { toFormFields } from '../form-fields.ts';

const MERCHANT = 'S820240101000001';
const BASE_URL = 'https://bdpay.example/sim';
const merchantKey = keyFromText('stage: merchant');
const platformKey = keyFromText('stage: platform');

function signedNotification(fields: NotificationFields, notificationUrl: string): Request {
  return new Request(`${notificationUrl}/bdpay`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(toFormFields(sealed(toFormFields(fields), platformKey))),
  });
}

export const stage: Stage = {
  environment: {
    BDPAY_MERCHANT_CODE: MERCHANT,
    BDPAY_PRIVATE_KEY: merchantKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    BDPAY_PLATFORM_PUBLIC_KEY: createPublicKey(platformKey).export({ format: 'der', type: 'spki' }).toString('base64'),
    BDPAY_BASE_URL: BASE_URL,
  },
  simulator: ({ clock, deliver }) =>
    createBdpaySimulator({
      baseUrl: BASE_URL,
      merchantCode: MERCHANT,
      merchantPublicKey: createPublicKey(merchantKey),
      platformPrivateKey: platformKey,
      clock,
      uuid: countingUuid(),
      deliver,
    }),
  operationOf: (_, path, body) => findRoute(path, JSON.parse(body))?.operation ?? 'inquire',
  wrongCredentials: { code: 'FAIL', status: 200 },
  impossible: { wrong_currency: 'BDPay names no currency' },
  samples: {
    virtual_account: { channel: 'va_bca' },
    retail_code: { channel: 'retail_alfamart' },
    qr: { channel: 'qris' },
    redirect: { channel: 'ewallet_dana' },
    push: { channel: 'ewallet_ovo', fields: { phone: '081210002000' } },
  },
  signedNotification,
  genuineClaim: (payment, notificationUrl) =>
    signedNotification(
      {
        code: '00',
        email: 'siti@example.com',
        method: 'VA_BCA',
        msg: 'SUCCESS',
        name: 'Siti Aminah',
        orderNum: payment.merchantReference,
        payFee: '4500',
        payMoney: payment.amount,
        platOrderNum: payment.providerReferences['order'] ?? '',
      },
      notificationUrl,
    ),
};
