import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  createNicepaySimulator,
  type NicepaySimulatorOptions,
} from '../../../../../server/providers/nicepay/simulator.ts';
import { virtualClock } from '../../../../support/virtual-clock.ts';

export const SIM_BASE = 'https://pay.example/simulators/nicepay';
export const MERCHANT = { iMid: 'SIMMERCH01', merchantKey: 'simulated-merchant-key==' };
export const PREAUTH_MERCHANT = { iMid: 'SIMHOLDS01', merchantKey: 'another-merchant-key==', preauth: true } as const;
export const BACK = 'https://shop.example/back';
export const NOTIFY = 'https://pay.example/v1/notifications/nicepay';

export type Fields = Readonly<Record<string, string | undefined>>;
type Merchant = Pick<typeof MERCHANT, 'iMid' | 'merchantKey'>;
export type Answer = Readonly<Record<string, unknown>>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const jakarta = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);

let orders = 0;

/** A simulator with a stopped clock, calls to its API and pages, and the notifications that it delivers. */
export function simulated(over: Partial<NicepaySimulatorOptions> = {}) {
  const clock = virtualClock();
  const notifications: {
    readonly at: number;
    readonly url: string;
    readonly agent: string | null;
    readonly text: string;
  }[] = [];
  const box = { status: 200 };
  let count = 0;
  const simulator = createNicepaySimulator({
    baseUrl: SIM_BASE,
    merchants: [MERCHANT, PREAUTH_MERCHANT],
    clock,
    uuid: () => `00000000-0000-4000-8000-${(count += 1).toString(16).padStart(12, '0')}`,
    deliver: async (request) => {
      const { url, headers } = request;
      notifications.push({ at: clock.now(), url, agent: headers.get('user-agent'), text: await request.text() });
      if (box.status === 0) throw new Error('connection refused');
      return new Response(box.status === 200 ? 'OK' : null, { status: box.status });
    },
    ...over,
  });

  const stamp = (): string => jakarta(clock.now());
  const call = (path: string, init: RequestInit): Promise<Response> =>
    simulator.handle(new Request(SIM_BASE + path, init));

  async function post(path: string, body: unknown): Promise<Answer> {
    const response = await call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    assert.equal(response.status, 200, 'business errors are sent with HTTP 200');
    const answer: unknown = await response.json();
    assert.ok(typeof answer === 'object' && answer !== null);
    return { ...answer };
  }

  /** The signed body of a registration with this payment method. A change to `undefined` omits the field. */
  function order(payMethod: string, changes: Fields = {}, merchant: Merchant = MERCHANT): Fields {
    const fields: Fields = {
      ...common(payMethod),
      ...METHOD_FIELDS[payMethod],
      timeStamp: stamp(),
      iMid: merchant.iMid,
      ...changes,
    };
    const { timeStamp, iMid, referenceNo, amt } = fields;
    return { merchantToken: sha256(`${timeStamp}${iMid}${referenceNo}${amt}${merchant.merchantKey}`), ...fields };
  }

  const register = (payMethod: string, changes: Fields = {}, merchant?: Merchant): Promise<Answer> =>
    post('/direct/v2/registration', order(payMethod, changes, merchant));

  const registerPage = (payMethod: string, changes: Fields = {}, merchant?: Merchant): Promise<Answer> =>
    post(
      '/redirect/v2/registration',
      order(payMethod, { callBackUrl: BACK, description: 'An order', ...changes }, merchant),
    );

  async function must(call: Promise<Answer>): Promise<Registered> {
    const answer = await call;
    assert.equal(answer['resultCd'], '0000', JSON.stringify(answer));
    return { tXid: text(answer, 'tXid'), referenceNo: text(answer, 'referenceNo'), amt: text(answer, 'amt'), answer };
  }

  function inquire({ tXid, referenceNo, amt }: Registered, changes: Fields = {}, merchant: Merchant = MERCHANT) {
    const timeStamp = stamp();
    return post('/direct/v2/inquiry', {
      timeStamp,
      tXid,
      iMid: merchant.iMid,
      referenceNo,
      amt,
      merchantToken: sha256(`${timeStamp}${merchant.iMid}${referenceNo}${amt}${merchant.merchantKey}`),
      ...changes,
    });
  }

  function cancel(
    { tXid, amt: all }: Pick<Registered, 'tXid' | 'amt'>,
    payMethod: string,
    changes: Fields = {},
    merchant: Merchant = MERCHANT,
  ): Promise<Answer> {
    const timeStamp = stamp();
    const amt = changes['amt'] ?? all;
    return post('/direct/v2/cancel', {
      timeStamp,
      tXid,
      iMid: merchant.iMid,
      payMethod,
      cancelType: '1',
      amt,
      merchantToken: sha256(`${timeStamp}${merchant.iMid}${tXid}${amt}${merchant.merchantKey}`),
      ...changes,
    });
  }

  /** The fields of a payment step, signed. */
  function step({ tXid, referenceNo, amt }: Registered, changes: Fields = {}, merchant: Merchant = MERCHANT): Fields {
    const timeStamp = stamp();
    return {
      timeStamp,
      tXid,
      referenceNo,
      callBackUrl: BACK,
      merchantToken: sha256(`${timeStamp}${merchant.iMid}${referenceNo}${amt}${merchant.merchantKey}`),
      ...changes,
    };
  }

  /** Submits a form or opens a URL as a browser without scripts does, and stops when it leaves NICEPAY. */
  async function browse(address: string, form?: Fields): Promise<Seen> {
    const request = new Request(address, form ? { method: 'POST', body: new URLSearchParams(texts(form)) } : {});
    const response = await simulator.handle(request);
    const next = response.headers.get('location');
    if (next === null) return { url: address, status: response.status, text: await response.text(), response };
    return next.startsWith(SIM_BASE) ? browse(next) : { url: next, status: response.status, text: '', response };
  }

  return {
    simulator,
    clock,
    notifications,
    box,
    post,
    order,
    register,
    registerPage,
    must,
    inquire,
    cancel,
    step,
    browse,
    stamp,
    pay: (fields: Fields) => browse(`${SIM_BASE}/direct/v2/payment`, fields),
    /** Makes a payment step as a server does, without following a redirect. */
    payAsServer: (fields: Fields) =>
      call('/direct/v2/payment', { method: 'POST', body: new URLSearchParams(texts(fields)) }),
    /** Confirms that the customer has received the goods. */
    async receipt(tXid: string): Promise<Answer> {
      const timeStamp = stamp();
      const { iMid, merchantKey } = MERCHANT;
      const merchantToken = sha256(`${timeStamp}${tXid}${iMid}${merchantKey}`);
      const body = new URLSearchParams({ timeStamp, tXid, iMid, merchantToken });
      const answer: unknown = await (await call('/direct/v2/confirmAkulaku', { method: 'POST', body })).json();
      assert.ok(typeof answer === 'object' && answer !== null);
      return { ...answer };
    },
    statusOf: async (one: Registered, merchant?: Merchant) => text(await inquire(one, {}, merchant), 'status'),
    async advance(ms: number): Promise<void> {
      const end = clock.now() + ms;
      for (let next = simulator.nextDueAt(); next !== undefined && next <= end; next = simulator.nextDueAt()) {
        clock.set(Math.max(next, clock.now()));
        await simulator.runDue();
      }
      clock.set(end);
      await simulator.runDue();
    },
  };
}

export interface Registered {
  readonly tXid: string;
  readonly referenceNo: string;
  readonly amt: string;
  readonly answer: Answer;
}

export interface Seen {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly response: Response;
}

export function text(answer: Answer, name: string): string {
  const value = answer[name];
  assert.equal(typeof value, 'string', `no text ${name}`);
  return String(value);
}

/** The result in the page that answers a server's payment step, without the decoys for careless parsers. */
export async function resultIn(response: Response): Promise<string | null> {
  const page = (await response.text()).replace(/<!--.*?-->/gs, '');
  assert.equal(response.status, 200);
  assert.match(page, /<form name="tranMgr" method="post" action="">/);
  const inputs = page.match(/<input [^>]*>/gi) ?? [];
  const [input] = inputs.filter((one) => /\bname="?resultCd\b/.test(one));
  return /value=["']([^"']*)/.exec(input ?? '')?.[1] ?? null;
}

export const codeIn = (url: string): string | null => new URL(url).searchParams.get('resultCd');

export const texts = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const common = (payMethod: string): Fields => ({
  payMethod,
  currency: 'IDR',
  amt: '150000',
  referenceNo: `ORDER-${(orders += 1)}`,
  goodsNm: 'Two notebooks',
  billingNm: 'Siti Aminah',
  billingPhone: '081210002000',
  billingEmail: 'siti@example.com',
  billingAddr: 'Jalan Contoh 1',
  billingCity: 'Jakarta',
  billingState: 'DKI Jakarta',
  billingPostCd: '10110',
  billingCountry: 'Indonesia',
  dbProcessUrl: NOTIFY,
  userIP: '203.0.113.7',
  cartData: cart('150000'),
});

export const cart = (...amounts: readonly string[]): string =>
  JSON.stringify({
    count: String(amounts.length),
    item: amounts.map((goods_amt) => ({ ...LENDER_ITEM, goods_name: 'Notebook', goods_amt, goods_quantity: '1' })),
  });

const LENDER_ITEM = {
  goods_id: '1',
  goods_detail: '',
  goods_type: 'others',
  goods_url: BACK,
  goods_sellers_id: 's1',
  goods_sellers_name: 'Shop',
};

const DELIVERY: Fields = {
  deliveryNm: 'Siti Aminah',
  deliveryPhone: '081210002000',
  deliveryAddr: 'Jalan Contoh 1',
  deliveryCity: 'Jakarta',
  deliveryState: 'DKI Jakarta',
  deliveryPostCd: '10110',
  deliveryCountry: 'Indonesia',
};

const METHOD_FIELDS: Readonly<Record<string, Fields>> = {
  '01': { instmntType: '1', instmntMon: '1', recurrOpt: '2' },
  '02': { bankCd: 'CENA' },
  '03': { mitraCd: 'ALMA' },
  '04': { mitraCd: 'JENC' },
  '05': { mitraCd: 'DANA', shopId: 'NICEPAY' },
  '06': { mitraCd: 'KDVI', instmntType: '1', instmntMon: '1', ...DELIVERY },
  '08': { mitraCd: 'QSHP', shopId: 'NICEPAY' },
};

/** The fields of a card form that the customer fills in. */
export const typed = (cardNo: string, changes: Fields = {}): Fields => ({
  cardNo,
  cardExpYymm: '3012',
  cardCvv: '123',
  cardHolderNm: 'SITI AMINAH',
  cardHolderEmail: 'siti@example.com',
  ...changes,
});

export const CHALLENGED = '4434260000000008';
export const FRICTIONLESS = '4434263000001000';
export const POOR = '4434263000000051';
