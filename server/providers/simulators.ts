import { createPublicKey, type KeyObject } from 'node:crypto';
import { createBdpaySimulator, keyFromText } from './bdpay/simulator.ts';
import { createNicepaySimulator } from './nicepay/simulator.ts';
import type { ProviderIo } from './provider.ts';
import type { Deliver, Simulator } from './simulator.ts';
import { createXenditSimulator } from './xendit/simulator.ts';

/** What a simulator needs of the world around it. */
export interface SimulatorWorld {
  /** Absolute, without a trailing slash: where the API and the pages are found. */
  readonly baseUrl: string;
  /** Where its notifications go. */
  readonly webhookUrl: string;
  readonly clock: ProviderIo['clock'];
  readonly uuid: () => string;
  readonly deliver: Deliver;
  readonly wait: (ms: number) => Promise<void>;
  /** The texts that it shares with us, by name: random, and the same after a restart. */
  readonly secret: (name: string) => string;
}

/** A provider that can be tried out without an account. */
export interface SimulatedProvider {
  readonly id: string;
  /** The provider's part of the environment with which we talk to its simulator and to nobody else. */
  environment(at: Pick<SimulatorWorld, 'baseUrl' | 'secret'>): Readonly<Record<string, string>>;
  /** Variables of the provider that change how it is sold, and name no account: whoever starts the demo may set them. */
  readonly choices: readonly string[];
  simulate(world: SimulatorWorld): Simulator;
}

const xendit: SimulatedProvider = {
  id: 'xendit',
  environment: ({ baseUrl, secret }) => ({
    XENDIT_SECRET_KEY: `xnd_development_${secret('xendit-key')}`,
    XENDIT_CALLBACK_TOKEN: secret('xendit-callback-token'),
    XENDIT_BASE_URL: baseUrl,
  }),
  choices: [],
  simulate: ({ secret, ...world }) =>
    createXenditSimulator({
      ...world,
      secretKey: `xnd_development_${secret('xendit-key')}`,
      callbackToken: secret('xendit-callback-token'),
    }),
};

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

const nicepay: SimulatedProvider = {
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
  simulate: ({ secret, webhookUrl, deliver, ...world }) =>
    createNicepaySimulator({
      ...world,
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

const BDPAY_MERCHANT = 'S820240101000001';
const oneLine = (key: KeyObject, type: 'pkcs8' | 'spki'): string =>
  (type === 'pkcs8'
    ? key.export({ format: 'der', type: 'pkcs8' })
    : createPublicKey(key).export({ format: 'der', type: 'spki' })
  ).toString('base64');

const bdpay: SimulatedProvider = {
  id: 'bdpay',
  environment: ({ baseUrl, secret }) => ({
    BDPAY_MERCHANT_CODE: BDPAY_MERCHANT,
    BDPAY_PRIVATE_KEY: oneLine(keyFromText(secret('bdpay-merchant-key')), 'pkcs8'),
    BDPAY_PLATFORM_PUBLIC_KEY: oneLine(keyFromText(secret('bdpay-platform-key')), 'spki'),
    BDPAY_BASE_URL: baseUrl,
  }),
  choices: [],
  simulate: ({ secret, webhookUrl, ...world }) =>
    createBdpaySimulator({
      ...world,
      merchantCode: BDPAY_MERCHANT,
      merchantPublicKey: createPublicKey(keyFromText(secret('bdpay-merchant-key'))),
      platformPrivateKey: keyFromText(secret('bdpay-platform-key')),
      notifyOrigin: new URL(webhookUrl).origin,
      // Time to go to the page and decide otherwise.
      payoutMs: 60_000,
    }),
};

/** Every provider that has a simulator, in the demo's order of preference. */
export const simulatedProviders: readonly SimulatedProvider[] = [xendit, nicepay, bdpay];
