import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentOrder } from '../../../../server/payments/ports/ports.ts';
import type { ProviderCall } from '../../../../server/providers/http.ts';
import { CHANNEL_ROWS } from '../../../../server/providers/xendit/channels.ts';
import type { ChannelRow } from '../../../../server/providers/xendit/channels/channel-row.ts';
import { aPaidRequest, aRequest, aSession, aToken, aVendorPayment, aVendorRefund } from './support/objects.ts';
import { OpenApi } from './support/openapi.ts';
import { anOrder, aRef, PAYMENT, REFUND, REQUEST, SESSION, siti, TOKEN } from './support/order.ts';
import { sharedFile } from './support/shared-files.ts';
import { BASE, bodyOf, json, KEY, never, wire } from './support/wire.ts';

/* Every request the adapter can send, checked by the provider's own schema: not by our reading of it. */

const file = sharedFile('openapi.json');

/** Answers like Xendit would, to whatever is asked. */
function likely(call: ProviderCall) {
  const path = call.url.slice(BASE.length);
  if (path === '/sessions') return json(201, aSession(moneyIn(call)));
  if (path.startsWith('/sessions')) return json(200, aSession({ payment_request_id: REQUEST }));
  if (path.startsWith('/refunds?')) return json(200, { data: [aVendorRefund()], has_more: false });
  if (path.startsWith('/refunds')) return json(200, aVendorRefund());
  if (path.startsWith('/v3/payment_tokens')) return json(200, aToken());
  if (path.startsWith('/v3/payments')) return json(200, aVendorPayment());
  if (path === '/v3/payment_requests') return json(201, aRequest(moneyIn(call)));
  return json(200, aPaidRequest());
}

/** What was ordered, as an answer repeats it. */
function moneyIn({ body }: ProviderCall): Readonly<Record<string, unknown>> {
  const { amount, request_amount, currency } = JSON.parse(body ?? '{}') as Readonly<Record<string, unknown>>;
  return { amount, request_amount, currency };
}

const otpRequest = aRequest({
  actions: [
    {
      type: 'API_POST_REQUEST',
      descriptor: 'VALIDATE_OTP',
      value: `${BASE}/v3/payment_requests/${REQUEST}/validate_otp`,
    },
    { type: 'API_POST_REQUEST', descriptor: 'RESEND_OTP', value: `${BASE}/v3/payment_requests/${REQUEST}/resend_otp` },
  ],
});

const FIELDS = { phone: '+6281210002000', email: 'siti@example.com', cashtag: '$sitiaminah', cardLastFour: '4242' };

/** An amount in the middle of nowhere and with decimals where there are any. */
function orderFor(row: ChannelRow, over: Partial<PaymentOrder> = {}): PaymentOrder {
  const amount = Math.max(row.minAmount ?? 1, 101);
  return anOrder({
    channel: row.channel,
    country: row.country,
    money: { amount, currency: row.currency },
    fields: Object.fromEntries(row.fields.map(({ name }) => [name, FIELDS[name as keyof typeof FIELDS]])),
    ...over,
  });
}

/** Every way in which one channel can be asked for. */
function ordersFor(row: ChannelRow): PaymentOrder[] {
  const much = {
    customer: siti,
    description: `Two\nbooks 📚 ${'x'.repeat(1200)}`,
    device: { kind: 'mobile', os: 'android' } as const,
    items: [{ name: 'Book', quantity: 2, unitAmount: 50 }],
    customerIp: '203.0.113.7',
    installments: [3, 6],
  };
  const plain = [{}, much, { customer: { name: '張' } }, { expiresAt: 0 }];
  const saving =
    row.saves === 'no'
      ? []
      : [
          { save: true, customer: { reference: 'c-1' } },
          { save: true, ...much },
        ];
  const token =
    row.saves === 'no'
      ? []
      : [{ savedToken: TOKEN }, { savedToken: TOKEN, merchantInitiated: true, ...much, fields: {} }];
  const all: Partial<PaymentOrder>[] = [...plain, ...saving, ...token];
  const manual: Partial<PaymentOrder>[] = row.manualCapture ? all.map((over) => ({ ...over, capture: 'manual' })) : [];
  return [...all, ...manual].map((over) => orderFor(row, over));
}

/** A capture says that it is final, as a guide page has it; the document does not list that member. */
const documented = (call: ProviderCall): ProviderCall => ({
  ...call,
  body: call.body?.replace(',"final_capture":true', ''),
});

describe("requests against the provider's OpenAPI document", { skip: file.skip }, () => {
  const api = file.skip === false ? new OpenApi(file.read()) : new OpenApi({});

  for (const row of CHANNEL_ROWS) {
    test(`create: ${row.channel} in ${row.country}`, async () => {
      const { gateway, calls } = wire(likely);
      const orders = ordersFor(row);
      for (const order of orders) await gateway.create(order, never);
      assert.equal(calls.length, orders.length);
      for (const [index, call] of calls.entries())
        assert.deepEqual(api.faultsOf(call, BASE), [], `order ${index}: ${call.body}`);
    });
  }

  test('every inquiry and command on existing objects', async () => {
    const { gateway, calls } = wire(likely);
    const refund = { merchantReference: 'rf01', money: { amount: 50_000, currency: 'IDR' as const }, full: false };
    const card = aRef({ channel: 'card', providerReferences: { session: SESSION } });
    await gateway.inquire(aRef(), never, { providerReferences: {}, transactionIds: [PAYMENT] });
    await gateway.inquire(card, never);
    await gateway.cancel?.(aRef(), 'requires_action', never);
    await gateway.cancel?.(aRef({ channel: 'va_bjb' }), 'succeeded', never);
    await gateway.cancel?.(card, 'requires_action', never);
    await gateway.cancel?.(
      aRef({ channel: 'card', providerReferences: { session: SESSION, payment: PAYMENT } }),
      'authorized',
      never,
    );
    await gateway.cancel?.(card, 'authorized', never);
    await gateway.capture?.(card, { amount: 100_000, currency: 'IDR' }, never);
    await gateway.capture?.(
      aRef({ channel: 'card', country: 'PH', providerReferences: { payment: PAYMENT } }),
      { amount: 1_000_001, currency: 'PHP' },
      never,
    );
    for (const reason of [undefined, 'duplicate', 'Requested by customer', 'the parcel fell into the sea', '']) {
      await gateway.refund?.(aRef(), { ...refund, reason }, never);
    }
    await gateway.refund?.(card, { ...refund, full: true }, never);
    await gateway.inquireRefund?.(aRef(), { merchantReference: 'rf01', providerReferences: { refund: REFUND } }, never);
    await gateway.inquireRefund?.(aRef(), { merchantReference: 'rf01', providerReferences: {} }, never);
    await gateway.inquireSavedMethod?.(TOKEN, never);
    await gateway.removeSavedMethod?.(TOKEN, never);
    for (const call of calls)
      assert.deepEqual(api.faultsOf(documented(call), BASE), [], `${call.method} ${call.url} ${call.body}`);
    const called = new Set(
      calls.map((call) => `${call.method} ${call.url.slice(BASE.length).replaceAll(/(pr|py|pt|ps|rfd)-[\w-]+/g, '*')}`),
    );
    assert.deepEqual([...called].sort(), [
      'GET /refunds/*',
      'GET /refunds?payment_request_id=*&limit=100',
      'GET /sessions/*',
      'GET /v3/payment_requests/*',
      'GET /v3/payment_tokens/*',
      'GET /v3/payments/*',
      'POST /refunds',
      'POST /sessions/*/cancel',
      'POST /v3/payment_requests/*/cancel',
      'POST /v3/payment_tokens/*/cancel',
      'POST /v3/payments/*/cancel',
      'POST /v3/payments/*/capture',
    ]);
  });

  test('one-time passwords', async () => {
    const { gateway, calls } = wire(() => json(200, otpRequest));
    await gateway.confirm?.(aRef({ channel: 'direct_debit_bri' }), '123456', never);
    await gateway.resendOtp?.(aRef({ channel: 'direct_debit_bri' }), never);
    assert.equal(calls.length, 4);
    for (const call of calls) assert.deepEqual(api.faultsOf(call, BASE), [], `${call.method} ${call.url}`);
  });

  test('the made-up answers of these tests fit the provider’s schema', () => {
    const answers = [
      ['POST', '/v3/payment_requests', 201, aRequest()],
      ['GET', `/v3/payment_requests/${REQUEST}`, 200, aPaidRequest()],
      ['POST', `/v3/payment_requests/${REQUEST}/resend_otp`, 200, otpRequest],
      ['GET', `/v3/payments/${PAYMENT}`, 200, aVendorPayment()],
      ['POST', '/sessions', 201, aSession()],
      ['GET', `/sessions/${SESSION}`, 200, aSession({ payment_request_id: REQUEST, status: 'COMPLETED' })],
      ['POST', '/refunds', 200, aVendorRefund()],
      ['GET', `/v3/payment_tokens/${TOKEN}`, 200, aToken()],
    ] as const;
    for (const [method, path, status, body] of answers) {
      assert.deepEqual(api.faultsOfAnswer(method, path, status, body), [], `${method} ${path}`);
    }
    assert.notDeepEqual(
      api.faultsOfAnswer('GET', `/v3/payments/${PAYMENT}`, 200, aVendorPayment({ status: 'PAID' })),
      [],
    );
  });

  describe('the schema rejects', () => {
    const good = async (over: Partial<PaymentOrder> = {}): Promise<ProviderCall> => {
      const { gateway, calls } = wire(likely);
      await gateway.create(anOrder(over), never);
      const [call] = calls;
      assert.ok(call);
      return call;
    };
    const refuses = (call: ProviderCall, what: string) => assert.notDeepEqual(api.faultsOf(call, BASE), [], what);

    test('a payment request without one of its required fields', async () => {
      const call = await good();
      for (const name of [
        'reference_id',
        'type',
        'country',
        'currency',
        'request_amount',
        'channel_code',
        'channel_properties',
      ]) {
        const { [name]: _, ...rest } = bodyOf(call);
        refuses({ ...call, body: JSON.stringify(rest) }, name);
      }
    });

    test('fields of the wrong type, range or name', async () => {
      const call = await good();
      const wrong = {
        reference_id: 'x'.repeat(256),
        country: 'Indonesia',
        currency: 'RUPIAH',
        request_amount: '150000',
        channel_properties: [],
        type: 'SINGLE_PAYMENT',
        metadata: 'none',
        amount: 150_000,
      };
      for (const [name, value] of Object.entries(wrong)) {
        refuses({ ...call, body: JSON.stringify({ ...bodyOf(call), [name]: value }) }, name);
      }
    });

    test('saving without a customer, and a customer without a name', async () => {
      const call = await good({ channel: 'ewallet_dana', save: true, customer: { reference: 'c-1' } });
      const { customer, ...rest } = bodyOf(call);
      refuses({ ...call, body: JSON.stringify(rest) }, 'no customer');
      refuses(
        {
          ...call,
          body: JSON.stringify({ ...rest, customer: Object.assign({}, customer, { individual_detail: {} }) }),
        },
        'no name',
      );
    });

    test('a token with a channel field that does not fit', async () => {
      const call = await good({ channel: 'ewallet_dana', savedToken: TOKEN });
      refuses({ ...call, body: JSON.stringify({ ...bodyOf(call), type: 'PAY_AND_SAVE' }) }, 'type');
    });

    test('a session with a long reference or another mode', async () => {
      const call = await good({ channel: 'card' });
      refuses({ ...call, body: JSON.stringify({ ...bodyOf(call), reference_id: 'x'.repeat(65) }) }, 'reference_id');
      refuses({ ...call, body: JSON.stringify({ ...bodyOf(call), mode: 'POPUP' }) }, 'mode');
      refuses({ ...call, body: JSON.stringify({ ...bodyOf(call), expires_at: 'tomorrow' }) }, 'expires_at');
    });

    test('ids of another length, unknown addresses, queries and headers', async () => {
      const call = await good();
      const get: ProviderCall = {
        ...call,
        method: 'GET',
        url: `${BASE}/v3/payment_requests/${REQUEST}`,
        body: undefined,
      };
      const headers = { authorization: call.headers['authorization'] ?? '', 'api-version': '2024-11-11' };
      assert.deepEqual(api.faultsOf({ ...get, headers }, BASE), []);
      refuses({ ...get, headers, url: `${get.url}0` }, 'length');
      refuses({ ...get, headers, url: `${BASE}/v3/payment_request/${REQUEST}` }, 'address');
      refuses({ ...get, headers, url: `${get.url}?expand=1` }, 'query');
      refuses({ ...get, headers: { ...headers, 'api-version': '2020-10-31' } }, 'version');
      refuses({ ...get, headers: { authorization: headers.authorization } }, 'no version');
      refuses({ ...get, headers: { ...headers, 'x-idempotency-key': 'k' } }, 'header');
      refuses({ ...get, headers, body: '{}' }, 'body');
    });
  });
});

test('the key goes as a user name with an empty password', async () => {
  const { gateway, calls } = wire(likely);
  await gateway.create(anOrder(), never);
  assert.equal(calls[0]?.headers['authorization'], `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`);
});
