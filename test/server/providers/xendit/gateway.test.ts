import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../server/payments/ports/ports.ts';
import { aPaidRequest, aRequest, aSession, aToken, aVendorPayment, aVendorRefund } from './support/objects.ts';
import { anOrder, aRef, PAYMENT, REFUND, REQUEST, SESSION, siti, TOKEN } from './support/order.ts';
import { BASE, bodyOf, CALLBACK_TOKEN, json, KEY, never, rejection, routes, wire } from './support/wire.ts';

describe('create', () => {
  test('one POST, and its answer', async () => {
    const { gateway, calls } = wire(routes({ 'POST /v3/payment_requests': json(201, aRequest()) }));
    const [report] = await gateway.create(anOrder(), never);
    assert.ok(report?.subject === 'payment');
    assert.deepEqual(
      [report.outcome, report.providerReferences, report.instruction?.kind],
      ['requires_action', { request: REQUEST }, 'virtual_account'],
    );
    assert.equal(calls.length, 1);
    assert.equal(calls[0]?.signal, never);
    assert.equal(calls[0]?.headers['api-version'], '2024-11-11');
  });

  test('a card: a hosted page, without the version header', async () => {
    const { gateway, calls } = wire(routes({ 'POST /sessions': json(201, aSession()) }));
    const [report] = await gateway.create(anOrder({ channel: 'card' }), never);
    assert.ok(report?.subject === 'payment');
    assert.deepEqual(
      [report.providerReferences, report.instruction],
      [{ session: SESSION }, { kind: 'redirect', url: 'https://xen.to/kGxPCi60', method: 'GET' }],
    );
    assert.equal('api-version' in (calls[0]?.headers ?? {}), false);
  });

  test('a saved card needs no hosted page', async () => {
    const { gateway, calls } = wire(routes({ 'POST /v3/payment_requests': json(201, aPaidRequest()) }));
    const [report] = await gateway.create(anOrder({ channel: 'card', savedToken: TOKEN }), never);
    assert.equal(report?.outcome, 'paid');
    assert.equal(bodyOf(calls[0])['payment_token_id'], TOKEN);
  });

  test('the base URL’s path is kept', async () => {
    const { gateway, calls } = wire(() => json(201, aRequest()), {
      baseUrl: 'http://localhost:4000/simulators/xendit',
    });
    await gateway.create(anOrder(), never);
    assert.equal(calls[0]?.url, 'http://localhost:4000/simulators/xendit/v3/payment_requests');
  });

  test('a channel that is not offered there is refused before anything is sent', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    await assert.rejects(gateway.create(anOrder({ channel: 'va_dki' }), never), Rejected);
    await assert.rejects(gateway.create(anOrder({ country: 'PH' }), never), Rejected);
    assert.equal(calls.length, 0);
  });

  test('refusals', async () => {
    for (const [answer, kind] of [
      [rejection(503, 'CHANNEL_UNAVAILABLE'), NotDelivered],
      [rejection(429, 'RATE_LIMIT_EXCEEDED'), NotDelivered],
      [rejection(400, 'INVALID_PAYMENT_DETAILS'), Rejected],
      [rejection(500, 'SERVER_ERROR'), OutcomeUnknown],
      [rejection(409, 'DUPLICATE_ERROR'), OutcomeUnknown],
      [json(201, { hello: 'world' }), OutcomeUnknown],
      [{ status: 201, headers: {}, text: 'OK' }, OutcomeUnknown],
      [{ status: 302, headers: { location: 'https://evil.example' }, text: '' }, OutcomeUnknown],
    ] as const) {
      await assert.rejects(wire(() => answer).gateway.create(anOrder(), never), kind);
    }
  });

  test('errors of the HTTP client are passed on unchanged', async () => {
    for (const error of [new NotDelivered('refused'), new OutcomeUnknown('reset')]) {
      await assert.rejects(wire(() => Promise.reject(error)).gateway.create(anOrder(), never), error);
    }
  });

  test('an answer with another amount than ordered leaves the outcome unknown, without an instruction', async () => {
    for (const [over, kind] of [
      [{ request_amount: 150_001 }, OutcomeUnknown],
      [{ request_amount: '15000.00' }, OutcomeUnknown],
      [{ currency: 'PHP' }, OutcomeUnknown],
      [{ currency: 'USD' }, OutcomeUnknown],
    ] as const) {
      const { gateway, logged } = wire(() => json(201, aRequest(over)));
      await assert.rejects(gateway.create(anOrder(), never), kind, JSON.stringify(over));
      assert.equal(logged[0]?.level, 'error');
    }
    const page = wire(() => json(201, aSession({ amount: 1 })));
    await assert.rejects(page.gateway.create(anOrder({ channel: 'card' }), never), OutcomeUnknown);
    for (const same of [{ request_amount: '150000.00' }, { request_amount: undefined, currency: undefined }])
      await wire(() => json(201, aRequest(same))).gateway.create(anOrder(), never);
    const php = anOrder({ channel: 'ewallet_gcash', country: 'PH', money: { amount: 1_000_001, currency: 'PHP' } });
    const answer = { request_amount: 10000.01, currency: 'PHP', actions: [] };
    await wire(() => json(201, aRequest(answer))).gateway.create(php, never);
  });

  test('a rejected key is reported to the operator', async () => {
    const { gateway, logged } = wire(() => rejection(401, 'INVALID_API_KEY'));
    await assert.rejects(gateway.create(anOrder(), never), Rejected);
    assert.deepEqual(
      logged.map(({ level }) => level),
      ['error'],
    );
  });

  test('an unsupported action is reported to the operator, and gives no instruction', async () => {
    const evil = aRequest({
      actions: [{ type: 'REDIRECT_CUSTOMER', descriptor: 'WEB_URL', value: 'javascript:alert(1)' }],
    });
    const { gateway, logged } = wire(() => json(201, evil));
    const [report] = await gateway.create(anOrder({ channel: 'ewallet_dana' }), never);
    assert.ok(report?.subject === 'payment');
    assert.deepEqual(
      [report.outcome, report.instruction, report.providerReferences],
      ['requires_action', undefined, { request: REQUEST }],
    );
    assert.deepEqual(
      logged.map(({ level }) => level),
      ['error'],
    );
  });
});

describe('cancel', () => {
  test('an open request', async () => {
    const { gateway } = wire(
      routes({ [`POST /v3/payment_requests/${REQUEST}/cancel`]: aRequest({ status: 'CANCELED' }) }),
    );
    const [report] = (await gateway.cancel?.(aRef(), 'requires_action', never)) ?? [];
    assert.equal(report?.outcome, 'canceled');
  });

  test('a reusable code after it was paid', async () => {
    const { gateway } = wire(
      routes({
        [`POST /v3/payment_requests/${REQUEST}/cancel`]: aRequest({
          status: 'CANCELED',
          type: 'REUSABLE_PAYMENT_CODE',
        }),
      }),
    );
    const [report] =
      (await gateway.cancel?.(
        aRef({ channel: 'va_bjb', providerReferences: { request: REQUEST, payment: PAYMENT } }),
        'succeeded',
        never,
      )) ?? [];
    assert.equal(report?.outcome, 'canceled');
  });

  test('a hosted page', async () => {
    const { gateway } = wire(routes({ [`POST /sessions/${SESSION}/cancel`]: aSession({ status: 'CANCELED' }) }));
    const [report] =
      (await gateway.cancel?.(
        aRef({ channel: 'card', providerReferences: { session: SESSION } }),
        'requires_action',
        never,
      )) ?? [];
    assert.equal(report?.outcome, 'canceled');
  });

  test('an authorization is voided at the payment', async () => {
    const { gateway } = wire(
      routes({ [`POST /v3/payments/${PAYMENT}/cancel`]: aVendorPayment({ status: 'CANCELED', captures: undefined }) }),
    );
    const [report] =
      (await gateway.cancel?.(
        aRef({ channel: 'card', providerReferences: { session: SESSION, payment: PAYMENT } }),
        'authorized',
        never,
      )) ?? [];
    assert.equal(report?.outcome, 'canceled');
  });

  test('without references: nothing is sent and nothing reported', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    assert.deepEqual(await gateway.cancel?.(aRef({ providerReferences: {} }), 'unknown', never), []);
    assert.equal(calls.length, 0);
  });

  test('a late cancel is rejected, and the domain inquires', async () => {
    for (const code of ['INACTIVE_PAYMENT_REQUEST', 'INELIGIBLE_TRANSACTION_STATUS']) {
      await assert.rejects(
        async () => wire(() => rejection(400, code)).gateway.cancel?.(aRef(), 'requires_action', never),
        Rejected,
      );
    }
  });
});

describe('capture', () => {
  test('the amount in major units, of the authorized payment, as the final capture (P7)', async () => {
    const { gateway, calls } = wire(
      routes({ [`POST /v3/payments/${PAYMENT}/capture`]: aVendorPayment({ captures: [{ capture_amount: 100000 }] }) }),
    );
    const [report] =
      (await gateway.capture?.(
        aRef({ providerReferences: { payment: PAYMENT } }),
        { amount: 100_000, currency: 'IDR' },
        never,
      )) ?? [];
    assert.deepEqual(bodyOf(calls[0]), { capture_amount: 100000, final_capture: true });
    assert.ok(report?.subject === 'payment');
    assert.deepEqual(report.money, { amount: 100_000, currency: 'IDR' });
  });

  test('the payment is looked up where its id is not known', async () => {
    const { gateway, calls } = wire(
      routes({
        [`GET /sessions/${SESSION}`]: aSession({ status: 'COMPLETED', payment_request_id: REQUEST }),
        [`GET /v3/payment_requests/${REQUEST}`]: aRequest({ status: 'AUTHORIZED', latest_payment_id: PAYMENT }),
        [`POST /v3/payments/${PAYMENT}/capture`]: aVendorPayment(),
      }),
    );
    await gateway.capture?.(
      aRef({ channel: 'card', providerReferences: { session: SESSION } }),
      { amount: 150_000, currency: 'IDR' },
      never,
    );
    assert.equal(calls.length, 3);
  });

  test('no payment to capture', async () => {
    const capture = (table: Readonly<Record<string, unknown>>, providerReferences: Record<string, string>) =>
      assert.rejects(
        async () =>
          wire(routes(table)).gateway.capture?.(aRef({ providerReferences }), { amount: 1, currency: 'IDR' }, never),
        Rejected,
      );
    await capture({}, {});
    await capture({ [`GET /v3/payment_requests/${REQUEST}`]: aRequest() }, { request: REQUEST });
    await capture(
      { [`POST /v3/payments/${PAYMENT}/capture`]: rejection(400, 'CAPTURE_AMOUNT_EXCEEDED') },
      { payment: PAYMENT },
    );
  });
});

describe('refunds', () => {
  const order = {
    merchantReference: 'rf01JX3Z9V7K2M4N6P8Q0R2S4T6',
    money: { amount: 50_000, currency: 'IDR' as const },
    full: false,
  };

  test('with a reference by which a repeat is recognised', async () => {
    const { gateway, calls } = wire(routes({ 'POST /refunds': aVendorRefund() }));
    const [report] = (await gateway.refund?.(aRef(), order, never)) ?? [];
    assert.deepEqual([report?.outcome, report?.merchantReference], ['processing', order.merchantReference]);
    assert.equal(calls[0]?.headers['idempotency-key'], order.merchantReference);
    assert.equal('api-version' in (calls[0]?.headers ?? {}), false);
  });

  test('of a page: of the request that the page names', async () => {
    const session = aSession({ status: 'COMPLETED', payment_request_id: REQUEST });
    const { gateway, calls } = wire(
      routes({ [`GET /sessions/${SESSION}`]: session, 'POST /refunds': aVendorRefund() }),
    );
    await gateway.refund?.(
      aRef({ channel: 'card', providerReferences: { session: SESSION, request: 'pr-of-a-failed-try' } }),
      order,
      never,
    );
    assert.equal(bodyOf(calls[1])['payment_request_id'], REQUEST);
  });

  test('a repeat that was rejected as one is unknown, not failed', async () => {
    await assert.rejects(
      async () => wire(() => rejection(409, 'IDEMPOTENCY_ERROR')).gateway.refund?.(aRef(), order, never),
      OutcomeUnknown,
    );
  });

  test('nothing to refund', async () => {
    await assert.rejects(
      async () => wire(() => assert.fail()).gateway.refund?.(aRef({ providerReferences: {} }), order, never),
      Rejected,
    );
  });

  test('inquired by id', async () => {
    const { gateway } = wire(routes({ [`GET /refunds/${REFUND}`]: aVendorRefund({ status: 'SUCCEEDED' }) }));
    const [report] =
      (await gateway.inquireRefund?.(
        aRef(),
        { merchantReference: order.merchantReference, providerReferences: { refund: REFUND } },
        never,
      )) ?? [];
    assert.equal(report?.outcome, 'succeeded');
  });

  test('inquired by reference where the id is not known', async () => {
    const list = {
      data: [aVendorRefund({ id: 'rfd-other', reference_id: 'rf-other' }), 'garbage', aVendorRefund()],
      has_more: false,
    };
    const { gateway } = wire(routes({ [`GET /refunds?payment_request_id=${REQUEST}&limit=100`]: list }));
    const found = await gateway.inquireRefund?.(
      aRef(),
      { merchantReference: order.merchantReference, providerReferences: {} },
      never,
    );
    assert.deepEqual(
      found?.map((report) => report.subject === 'refund' && report.providerReferences),
      [{ refund: REFUND }],
    );
    assert.deepEqual(
      await gateway.inquireRefund?.(aRef(), { merchantReference: 'rf-unknown', providerReferences: {} }, never),
      [],
    );
    assert.deepEqual(
      await gateway.inquireRefund?.(
        aRef({ providerReferences: {} }),
        { merchantReference: order.merchantReference, providerReferences: {} },
        never,
      ),
      [],
    );
  });
});

test('refunds of a second page are read as well (F1)', async () => {
  const path = `GET /refunds?payment_request_id=${REQUEST}&limit=100`;
  const other = aVendorRefund({ id: 'rfd-other', reference_id: 'rf-other' });
  const pages = {
    [path]: { data: [other], has_more: true },
    [`${path}&after_id=rfd-other`]: { data: [aVendorRefund()], has_more: false },
  };
  const { gateway } = wire(routes(pages));
  const { reference_id: reference } = aVendorRefund();
  const found = await gateway.inquireRefund?.(
    aRef(),
    { merchantReference: String(reference), providerReferences: {} },
    never,
  );
  assert.equal(found?.length, 1);
  assert.equal((await gateway.inquireProviderRefunds?.(aRef(), never))?.refunds?.length, 2);
  const [absent] =
    (await gateway.inquireRefund?.(aRef(), { merchantReference: 'rf-unknown', providerReferences: {} }, never)) ?? [];
  assert.equal(absent?.outcome, 'absent');
});

describe('a refund that Xendit does not name', () => {
  const inquire = async (list: object) => {
    const path = `GET /refunds?payment_request_id=${REQUEST}&limit=100`;
    // It does not turn its pages.
    const { gateway } = wire(routes({ [path]: list, [`${path}&after_id=rfd-other`]: list }));
    return gateway.inquireRefund?.(aRef(), { merchantReference: 'rf-unknown', providerReferences: {} }, never);
  };
  const others = [aVendorRefund({ id: 'rfd-other', reference_id: 'rf-other' })];

  test('is absent where the list is complete', async () => {
    for (const data of [[], others]) {
      const [report, ...more] = (await inquire({ data, has_more: false })) ?? [];
      assert.equal(report?.outcome, 'absent');
      assert.deepEqual(more, []);
    }
  });

  test('may exist where the list is incomplete or a refund cannot be read', async () => {
    assert.deepEqual(await inquire({ data: others, has_more: true }), []);
    assert.deepEqual(await inquire({ data: others }), []);
    assert.deepEqual(await inquire({ data: ['garbage'], has_more: false }), []);
  });
});

describe('one-time passwords', () => {
  const asking = (validate: string, resend: string) =>
    aRequest({
      actions: [
        { type: 'API_POST_REQUEST', descriptor: 'VALIDATE_OTP', value: validate },
        { type: 'API_POST_REQUEST', descriptor: 'RESEND_OTP', value: resend },
      ],
    });
  const here = `/v3/payment_requests/${REQUEST}`;
  const GET = `GET ${here}`;
  const ref = aRef({ channel: 'direct_debit_bri' });

  test('are sent to the path of the action, in either spelling', async () => {
    for (const verb of ['resend_otp', 'send_otp']) {
      const request = asking(`${BASE}${here}/validate_otp`, `${BASE}${here}/${verb}`);
      const { gateway, calls } = wire(
        routes({ [GET]: request, [`POST ${here}/validate_otp`]: aPaidRequest(), [`POST ${here}/${verb}`]: request }),
      );
      const [confirmed] = (await gateway.confirm?.(ref, '123456', never)) ?? [];
      assert.equal(confirmed?.outcome, 'paid');
      assert.deepEqual(bodyOf(calls[1]), { otp_code: '123456' });
      const [resent] = (await gateway.resendOtp?.(ref, never)) ?? [];
      assert.ok(resent?.subject === 'payment');
      assert.equal(resent.instruction?.kind, 'otp');
      assert.equal(calls[3]?.body, undefined);
    }
  });

  test('the key is never sent to a host that an action names', async () => {
    const request = asking(`https://evil.example${here}/validate_otp`, `//evil.example${here}/resend_otp`);
    const { gateway, calls } = wire(
      routes({ [GET]: request, [`POST ${here}/validate_otp`]: aPaidRequest(), [`POST ${here}/resend_otp`]: request }),
    );
    await gateway.confirm?.(ref, '123456', never);
    await gateway.resendOtp?.(ref, never);
    for (const call of calls) assert.ok(call.url.startsWith(`${BASE}/v3/`), call.url);
  });

  test('other paths and other payments are not called', async () => {
    const strange = [
      `${BASE}/v1/direct_debits/authorize`,
      `${BASE}${here}/cancel`,
      `${BASE}/v3/payment_requests/pr-other/validate_otp`,
      `${BASE}${here}/validate_otp/../cancel`,
      `${BASE}${here}/validate_otp/more`,
      `${BASE}${here}/validate_otp?x=/cancel#/`,
    ];
    for (const value of strange.slice(0, 5)) {
      const { gateway, calls } = wire(routes({ [GET]: asking(value, value) }));
      const [report] = (await gateway.confirm?.(ref, '123456', never)) ?? [];
      assert.equal(report?.outcome, 'requires_action', value);
      assert.equal(calls.length, 1, value);
    }
    const { gateway, calls } = wire(
      routes({ [GET]: asking(strange[5] ?? '', ''), [`POST ${here}/validate_otp`]: aPaidRequest() }),
    );
    await gateway.confirm?.(ref, '123456', never);
    assert.equal(calls[1]?.url, `${BASE}${here}/validate_otp`);
  });

  test('a wrong one is refused as such', async () => {
    const { gateway } = wire(
      routes({
        [GET]: asking(`${here}/validate_otp`, ''),
        [`POST ${here}/validate_otp`]: rejection(400, 'INVALID_OTP'),
      }),
    );
    await assert.rejects(
      async () => gateway.confirm?.(ref, '000000', never),
      (error) => error instanceof Rejected && error.failure.code === 'otp_invalid',
    );
  });

  test('without a challenge: the status of the payment', async () => {
    const { gateway } = wire(routes({ [GET]: aPaidRequest() }));
    const [report] = (await gateway.confirm?.(ref, '123456', never)) ?? [];
    assert.equal(report?.outcome, 'paid');
    await assert.rejects(async () => gateway.confirm?.(aRef({ providerReferences: {} }), '123456', never), Rejected);
  });
});

describe('saved methods', () => {
  const GET = `GET /v3/payment_tokens/${TOKEN}`;
  const CANCEL = `POST /v3/payment_tokens/${TOKEN}/cancel`;

  test('inquired', async () => {
    assert.equal(
      (await wire(routes({ [GET]: aToken() })).gateway.inquireSavedMethod?.(TOKEN, never))?.outcome,
      'active',
    );
    assert.equal(
      (await wire(routes({ [GET]: rejection(404, 'DATA_NOT_FOUND') })).gateway.inquireSavedMethod?.(TOKEN, never))
        ?.outcome,
      'removed',
    );
  });

  test('a rejected key removes nothing', async () => {
    for (const answer of [
      rejection(401, 'INVALID_API_KEY'),
      rejection(403, 'UNAUTHORIZED_SENDER_IP'),
      rejection(500, 'SERVER_ERROR'),
    ]) {
      await assert.rejects(async () => wire(() => answer).gateway.inquireSavedMethod?.(TOKEN, never), OutcomeUnknown);
    }
  });

  test('removed, also when it was removed before', async () => {
    await wire(routes({ [CANCEL]: aToken({ status: 'CANCELED' }) })).gateway.removeSavedMethod?.(TOKEN, never);
    for (const there of [
      aToken({ status: 'CANCELED' }),
      aToken({ status: 'EXPIRED' }),
      rejection(404, 'DATA_NOT_FOUND'),
    ]) {
      await wire(
        routes({ [CANCEL]: rejection(400, 'INACTIVE_PAYMENT_REQUEST'), [GET]: there }),
      ).gateway.removeSavedMethod?.(TOKEN, never);
    }
  });

  test('not removed while it is active', async () => {
    const { gateway } = wire(routes({ [CANCEL]: rejection(400, 'INELIGIBLE_TRANSACTION_STATUS'), [GET]: aToken() }));
    await assert.rejects(async () => gateway.removeSavedMethod?.(TOKEN, never), Rejected);
    await assert.rejects(
      async () => wire(() => rejection(503, 'CHANNEL_UNAVAILABLE')).gateway.removeSavedMethod?.(TOKEN, never),
      NotDelivered,
    );
  });
});

test('no log line holds a key, a token or anything of the customer', async () => {
  const secrets = [KEY, CALLBACK_TOKEN, TOKEN, siti.phone, siti.email, siti.name, '08123456789'];
  const answers = [
    rejection(400, 'API_VALIDATION_ERROR'),
    rejection(401, 'INVALID_API_KEY'),
    rejection(500, 'SERVER_ERROR'),
    json(201, { payment_request_id: 7, channel_properties: { account_mobile_number: siti.phone } }),
    json(201, aRequest({ actions: [], channel_properties: { account_mobile_number: siti.phone } })),
  ];
  for (const answer of answers) {
    const { gateway, logged } = wire(() => answer);
    await gateway
      .create(anOrder({ channel: 'ewallet_dana', customer: siti, savedToken: TOKEN }), never)
      .catch(() => undefined);
    assert.equal(logged.length, 1);
    for (const secret of secrets) assert.equal(JSON.stringify(logged).includes(secret), false, secret);
  }
});
