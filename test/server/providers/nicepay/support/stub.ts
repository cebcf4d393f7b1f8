import { createHash } from 'node:crypto';
import { registerProvider } from '../../../../../server/providers/provider.ts';
import { nicepay } from '../../../../../server/providers/nicepay/index.ts';
import { Unanswered, type Simulator } from '../../../../../server/providers/simulation/simulator.ts';
import type { Subject } from '../../../../support/subjects.ts';
import { ENVIRONMENT, KEYS } from './settings.ts';

type Fields = Readonly<Record<string, string>>;

/** One transaction of the stub. A test changes what an inquiry returns. */
export interface Kept {
  readonly registered: Fields;
  /** The fields of the response to an inquiry. */
  readonly inquiry: Record<string, string | null>;
}

/** A minimal NICEPAY: it registers transactions and returns what a test tells it to. Unlike the simulator it checks nothing. */
export class Stub {
  readonly transactions = new Map<string, Kept>();
  readonly canceled: Fields[] = [];
  /** Paths whose next call is carried out and gets no response. */
  readonly unanswered: string[] = [];
  /** By path: the rejection of every call. */
  readonly rejections = new Map<string, { readonly resultCd: string; readonly resultMsg: string }>();
  readonly receiptPath = '/direct/confirmAkulaku';
  readonly receipts: Fields[] = [];
  /** What a payment step of our server does. */
  onPayment: (kept: Kept, fields: Fields) => void = (kept) => Object.assign(kept.inquiry, { status: '0' });

  /** The newest transaction with our reference. */
  of(referenceNo: string): Kept {
    const found = [...this.transactions.values()].filter(({ registered }) => registered['referenceNo'] === referenceNo);
    const kept = found.at(-1);
    if (kept === undefined) throw new Error(`no transaction is registered as ${referenceNo}`);
    return kept;
  }

  async handle(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace(/^.*\/nicepay\/(direct|redirect)\/v2/, '/$1');
    const text = await request.text();
    const isJson = request.headers.get('content-type') === 'application/json';
    const fields = (isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))) as Fields;
    const answer = this.answer(path, fields);
    const index = this.unanswered.indexOf(path);
    if (index < 0) return Response.json(answer);
    this.unanswered.splice(index, 1);
    throw new Unanswered('reset');
  }

  private answer(path: string, fields: Fields): object {
    const success = { resultCd: '0000', resultMsg: 'SUCCESS' };
    if (path.endsWith('/registration')) return { ...success, ...this.register(fields) };
    const kept = this.transactions.get(fields['tXid'] ?? '');
    if (kept === undefined) return { resultCd: '9228', resultMsg: 'not found' };
    const rejection = this.rejections.get(path);
    if (rejection !== undefined) return rejection;
    if (path === this.receiptPath) {
      this.receipts.push(fields);
    } else if (path === '/direct/payment') {
      this.onPayment(kept, fields);
    } else if (path === '/direct/cancel') {
      this.canceled.push(fields);
      return { ...success, tXid: fields['tXid'], amt: fields['amt'] };
    } else if (path === '/direct/inquiry') {
      return { ...success, ...kept.inquiry };
    }
    return success;
  }

  private register(registered: Fields): object {
    const { iMid = '', payMethod = '', referenceNo = '', amt = '' } = registered;
    const tXid = `${iMid}${payMethod}202604011200${String(this.transactions.size + 1).padStart(6, '0')}`;
    const number: Record<string, string> =
      payMethod === '02'
        ? { bankCd: registered['bankCd'] ?? '', vacctNo: '7014025500001234' }
        : payMethod === '03'
          ? { mitraCd: registered['mitraCd'] ?? '', payNo: '0041231106386098' }
          : {};
    const status = ['02', '03', '08'].includes(payMethod) ? '3' : '9';
    this.transactions.set(tXid, {
      registered,
      inquiry: { tXid, iMid, referenceNo, payMethod, amt, currency: 'IDR', status, ...number },
    });
    return { tXid, referenceNo, payMethod, amt, ...number };
  }
}

/** A notification of a transaction, signed with the key of its merchant id. */
export function notificationOf({ inquiry }: Kept, over: Fields = {}): Request {
  const { tXid = '', iMid = '', amt = '', referenceNo = '', payMethod = '' } = inquiry;
  const key = Object.entries(ENVIRONMENT)
    .find(([, value]) => value === iMid)?.[0]
    .replace('IMID', 'MERCHANT_KEY');
  const merchantToken = createHash('sha256')
    .update(`${iMid}${tXid}${amt}${ENVIRONMENT[key ?? ''] ?? KEYS.default}`)
    .digest('hex');
  const body = { tXid, merchantToken, referenceNo, payMethod, amt, matchCl: '1', status: '0', ...over };
  return new Request('https://pay.example/v1/notifications/nicepay', {
    method: 'POST',
    body: new URLSearchParams(Object.entries(body).map(([name, value]) => [name, value ?? 'null'])),
  });
}

export function subjectOf(stub: Stub, environment: Readonly<Record<string, string>> = {}): Subject {
  const provider = registerProvider(nicepay);
  const simulator: Simulator = {
    id: provider.id,
    baseUrl: 'https://dev.nicepay.co.id/nicepay',
    handle: (request) => stub.handle(request),
    payments: () => [],
    perform: () => Promise.resolve({ ok: false, message: 'the stub has no actions' }),
    silent: false,
    fail: () => undefined,
    ledger: () => [],
    runDue: () => Promise.resolve(),
    nextDueAt: () => undefined,
  };
  return {
    id: provider.id,
    provider,
    environment: {},
    acknowledgement: provider.notification.accepted.body,
    samples: { virtual_account: { channel: 'va_bca' }, qr: { channel: 'qris' } },
    simulator: () => simulator,
    operationOf: () => 'inquire',
    wrongCredentials: { code: '9010', status: 200 },
    connect(io) {
      const configured = provider.configure({ ...ENVIRONMENT, ...environment });
      if (!configured.ok) throw new Error('the environment of these tests is not valid');
      return { provider, activeOffers: configured.offers, gateway: configured.connect(io) };
    },
    signedNotification: () => {
      throw new Error('the stub only signs notifications of its transactions');
    },
    genuineClaim: (payment) => notificationOf(stub.of(payment.merchantReference)),
  };
}
