import type {
  PaymentOrder,
  Gateway,
  Log,
  PaymentRef,
  PayoutOrder,
  PayoutRef,
} from '../../../../../server/payments/ports/ports.ts';
import type { BdpaySettings } from '../../../../../server/providers/bdpay/environment.ts';
import type { ProviderIo } from '../../../../../server/providers/provider.ts';
import { reportRejections } from '../../../../../server/providers/report-rejections.ts';
import { bdpay } from '../../../../../server/providers/bdpay/index.ts';
import { readPrivateKey, readPublicKey } from '../../../../../server/providers/bdpay/environment/keys.ts';
import { sealed, type Message } from '../../../../../server/providers/bdpay/simulator/wire.ts';
import type { ProviderAnswer, ProviderCall } from '../../../../../server/providers/http.ts';
import { ORDER_DEFAULTS, REF_DEFAULTS } from '../../../../support/order-defaults.ts';
import { keyText } from './vectors.ts';

/** 2024-01-02 10:15:00 in Jakarta */
export const NOW = Date.UTC(2024, 0, 2, 3, 15);
export const HOUR = 3_600_000;
export const never = new AbortController().signal;
export const REFERENCE = 'pay01HK4Z9V7K2M4N6P8Q0R2S4T6V8';
export const ORDER = 'PO24010200000001';

const privateKey = readPrivateKey(keyText('merchant1024', 'privateKeyPkcs8Base64'));
const privateKey2048 = readPrivateKey(keyText('merchant2048', 'privateKeyPkcs8Base64'));
const platformKey = readPublicKey(keyText('platform1024', 'publicKeySpkiBase64'));
const platformPrivateKey = readPrivateKey(keyText('platform1024', 'privateKeyPkcs8Base64'));
if (!privateKey || !privateKey2048 || !platformKey || !platformPrivateKey) throw new Error('the fixtures hold no keys');

export const settings: BdpaySettings = {
  merchantCode: 'S820240101000001',
  privateKey,
  platformKey,
  baseUrl: new URL('https://openapi.bdpay.co.id'),
  dateTime: 'compact',
  queryPath: '/gateway/query',
};
export const settings2048: BdpaySettings = { ...settings, privateKey: privateKey2048 };

export const bySender = (message: Message): Message => sealed(message, platformPrivateKey);

export const json = (body: unknown, status = 200): ProviderAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  text: JSON.stringify(body),
});

/** An answer of the platform, signed. */
export const says = (message: Message): ProviderAnswer =>
  json(bySender({ platRespCode: 'SUCCESS', platRespMessage: 'success', ...message }));

export const created = (over: Message = {}): Message => ({
  platOrderNum: ORDER,
  orderNum: REFERENCE,
  method: 'VA_BCA',
  name: 'Siti Aminah',
  email: 'siti@example.com',
  vaNumber: '7416023828374475',
  payMoney: '150000',
  payFee: '4500',
  productDetail: 'Kaos polos',
  ...over,
});

export const inquired = (over: Message = {}): Message => ({
  platOrderNum: ORDER,
  orderNum: REFERENCE,
  amount: 150_000,
  fee: 4500,
  status: 'NO_PAY',
  msg: 'success',
  ...over,
});

export const anOrder = (over: Partial<PaymentOrder> = {}): PaymentOrder => ({
  ...ORDER_DEFAULTS,
  merchantReference: REFERENCE,
  expiresAt: NOW + HOUR,
  description: 'Kaos polos',
  customer: { name: 'Siti Aminah', email: 'siti@example.com', phone: '+6281210002000' },
  returnUrl: 'https://pay.shop.example/v1/return/pay_01HK4Z9V7K2M4N6P8Q0R2S4T6V8',
  notificationUrl: 'https://pay.shop.example/v1/notifications/bdpay',
  ...over,
});

export const aRef = (over: Partial<PaymentRef> = {}): PaymentRef => ({
  ...REF_DEFAULTS,
  merchantReference: REFERENCE,
  providerReferences: { order: ORDER },
  createdAt: NOW,
  expiresAt: NOW + 86_400_000,
  ...over,
});

export const aPayout = (over: Partial<PayoutOrder> = {}): PayoutOrder => ({
  merchantReference: 'po01HK4Z9V7K2M4N6P8Q0R2S4T6V8',
  money: { amount: 200_000, currency: 'IDR' },
  bankCode: '014',
  accountNumber: '0012345678',
  accountName: 'SITI AMINAH',
  description: 'Pencairan',
  feeBearer: 'merchant',
  notificationUrl: 'https://pay.shop.example/v1/notifications/bdpay/payouts',
  ...over,
});

export const aPayoutRef = (over: Partial<PayoutRef> = {}): PayoutRef => {
  const { merchantReference, money, feeBearer } = aPayout();
  return { merchantReference, money, feeBearer, providerReferences: {}, ...over };
};

export interface Wire {
  readonly gateway: Gateway;
  /** Everything that was sent, in order. */
  readonly calls: readonly ProviderCall[];
  readonly logged: readonly { readonly level: string; readonly facts: object; readonly message: string }[];
}

/** A gateway whose other end is a function: what it is sent is kept, what it answers is the test's to say. */
export function wire(
  answer: (call: ProviderCall) => ProviderAnswer | Promise<ProviderAnswer>,
  over: Partial<BdpaySettings> = {},
): Wire {
  const calls: ProviderCall[] = [];
  const logged: { level: string; facts: object; message: string }[] = [];
  const keep = (level: string) => (facts: object, message: string) => void logged.push({ level, facts, message });
  const log: Log = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
  const io: ProviderIo = {
    fetch: async (call) => {
      calls.push(call);
      return answer(call);
    },
    clock: { now: () => NOW },
    idGenerator: { next: (prefix) => `${prefix}_test` },
    log,
  };
  const gateway = reportRejections(bdpay.connect({ ...settings, ...over }, io), 'bdpay', io);
  return { gateway, calls, logged };
}

/** Answers by path; anything else fails the test. */
export const routes =
  (table: Readonly<Record<string, ProviderAnswer>>) =>
  ({ url }: ProviderCall): ProviderAnswer => {
    const found = table[new URL(url).pathname];
    if (found === undefined) throw new Error(`nothing is prepared for ${url}`);
    return found;
  };

export const bodyOf = (call: ProviderCall | undefined): Record<string, unknown> => {
  const body: unknown = JSON.parse(call?.body ?? 'null');
  if (typeof body !== 'object' || body === null) throw new Error('no object was sent');
  return { ...body };
};
