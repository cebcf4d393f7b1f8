import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { ROUTES } from '../../../shared/api/routes.ts';
import { SUBJECTS } from '../../support/subjects.ts';
import { API_KEY, openServer, type TestServer } from './a-server.ts';

const PAYOUT_KEY = 'payout-key-of-the-finance-team';

/** Bodies that are nearly valid: known fields with values of any type, and unknown fields. */
const member = fc.constantFrom(
  'channel',
  'fields',
  'savedMethod',
  'save',
  'device',
  'amount',
  'currency',
  'reference',
  'returnUrl',
  'customer',
  'items',
  'channels',
  'expiresAt',
  'metadata',
  'capture',
  'savePayment',
  'otp',
  'reason',
  'provider',
  'status',
  'price',
  // Fields of notifications, of any provider.
  'tXid',
  'amt',
  'merchantToken',
  'referenceNo',
  'orderNum',
  'platOrderNum',
  'payMoney',
  'platSign',
  'event',
  'data',
);
const value = fc.oneof(
  fc.constantFrom<unknown>('va_bca', 'qris', 'IDR', 1, 0, -1, 150_000, true, false, null, '', 'pay_1', {}, []),
  fc.integer(),
  // JSON has no other numbers.
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.string(), fc.integer()), { maxKeys: 3 }),
  fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
);
const body = fc.dictionary(fc.oneof(member, fc.string({ maxLength: 10 })), value, { maxKeys: 6 });

/** Random bytes, or JSON with a random change. */
const rawBody = fc.oneof(
  body.map((each) => Buffer.from(JSON.stringify(each))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc
    .array(fc.tuple(member, fc.string({ maxLength: 12 })), { maxLength: 6 })
    .map((pairs) => Buffer.from(new URLSearchParams(pairs).toString())),
);

describe('fuzzed requests', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer({
      environment: {
        ...Object.fromEntries(SUBJECTS.flatMap(({ environment }) => Object.entries(environment))),
        KASIR_PROVIDERS: SUBJECTS.map(({ id }) => id).join(','),
        KASIR_PAYOUT_KEYS: PAYOUT_KEY,
      },
    });
  });
  after(() => server.close());

  it('to any route, with any credentials: never a 500', async () => {
    const { token } = await server.checkout();
    const posts = Object.values(ROUTES).filter(([method]) => method === 'POST');
    const addresses = fc.constantFrom(
      ...new Set(
        SUBJECTS.flatMap(({ id }) => posts.map(([, path]) => path.replace(':provider', id).replace(/:\w+/, 'pay_1'))),
      ),
    );
    const headers = fc.record(
      {
        'content-type': fc.constantFrom(
          'application/json',
          'application/json; charset=utf-8',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
          'text/plain',
          '',
        ),
        'idempotency-key': fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }),
        origin: fc.constantFrom('https://shop.example', 'https://evil.example'),
      },
      { requiredKeys: ['content-type'] },
    );
    const bearer = fc.constantFrom(token, API_KEY, PAYOUT_KEY, 'nobody');
    await fc.assert(
      fc.asyncProperty(addresses, rawBody, headers, bearer, async (path, bytes, given, who) => {
        const reply = await server.call(path, { method: 'POST', body: bytes, headers: given, bearer: who });
        assert.ok(reply.status < 500, `${reply.status} ${path} ${bytes.toString()}\n${reply.text}`);
        if (reply.status >= 400) assert.equal(reply.headers['content-type'], 'application/problem+json');
      }),
      { numRuns: 900 },
    );
    assert.equal(server.log.filter((line) => line.includes('"level":"error"')).length, 0);
  });

  it('as a payment: the provider is called with the amount of the checkout and no other', async () => {
    const AMOUNT = 150_000;
    const known = server.simulator.ledger().length;
    let round = 0;
    await fc.assert(
      fc.asyncProperty(body, async (extra) => {
        round += 1;
        const { token } = await server.checkout({ amount: AMOUNT });
        const reply = await server.browser(
          token,
          '/v1/session/payments',
          { channel: 'va_bca', ...extra },
          { key: `r${round}` },
        );
        assert.ok([201, 400, 409, 422, 429].includes(reply.status), reply.text);
        const isOurs = Object.entries(extra).every(
          ([name, given]) => given === null || ['channel', 'fields', 'savedMethod', 'save', 'device'].includes(name),
        );
        if (!isOurs) assert.notEqual(reply.status, 201);
      }),
      { numRuns: 120 },
    );
    for (const { money } of server.simulator.ledger().slice(known)) assert.equal(money?.amount, AMOUNT);
  });
});
