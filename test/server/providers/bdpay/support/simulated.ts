import { createPublicKey } from 'node:crypto';
import {
  createBdpaySimulator,
  keyFromText,
  type BdpaySimulator,
  type BdpaySimulatorOptions,
} from '../../../../../server/providers/bdpay/simulator.ts';
import { plainTextOf, sealed, unsealed, type Message } from '../../../../../server/providers/bdpay/simulator/wire.ts';
import { virtualClock, type VirtualClock } from '../../../../support/virtual-clock.ts';

export const BASE = 'http://localhost:4000/simulators/bdpay';
const MERCHANT = 'S820240101000001';
const merchantKey = keyFromText('merchant of the simulator tests');
const platformKey = keyFromText('platform of the simulator tests');

export interface Simulated {
  readonly simulator: BdpaySimulator;
  readonly clock: VirtualClock;
  /** Notifications that came, parsed, and what to answer them. */
  readonly notifications: { readonly url: string; readonly type: string; readonly body: string; readonly at: number }[];
  answer: { status: number; body: string };
  /** A signed request; what came back, its signature checked. */
  call(path: string, fields: Record<string, string | number>): Promise<Record<string, unknown>>;
  advance(ms: number): Promise<void>;
}

export function simulated(over: Partial<BdpaySimulatorOptions> = {}): Simulated {
  const clock = virtualClock();
  let count = 0;
  const notifications: Simulated['notifications'] = [];
  const simulator = createBdpaySimulator({
    baseUrl: BASE,
    merchantCode: MERCHANT,
    merchantPublicKey: createPublicKey(merchantKey),
    platformPrivateKey: platformKey,
    clock,
    uuid: () => `00000000-0000-4000-8000-${(count += 1).toString(16).padStart(12, '0')}`,
    deliver: async (request) => {
      notifications.push({
        url: request.url,
        type: request.headers.get('content-type') ?? '',
        body: await request.text(),
        at: clock.now(),
      });
      return new Response(self.answer.body, { status: self.answer.status });
    },
    ...over,
  });
  const self: Simulated = {
    simulator,
    clock,
    notifications,
    answer: { status: 200, body: 'SUCCESS' },
    async call(path, fields) {
      const message: Message = { merchantCode: MERCHANT, dateTime: '20260401120000', ...fields };
      const response = await simulator.handle(post(path, signedBody(message)));
      const answer: unknown = await response.json();
      if (typeof answer !== 'object' || answer === null) throw new Error('no object came back');
      const { platSign, ...rest } = { ...(answer as Record<string, string | number>) };
      const opened = unsealed(String(platSign), createPublicKey(platformKey));
      if (opened?.equals(plainTextOf(rest, 'platSign')) !== true) throw new Error('the answer is not signed');
      return rest;
    },
    async advance(ms) {
      const target = clock.now() + ms;
      for (;;) {
        await simulator.runDue();
        const next = simulator.nextDueAt();
        if (next === undefined || next > target) break;
        clock.set(Math.max(next, clock.now() + 1));
      }
      clock.set(target);
      await simulator.runDue();
    },
  };
  return self;
}

/** The merchant's signature is made like the platform's; only its name differs. */
export function signedBody(message: Message): Message {
  const { platSign, ...rest } = sealed(message, merchantKey);
  return { ...rest, sign: platSign ?? '' };
}

export const post = (path: string, body: unknown, type = 'application/json'): Request =>
  new Request(`${BASE}${path}`, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });

export const order = (over: Record<string, string | number> = {}): Record<string, string | number> => ({
  method: 'VA_BCA',
  orderNum: 'INV1',
  payMoney: '30000',
  productDetail: 'Kaos polos',
  name: 'Asmana',
  email: 'asmana@example.com',
  phone: '082113086611',
  notifyUrl: 'https://shop.example/cb/pay',
  expiryPeriod: '60',
  ...over,
});

export const cash = (over: Record<string, string | number> = {}): Record<string, string | number> => ({
  orderNum: 'WD1',
  money: '200000',
  description: 'Pencairan',
  name: 'SITI AMINAH',
  bankCode: '014',
  number: '0012345678',
  notifyUrl: 'https://shop.example/cb/cash',
  feeType: '1',
  ...over,
});

export const query = (orderNum = 'INV1'): Record<string, string> => ({ queryType: 'ORDER_QUERY', orderNum });
