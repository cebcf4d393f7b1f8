import { createHash } from 'node:crypto';
import { register } from '../../../../../server/providers/provider.ts';
import { nicepay } from '../../../../../server/providers/nicepay/index.ts';
import { Unanswered, type Simulator } from '../../../../../server/providers/simulation/simulator.ts';
import type { Subject } from '../../../../support/subjects.ts';
import { ENVIRONMENT, KEYS } from './settings.ts';

type Fields = Readonly<Record<string, string>>;

/** One transaction as the stub keeps it; a test changes what an inquiry will say. */
export interface Kept {
  readonly registered: Fields;
  providerStatus: Record<string, string | null>;
}

/**
 * The least of NICEPAY that the domain can be tried against: it registers, remembers, and says what it is told to say.
 * It keeps no rules; the simulator does.
 */
export class Stub {
  readonly transactions = new Map<string, Kept>();
  readonly canceled: Fields[] = [];
  /** Paths whose next call arrives and is never answered. */
  readonly lost: string[] = [];
  /** By path: a definite no, again and again. */
  readonly rejections = new Map<string, { readonly resultCd: string; readonly resultMsg: string }>();
  readonly receiptPath = '/direct/confirmAkulaku';
  readonly receipts: Fields[] = [];
  /** What a payment step of ours does. */
  onPayment: (kept: Kept, fields: Fields) => void = (kept) => Object.assign(kept.providerStatus, { status: '0' });

  /** By our reference, the newest. */
  of(referenceNo: string): Kept {
    const found = [...this.transactions.values()].filter(({ registered }) => registered['referenceNo'] === referenceNo);
    const kept = found.at(-1);
    if (kept === undefined) throw new Error(`nothing is registered as ${referenceNo}`);
    return kept;
  }

  async handle(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace(/^.*\/nicepay\/(direct|redirect)\/v2/, '/$1');
    const text = await request.text();
    const isJson = request.headers.get('content-type') === 'application/json';
    const fields = (isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))) as Fields;
    const answer = this.answer(path, fields);
    const index = this.lost.indexOf(path);
    if (index < 0) return Response.json(answer);
    this.lost.splice(index, 1);
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
      return { ...success, ...kept.providerStatus };
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
      providerStatus: { tXid, iMid, referenceNo, payMethod, amt, currency: 'IDR', status, ...number },
    });
    return { tXid, referenceNo, payMethod, amt, ...number };
  }
}

/** A notification of it, signed by the merchant id that it belongs to. */
export function notificationOf({ providerStatus }: Kept, over: Fields = {}): Request {
  const { tXid = '', iMid = '', amt = '', referenceNo = '', payMethod = '' } = providerStatus;
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
  const provider = register(nicepay);
  const simulator: Simulator = {
    id: provider.id,
    baseUrl: 'https://dev.nicepay.co.id/nicepay',
    handle: (request) => stub.handle(request),
    payments: () => [],
    perform: () => Promise.resolve({ ok: false, message: 'the stub does what its test says' }),
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
    connect(io) {
      const configured = provider.configure({ ...ENVIRONMENT, ...environment });
      if (!configured.ok) throw new Error('the environment of these tests is wrong');
      return { provider, sells: configured.offers, gateway: configured.connect(io) };
    },
    signedNotification: () => {
      throw new Error('the stub signs only what happened');
    },
    genuineClaim: (payment) => notificationOf(stub.of(payment.merchantReference)),
  };
}
