import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  OutcomeUnknown,
  Rejected,
  type PaymentRef,
  type PaymentReport,
} from '../../../../../server/payments/ports/ports.ts';
import { aPaidRequest, aRequest, aSession, aVendorPayment, anotherPayment } from '../support/objects.ts';
import { aRef, NOW, OTHER_PAYMENT, PAYMENT, REFERENCE, REQUEST, SESSION, TOKEN } from '../support/order.ts';
import { never, rejection, routes, wire } from '../support/wire.ts';

const GET_REQUEST = `GET /v3/payment_requests/${REQUEST}`;
const GET_PAYMENT = `GET /v3/payments/${PAYMENT}`;
const GET_OTHER = `GET /v3/payments/${OTHER_PAYMENT}`;
const GET_SESSION = `GET /sessions/${SESSION}`;

async function inquire(
  ref: Partial<PaymentRef>,
  table: Readonly<Record<string, unknown>>,
  transactionIds: readonly string[] = [],
): Promise<readonly PaymentReport[]> {
  const { gateway } = wire(routes(table));
  const reports = await gateway.inquire(aRef(ref), never, { providerReferences: {}, transactionIds });
  return reports.map((report) => {
    assert.ok(report.subject === 'payment');
    return report;
  });
}
/** Outcome and money movement, which is what decides. */
const gist = (reports: readonly PaymentReport[]) =>
  reports.map(({ outcome, transactionId }) => [outcome, transactionId]);

const ANOTHER_REQUEST = 'pr-9902feb0-bb79-47ae-9d1e-e69394d3949c';

describe('a payment request', () => {
  test('cannot be inquired before its id is known', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    assert.deepEqual(
      await gateway.inquire(aRef({ providerReferences: {} }), never, {
        providerReferences: {},
        transactionIds: [PAYMENT],
      }),
      [],
    );
    assert.equal(calls.length, 0);
  });

  test('waiting: one call only', async () => {
    const [report, ...more] = await inquire({}, { [GET_REQUEST]: aRequest() });
    assert.deepEqual(
      [report?.outcome, report?.instruction?.kind, report?.merchantReference, more],
      ['requires_action', 'virtual_account', REFERENCE, []],
    );
  });

  test('waiting: the instruction is for the device that the customer pays on', async () => {
    const actions = [
      { type: 'REDIRECT_CUSTOMER', descriptor: 'DEEPLINK_URL', value: 'shopeeid://pay/1' },
      { type: 'PRESENT_TO_CUSTOMER', descriptor: 'QR_STRING', value: '00020101' },
    ];
    const table = { [GET_REQUEST]: aRequest({ channel_code: 'SHOPEEPAY', actions }) };
    const kindOn = async (kind: 'desktop' | 'mobile') =>
      (await inquire({ channel: 'ewallet_shopeepay', device: { kind } }, table))[0]?.instruction?.kind;
    assert.deepEqual([await kindOn('desktop'), await kindOn('mobile')], ['qr', 'redirect']);
  });

  test('paid: the amount is read from the payment', async () => {
    const reports = await inquire(
      {},
      { [GET_REQUEST]: aPaidRequest(), [GET_PAYMENT]: aVendorPayment({ captures: [{ capture_amount: 149999 }] }) },
    );
    assert.deepEqual(gist(reports), [['paid', PAYMENT]]);
    assert.deepEqual(reports[0]?.money, { amount: 149_999, currency: 'IDR' });
    assert.deepEqual(reports[0]?.providerReferences, { request: REQUEST, payment: PAYMENT });
  });

  test('paid, and the payment is not found: the request counts', async () => {
    const table = { [GET_REQUEST]: aPaidRequest(), [GET_PAYMENT]: rejection(404, 'DATA_NOT_FOUND') };
    assert.deepEqual(gist(await inquire({}, table)), [['paid', PAYMENT]]);
  });

  test('paid without naming a payment: the notified one, else the request itself', async () => {
    const nameless = aPaidRequest({ latest_payment_id: null });
    assert.deepEqual(gist(await inquire({}, { [GET_REQUEST]: nameless, [GET_PAYMENT]: aVendorPayment() }, [PAYMENT])), [
      ['paid', PAYMENT],
    ]);
    assert.deepEqual(gist(await inquire({}, { [GET_REQUEST]: nameless })), [['paid', REQUEST]]);
  });

  test('request paid, payment still pending: not paid yet', async () => {
    const table = {
      [GET_REQUEST]: aPaidRequest(),
      [GET_PAYMENT]: aVendorPayment({ status: 'PENDING', captures: undefined }),
    };
    // The request's word alone would be believed too early.
    assert.deepEqual(gist(await inquire({}, table)), [['processing', undefined]]);
  });

  test('a notified payment is read once, beside the request', async () => {
    const { gateway, calls } = wire(routes({ [GET_REQUEST]: aPaidRequest(), [GET_PAYMENT]: aVendorPayment() }));
    await gateway.inquire(aRef(), never, { providerReferences: {}, transactionIds: [PAYMENT] });
    assert.equal(calls.length, 2);
  });

  test('a payment after the expiry takes precedence over the expiry', async () => {
    for (const status of ['EXPIRED', 'CANCELED', 'FAILED', 'REQUIRES_ACTION', 'SOMETHING_NEW']) {
      const table = { [GET_REQUEST]: aRequest({ status }), [GET_PAYMENT]: aVendorPayment() };
      assert.deepEqual(gist(await inquire({}, table, [PAYMENT])), [['paid', PAYMENT]], status);
    }
  });

  test('what a damaged notification named is no payment, and the request is answered all the same', async () => {
    const table = {
      [GET_REQUEST]: aPaidRequest(),
      [GET_PAYMENT]: aVendorPayment(),
      'GET /v3/payments/py-damaged%20id': rejection(400, 'API_VALIDATION_ERROR'),
    };
    assert.deepEqual(gist(await inquire({}, table, ['py-damaged id'])), [['paid', PAYMENT]]);
  });

  test('a damaged request that only a notification named is refused, so that the next report has its turn', async () => {
    const { gateway } = wire(
      routes({ 'GET /v3/payment_requests/pr-damaged%20id': rejection(400, 'API_VALIDATION_ERROR') }),
    );
    const hints = { providerReferences: { request: 'pr-damaged id' }, transactionIds: [] };
    await assert.rejects(gateway.inquire(aRef({ providerReferences: {} }), never, hints), Rejected);
    // What an answer named is no hint: that it cannot be read says nothing about the payment.
    const table = { [GET_REQUEST]: rejection(400, 'API_VALIDATION_ERROR') };
    await assert.rejects(inquire({}, table), OutcomeUnknown);
  });

  test('another request’s payment does not count', async () => {
    const strangers = [
      aVendorPayment({ payment_request_id: ANOTHER_REQUEST, reference_id: 'another' }),
      aVendorPayment({ payment_request_id: ANOTHER_REQUEST, reference_id: undefined }),
      aVendorPayment({ payment_request_id: undefined, reference_id: 'another' }),
      aVendorPayment({ payment_request_id: undefined, reference_id: undefined }),
    ];
    for (const stranger of strangers) {
      assert.deepEqual(gist(await inquire({}, { [GET_REQUEST]: aRequest(), [GET_PAYMENT]: stranger }, [PAYMENT])), [
        ['requires_action', undefined],
      ]);
    }
  });

  test('money of another request with our reference counts: another try on a page whose answer was lost', async () => {
    const another = aVendorPayment({ payment_request_id: ANOTHER_REQUEST });
    const [report] = await inquire({}, { [GET_REQUEST]: aRequest({ status: 'FAILED' }), [GET_PAYMENT]: another }, [
      PAYMENT,
    ]);
    assert.equal(report?.outcome, 'paid');
    assert.equal(report?.providerReferences['request'], ANOTHER_REQUEST);
  });

  test('a failed try on a page whose answer was lost ends nothing while the page takes another', async () => {
    const table = { [GET_REQUEST]: aRequest({ status: 'FAILED', channel_code: 'CARDS' }) };
    const minutes = (count: number): number => NOW + count * 60_000;
    const outcomeOf = async (ref: Partial<PaymentRef>) =>
      (await inquire({ channel: 'card', ...ref }, table))[0]?.outcome;
    assert.equal(await outcomeOf({ expiresAt: minutes(1) }), 'unknown', 'a page lasts ten minutes at least');
    assert.equal(await outcomeOf({ expiresAt: minutes(1), usesSavedMethod: true }), 'failed');
    assert.equal(await outcomeOf({ createdAt: minutes(-60), expiresAt: minutes(-10) }), 'failed');
    assert.equal(await outcomeOf({ channel: 'va_bca' }), 'failed');
  });

  test('a notified failed try does not end an open request', async () => {
    const table = {
      [GET_REQUEST]: aRequest(),
      [GET_PAYMENT]: aVendorPayment({ status: 'FAILED', captures: undefined }),
    };
    assert.deepEqual(gist(await inquire({}, table, [PAYMENT])), [['requires_action', undefined]]);
  });

  test('failed, with the reason', async () => {
    const table = {
      [GET_REQUEST]: aRequest({ status: 'FAILED', failure_code: 'USER_DECLINED_PAYMENT', latest_payment_id: PAYMENT }),
      [GET_PAYMENT]: aVendorPayment({ status: 'FAILED', captures: undefined }),
    };
    const [report] = await inquire({}, table);
    assert.deepEqual([report?.outcome, report?.failure?.code], ['failed', 'customer_canceled']);
  });

  test('a token is taken from the payment or from its request', async () => {
    const saved = { type: 'PAY_AND_SAVE', payment_token_id: TOKEN };
    const fromPayment = await inquire(
      {},
      { [GET_REQUEST]: aPaidRequest({ type: 'PAY_AND_SAVE' }), [GET_PAYMENT]: aVendorPayment(saved) },
    );
    const fromRequest = await inquire(
      {},
      { [GET_REQUEST]: aPaidRequest(saved), [GET_PAYMENT]: aVendorPayment({ type: 'PAY_AND_SAVE' }) },
    );
    assert.deepEqual([fromPayment[0]?.savedToken, fromRequest[0]?.savedToken], [TOKEN, TOKEN]);
  });

  test('a foreign reference is passed on unchanged, for the domain to reject', async () => {
    const [report] = await inquire({}, { [GET_REQUEST]: aRequest({ reference_id: 'another' }) });
    assert.equal(report?.merchantReference, 'another');
  });
});

describe('authorizations', () => {
  const authorized = aRequest({
    status: 'AUTHORIZED',
    capture_method: 'MANUAL',
    latest_payment_id: PAYMENT,
    actions: [],
  });
  const outcomes = {
    AUTHORIZED: 'authorized',
    SUCCEEDED: 'paid',
    CANCELED: 'canceled',
    EXPIRED: 'expired',
    FAILED: 'failed',
    SOMETHING_NEW: 'unknown',
  };

  test('the request stays authorized; its payment shows what followed', async () => {
    for (const [status, outcome] of Object.entries(outcomes)) {
      const captures = status === 'SUCCEEDED' ? [{ capture_amount: 100000 }] : undefined;
      const [report, ...more] = await inquire(
        {},
        { [GET_REQUEST]: authorized, [GET_PAYMENT]: aVendorPayment({ status, captures }) },
      );
      assert.deepEqual([report?.outcome, more], [outcome, []], status);
      if (status === 'SUCCEEDED') assert.deepEqual(report?.money, { amount: 100_000, currency: 'IDR' });
    }
  });

  test('succeeded, and its payment’s status is unknown: the request counts', async () => {
    const table = {
      [GET_REQUEST]: { ...authorized, status: 'SUCCEEDED' },
      [GET_PAYMENT]: aVendorPayment({ status: 'SETTLED' }),
    };
    const [report, ...more] = await inquire({}, table);
    assert.deepEqual([report?.outcome, report?.money, more], ['paid', { amount: 150_000, currency: 'IDR' }, []]);
  });

  test('an answer about another object does not count, and the operator is informed', async () => {
    const other = { [GET_REQUEST]: { ...authorized, payment_request_id: 'pr-ffffffff-ffff-ffff-ffff-ffffffffffff' } };
    await assert.rejects(
      inquire({}, other),
      (error) => error instanceof OutcomeUnknown && error.rejection?.code === 'OTHER_OBJECT',
    );
  });

  test('captured and succeeded: the captured amount counts', async () => {
    const table = {
      [GET_REQUEST]: { ...authorized, status: 'SUCCEEDED' },
      [GET_PAYMENT]: aVendorPayment({ captures: [{ capture_amount: 100000 }] }),
    };
    const [report] = await inquire({}, table);
    assert.deepEqual([report?.outcome, report?.money], ['paid', { amount: 100_000, currency: 'IDR' }]);
  });
});

describe('a reusable code', () => {
  const code = (over: object = {}) =>
    aRequest({ type: 'REUSABLE_PAYMENT_CODE', status: 'ACCEPTING_PAYMENTS', ...over });

  test('open', async () => {
    assert.deepEqual(gist(await inquire({ channel: 'va_bjb' }, { [GET_REQUEST]: code() })), [
      ['requires_action', undefined],
    ]);
  });

  test('paid once: reported by the payment, not by the code', async () => {
    for (const status of ['ACCEPTING_PAYMENTS', 'REQUIRES_ACTION']) {
      const table = {
        [GET_REQUEST]: code({ status, latest_payment_id: PAYMENT }),
        [GET_PAYMENT]: aVendorPayment({ type: 'REUSABLE_PAYMENT_CODE' }),
      };
      assert.deepEqual(gist(await inquire({ channel: 'va_bjb' }, table)), [['paid', PAYMENT]], status);
    }
  });

  test('paid twice: each payment is reported, also after the code was closed', async () => {
    for (const status of ['ACCEPTING_PAYMENTS', 'CANCELED', 'EXPIRED']) {
      const table = {
        [GET_REQUEST]: code({ status, latest_payment_id: OTHER_PAYMENT }),
        [GET_PAYMENT]: aVendorPayment(),
        [GET_OTHER]: anotherPayment(),
      };
      const reports = await inquire({ channel: 'va_bjb' }, table, [PAYMENT, OTHER_PAYMENT]);
      assert.deepEqual(
        gist(reports),
        [
          ['paid', PAYMENT],
          ['paid', OTHER_PAYMENT],
        ],
        status,
      );
      for (const report of reports) assert.equal(report.merchantReference, REFERENCE);
    }
  });

  test('a failed payment does not close the code', async () => {
    const table = {
      [GET_REQUEST]: code({ latest_payment_id: PAYMENT }),
      [GET_PAYMENT]: aVendorPayment({ status: 'FAILED', captures: undefined }),
    };
    assert.deepEqual(gist(await inquire({ channel: 'va_bjb' }, table)), [['requires_action', undefined]]);
  });
});

describe('a hosted page', () => {
  const card: Partial<PaymentRef> = { channel: 'card', providerReferences: { session: SESSION } };
  // The request behind a page may have a reference of its own making.
  const behind = (over: object = {}) =>
    aPaidRequest({ channel_code: 'CARDS', reference_id: 'made-by-the-page', ...over });
  const paid = (over: object = {}) =>
    aVendorPayment({ channel_code: 'CARDS', reference_id: 'made-by-the-page', ...over });

  test('open: its URL', async () => {
    const [report] = await inquire(card, { [GET_SESSION]: aSession() });
    assert.deepEqual([report?.outcome, report?.instruction?.kind], ['requires_action', 'redirect']);
  });

  test('paid: the request that the page names counts', async () => {
    const session = aSession({ status: 'COMPLETED', payment_request_id: REQUEST, payment_id: PAYMENT });
    const [report] = await inquire(card, { [GET_SESSION]: session, [GET_REQUEST]: behind(), [GET_PAYMENT]: paid() });
    assert.deepEqual([report?.outcome, report?.merchantReference, report?.transactionId], ['paid', REFERENCE, PAYMENT]);
    assert.deepEqual(report?.providerReferences, { session: SESSION, request: REQUEST, payment: PAYMENT });
  });

  test('saved: the page’s token, where saving was requested', async () => {
    const session = (allow: string) =>
      aSession({
        status: 'COMPLETED',
        payment_request_id: REQUEST,
        payment_token_id: TOKEN,
        allow_save_payment_method: allow,
      });
    const table = { [GET_REQUEST]: behind(), [GET_PAYMENT]: paid() };
    assert.equal((await inquire(card, { ...table, [GET_SESSION]: session('FORCED') }))[0]?.savedToken, TOKEN);
    assert.equal((await inquire(card, { ...table, [GET_SESSION]: session('DISABLED') }))[0]?.savedToken, undefined);
  });

  test('a failed try leaves the page open for another', async () => {
    for (const status of ['FAILED', 'EXPIRED', 'CANCELED', 'REQUIRES_ACTION']) {
      const table = {
        [GET_SESSION]: aSession({ payment_request_id: REQUEST }),
        [GET_REQUEST]: behind({ status }),
        [GET_PAYMENT]: paid({ status: 'FAILED', captures: undefined }),
      };
      const [report] = await inquire(card, table);
      assert.deepEqual([report?.outcome, report?.instruction?.kind], ['requires_action', 'redirect'], status);
    }
  });

  test('still undecided behind the page', async () => {
    const table = {
      [GET_SESSION]: aSession({ payment_request_id: REQUEST }),
      [GET_REQUEST]: behind({ status: 'PENDING', latest_payment_id: null }),
    };
    assert.deepEqual(gist(await inquire(card, table)), [['processing', undefined]]);
  });

  test('the page has ended and the last try failed: the page counts', async () => {
    const table = {
      [GET_SESSION]: aSession({ status: 'EXPIRED', payment_request_id: REQUEST }),
      [GET_REQUEST]: behind({ status: 'FAILED' }),
      [GET_PAYMENT]: paid({ status: 'FAILED', captures: undefined }),
    };
    assert.deepEqual(gist(await inquire(card, table)), [['expired', undefined]]);
  });

  test('expired, and paid all the same', async () => {
    const table = {
      [GET_SESSION]: aSession({ status: 'EXPIRED', payment_request_id: REQUEST }),
      [GET_REQUEST]: behind(),
      [GET_PAYMENT]: paid(),
    };
    assert.deepEqual(gist(await inquire(card, table)), [['paid', PAYMENT]]);
  });

  test('held', async () => {
    const table = {
      [GET_SESSION]: aSession({ status: 'COMPLETED', payment_request_id: REQUEST }),
      [GET_REQUEST]: behind({ status: 'AUTHORIZED' }),
      [GET_PAYMENT]: paid({ status: 'AUTHORIZED', captures: undefined }),
    };
    assert.deepEqual(gist(await inquire(card, table)), [['authorized', PAYMENT]]);
  });

  test('completed without naming anything: undecided; a notified payment counts if it has our reference', async () => {
    const session = aSession({ status: 'COMPLETED' });
    assert.deepEqual(gist(await inquire(card, { [GET_SESSION]: session })), [['processing', undefined]]);
    assert.deepEqual(
      gist(await inquire(card, { [GET_SESSION]: session, [GET_PAYMENT]: aVendorPayment() }, [PAYMENT])),
      [['paid', PAYMENT]],
    );
    assert.deepEqual(gist(await inquire(card, { [GET_SESSION]: session, [GET_PAYMENT]: paid() }, [PAYMENT])), [
      ['processing', undefined],
    ]);
  });

  test('a request named by the notification of a failed try does not override the page', async () => {
    const session = aSession({ status: 'COMPLETED', payment_request_id: REQUEST });
    const providerReferences = { session: SESSION, request: 'pr-9902feb0-bb79-47ae-9d1e-e69394d3949c' };
    const [report] = await inquire(
      { channel: 'card', providerReferences },
      { [GET_SESSION]: session, [GET_REQUEST]: behind(), [GET_PAYMENT]: paid() },
    );
    assert.equal(report?.providerReferences['request'], REQUEST);
  });
});

describe('no answer', () => {
  test('of any part leaves the whole inquiry unanswered', async () => {
    const down = rejection(500, 'SERVER_ERROR');
    await assert.rejects(inquire({}, { [GET_REQUEST]: down }), OutcomeUnknown);
    await assert.rejects(inquire({}, { [GET_REQUEST]: aPaidRequest(), [GET_PAYMENT]: down }), OutcomeUnknown);
    await assert.rejects(inquire({}, { [GET_REQUEST]: aRequest(), [GET_PAYMENT]: down }, [PAYMENT]), OutcomeUnknown);
    await assert.rejects(inquire({}, { [GET_REQUEST]: rejection(404, 'DATA_NOT_FOUND') }), Rejected);
  });

  test('an answer without required fields, or not JSON', async () => {
    const { status: _, ...statusless } = aRequest();
    for (const body of [statusless, [], 'text', null]) {
      const answer = { status: 200, headers: {}, text: JSON.stringify(body) };
      await assert.rejects(inquire({}, { [GET_REQUEST]: answer }), OutcomeUnknown);
    }
    await assert.rejects(inquire({}, { [GET_REQUEST]: { status: 200, headers: {}, text: '<html>' } }), OutcomeUnknown);
  });
});
