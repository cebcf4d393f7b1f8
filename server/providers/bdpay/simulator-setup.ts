import { createPublicKey, type KeyObject } from 'node:crypto';
import { deliverHere, type SimulatedProvider } from '../simulation/setup.ts';
import { createBdpaySimulator, keyFromText } from './simulator.ts';

const BDPAY_MERCHANT = 'S820240101000001';
const oneLine = (key: KeyObject, type: 'pkcs8' | 'spki'): string =>
  (type === 'pkcs8'
    ? key.export({ format: 'der', type: 'pkcs8' })
    : createPublicKey(key).export({ format: 'der', type: 'spki' })
  ).toString('base64');

/** BDPay without an account: the demo's. */
export const simulatedBdpay: SimulatedProvider = {
  id: 'bdpay',
  environment: ({ baseUrl, secret }) => ({
    BDPAY_MERCHANT_CODE: BDPAY_MERCHANT,
    BDPAY_PRIVATE_KEY: oneLine(keyFromText(secret('bdpay-merchant-key')), 'pkcs8'),
    BDPAY_PLATFORM_PUBLIC_KEY: oneLine(keyFromText(secret('bdpay-platform-key')), 'spki'),
    BDPAY_BASE_URL: baseUrl,
  }),
  choices: [],
  simulate: ({ secret, webhookUrl, deliver, ...runtime }) =>
    createBdpaySimulator({
      ...runtime,
      deliver: deliverHere(deliver, webhookUrl),
      merchantCode: BDPAY_MERCHANT,
      merchantPublicKey: createPublicKey(keyFromText(secret('bdpay-merchant-key'))),
      platformPrivateKey: keyFromText(secret('bdpay-platform-key')),
      // Time to go to the page and decide otherwise.
      payoutMs: 60_000,
    }),
};
