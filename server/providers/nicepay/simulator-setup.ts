import { deliverHere, type SimulatedProvider } from '../simulation/setup.ts';
import { createNicepaySimulator } from './simulator.ts';

const NICEPAY_IMID = 'KASIRDEMO1';
/** Authorizing without capturing needs a merchant id of its own. */
const NICEPAY_IMID_PREAUTH = 'KASIRHOLD1';

/** Required by Akulaku. */
const SELLER = {
  id: 'kasir-demo',
  name: 'Kasir Demo',
  email: 'shop@example.com',
  firstName: 'Kasir',
  lastName: 'Demo',
  address: 'Jalan Contoh 1',
  city: 'Jakarta',
  postalCode: '10110',
  phone: '081200000001',
};

/** A simulated NICEPAY for the demo, which needs no account. */
export const simulatedNicepay: SimulatedProvider = {
  id: 'nicepay',
  environment: ({ baseUrl, secret }) => ({
    NICEPAY_IMID,
    NICEPAY_MERCHANT_KEY: secret('nicepay-key'),
    NICEPAY_IMID_PREAUTH,
    NICEPAY_MERCHANT_KEY_PREAUTH: secret('nicepay-preauth-key'),
    NICEPAY_BASE_URL: baseUrl,
    NICEPAY_SELLER: JSON.stringify(SELLER),
  }),
  choices: [
    'NICEPAY_CARD_MODE',
    'NICEPAY_CHECKOUT_CHANNELS',
    'NICEPAY_SHOP_ID',
    'NICEPAY_INSTALLMENT_TYPE',
    'NICEPAY_FIRST_CHARGE',
  ],
  simulate: ({ secret, webhookUrl, deliver, ...options }) =>
    createNicepaySimulator({
      ...options,
      merchants: [
        { iMid: NICEPAY_IMID, merchantKey: secret('nicepay-key') },
        {
          iMid: NICEPAY_IMID_PREAUTH,
          merchantKey: secret('nicepay-preauth-key'),
          methods: ['01'],
          preauth: true,
        },
      ],
      deliver: deliverHere(deliver, webhookUrl),
    }),
};
