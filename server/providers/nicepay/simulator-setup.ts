import type { SimulatedProvider } from '../simulation/setup.ts';
import { createNicepaySimulator } from './simulator.ts';

const NICEPAY_IMID = 'KASIRDEMO1';
/** Cards are held under a merchant id of their own. */
const NICEPAY_IMID_PREAUTH = 'KASIRHOLD1';

/** Akulaku has to be told who sells. */
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

/** NICEPAY without an account: the demo's. */
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
  simulate: ({ secret, webhookUrl, deliver, ...simulatorState }) =>
    createNicepaySimulator({
      ...simulatorState,
      merchants: [
        { iMid: NICEPAY_IMID, merchantKey: secret('nicepay-key') },
        {
          iMid: NICEPAY_IMID_PREAUTH,
          merchantKey: secret('nicepay-preauth-key'),
          methods: ['01'],
          preauth: true,
        },
      ],
      // Each order names its own address, as the world reaches it; from here there is a shorter way.
      deliver: (request) =>
        deliver(
          new URL(request.url).pathname === new URL(webhookUrl).pathname ? new Request(webhookUrl, request) : request,
        ),
    }),
};
