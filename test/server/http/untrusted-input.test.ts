import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { MAX_BODY_BYTES } from '../../../server/http/middleware/raw-body.ts';
import { SUBJECTS } from '../../support/subjects.ts';
import { API_KEY, openServer, ORIGIN, type Call, type Reply, type TestServer } from './a-server.ts';
import { leastCpu, MAX_CPU_MS } from '../../support/least-cpu.ts';

const SIZE = MAX_BODY_BYTES - 200;
const fill = (text: string, room = SIZE): string => text.repeat(Math.floor(room / Buffer.byteLength(text)));
const numbers = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, index]));

/** Bodies of the maximum size, each made to be slow to process. */
const HEAVY: Readonly<Record<string, string>> = {
  'unknown fields inside': JSON.stringify({ channel: 'va_bca', fields: numbers(4_400) }),
  'unknown fields outside': JSON.stringify(numbers(4_400)),
  'fields whose names are numbers': `{${fill('"1":1,').slice(0, -1)}}`,
  'digits with blanks': JSON.stringify({ channel: 'va_bca', fields: { a: fill('1 ') } }),
  'digits with dashes': JSON.stringify({ description: fill('4-2-2-2-') }),
  'digits of another script': JSON.stringify({ description: fill('٤ ') }),
  'letters that unfold': JSON.stringify({ description: fill('ﷺ') }),
  'one name': JSON.stringify({ [fill('a')]: 1 }),
  'one name above many values': `{"${'a'.repeat(40_000)}":[${Array(7_900).fill('1').join(',')}]}`,
  'the longest name above many values': `{"${'a'.repeat(500)}":[${Array(7_900).fill('1').join(',')}]}`,
  'one escaped text': `{"description":"${fill('\\n')}"}`,
  'one text without an end': `{"description":"${fill('\\u0041')}`,
  'a list of lists': fill('['),
  'a list of empty objects': `{"items":[${fill('{},').slice(0, -1)}]}`,
  'a list of numbers': `{"channels":[${fill('1,').slice(0, -1)}]}`,
  'a list of channels that are none': `{"channels":[${fill('"x",', 24_000).slice(0, -1)}]}`,
  'nothing but blanks': fill(' '),
  'one long number': `{"amount":${fill('9')}}`,
  'an address of blanks': JSON.stringify({ customer: { email: `${fill(' ', 60_000)}@x` } }),
  'an address of points': JSON.stringify({ customer: { email: `a@${fill('a.', 60_000)}` } }),
  'a name of tabs': JSON.stringify({ customer: { name: fill('\t', 30_000) } }),
  'a name of marks': JSON.stringify({ customer: { name: `a${fill('\u0301', 60_000)}` } }),
  'a phone of dashes': JSON.stringify({ customer: { phone: fill('0-', 60_000) } }),
  'a form with an amount': `tXid=1&amt=1.${fill('0', 60_000)}1&payMoney=1.${'0'.repeat(900)}1`,
  'a form': fill('a=1&'),
  'a form of one name': fill('a&'),
};

describe('time spent on untrusted input', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer({
      environment: {
        ...Object.fromEntries(SUBJECTS.flatMap(({ environment }) => Object.entries(environment))),
        KASIR_PROVIDERS: SUBJECTS.map(({ id }) => id).join(','),
      },
    });
  });
  after(() => server.close());

  /** The last reply, and the least time of several calls. */
  async function timed(path: string, call: () => Call): Promise<{ readonly reply: Reply; readonly ms: number }> {
    const replies: Reply[] = [];
    const ms = await leastCpu(async () => replies.push(await server.call(path, call())));
    return { reply: replies.at(-1) ?? assert.fail('no reply'), ms };
  }

  it('is at most 10 ms for a body of 64 KB, at every kind of endpoint (S1)', async () => {
    const { id, token } = await server.checkout();
    let round = 0;
    const endpoints: readonly (readonly [path: string, bearer: string | undefined])[] = [
      ['/v1/session/payments', token],
      ['/v1/session/payments/pay_1/confirm', token],
      ['/v1/checkouts', API_KEY],
      [`/v1/checkouts/${id}/cancel`, API_KEY],
      ...SUBJECTS.map((subject) => [`/v1/notifications/${subject.id}`, undefined] as const),
    ];
    let most = 0;
    for (const [path, bearer] of endpoints) {
      for (const [what, body] of Object.entries(HEAVY)) {
        assert.ok(Buffer.byteLength(body) <= MAX_BODY_BYTES, what);
        const type = what.startsWith('a form') ? 'application/x-www-form-urlencoded' : 'application/json';
        const { reply, ms } = await timed(path, () => ({
          method: 'POST',
          body,
          key: `heavy-${(round += 1)}`,
          headers: { 'content-type': type },
          ...(bearer === undefined ? {} : { bearer }),
        }));
        assert.ok(reply.status >= 400 && reply.status < 500, `${path} ${what}: ${reply.status} ${reply.text}`);
        assert.ok(ms <= MAX_CPU_MS, `${path} ${what}: ${ms} ms, at most ${MAX_CPU_MS}`);
        most = Math.max(most, ms);
      }
    }
    console.info(`${endpoints.length * Object.keys(HEAVY).length} heavy bodies, the longest ${most.toFixed(1)} ms`);
  });

  it('is at most 10 ms for fuzzed input, and no more memory is kept than was sent (S1)', async () => {
    const { id, token } = await server.checkout();
    const scrap = fc.oneof(
      fc.constantFrom(
        '1 ',
        '4-',
        '"',
        '\\',
        '{"a":',
        '[',
        '],',
        '},',
        '&',
        '=',
        ':',
        '0',
        'e9',
        '\t',
        '٤',
        '\u200b',
        '+',
        '@',
        '.',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
    );
    const text = fc.tuple(scrap, scrap, fc.nat(60_000)).map(([one, other, room]) => fill(one + other, room));
    const body = fc.oneof(
      text,
      text.map((description) => JSON.stringify({ channel: 'va_bca', description, fields: { phone: description } })),
      fc
        .array(text, { maxLength: 3 })
        .map((list) => JSON.stringify({ channel: 'qris', items: list, savedMethod: list })),
      fc.tuple(text, text).map(([name, value]) => JSON.stringify({ [name.slice(0, 30_000)]: value.slice(0, 15_000) })),
    );
    let round = 0;
    let bytes = 0;
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom('/v1/session/payments', '/v1/checkouts'), async (sent, path) => {
        const { reply, ms } = await timed(path, () => ({
          method: 'POST',
          body: sent,
          key: `fuzz-${(round += 1)}`,
          bearer: path === '/v1/checkouts' ? API_KEY : token,
        }));
        const scope = path === '/v1/checkouts' ? 'storefront createCheckout' : `${id} createSessionPayment`;
        const kept = await server.composed.domain.store.findIdempotencyRecord(scope, `fuzz-${round}`);
        // The request line and the other headers take half a kilobyte.
        assert.ok(JSON.stringify(kept ?? '').length <= Buffer.byteLength(sent) + 512, 'more is kept than was sent');
        bytes += Buffer.byteLength(sent);
        assert.ok(reply.status >= 400 && reply.status < 500, `${reply.status} ${reply.text.slice(0, 500)}`);
        assert.ok(reply.text.length < 16_000, 'the response is too long');
        assert.ok(ms <= MAX_CPU_MS, `${ms} ms for ${sent.length} characters: ${sent.slice(0, 80)}`);
      }),
      { numRuns: 200 },
    );
    console.info(`200 bodies made up, ${Math.round(bytes / 1024)} KB in all`);
  });

  it('is at most 10 ms for queries and headers of the maximum length (S1)', async () => {
    const { token } = await server.checkout();
    const room = 12_000;
    const queries = [
      fill('a&', room),
      fill('a=1&', room),
      fill('%31', room),
      `device=${fill('1+', room)}`,
      fill('&', room),
    ];
    const headers: readonly Record<string, string>[] = [
      { 'accept-language': fill('a,', room) },
      { 'accept-language': fill('a-b;q=0.1,', room) },
      { 'x-forwarded-for': fill('1,', room) },
      { authorization: `Bearer ${fill('a.', room)}` },
      { 'content-type': `application/json${fill(' ', room)}x` },
      { accept: fill('a/b;q=1,', room) },
      { 'idempotency-key': fill('4-', room) },
      { origin: `https://${fill('a.', room)}` },
      { 'last-event-id': fill('1', room) },
    ];
    for (const query of queries) {
      const { reply, ms } = await timed(`/v1/session?${query}`, () => ({ bearer: token }));
      assert.ok(reply.status === 400 && ms <= MAX_CPU_MS, `${query.slice(0, 20)}: ${reply.status}, ${ms} ms`);
    }
    for (const given of headers) {
      const { reply, ms } = await timed('/v1/session', () => ({ bearer: token, headers: given }));
      assert.ok(reply.status < 500 && ms <= MAX_CPU_MS, `${JSON.stringify(given).slice(0, 40)}: ${ms} ms`);
    }
    const { reply, ms } = await timed(`/v1/payments/${fill('a', room)}`, () => ({ bearer: API_KEY }));
    assert.ok(reply.status === 404 && ms <= MAX_CPU_MS, `${reply.status}, ${ms} ms`);
  });
});

describe('the validation of a request', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  const errorsOf = ({ json }: Reply): readonly { path: string; message: string }[] =>
    json['errors'] as readonly { path: string; message: string }[];

  it('lists twenty errors at most, with the number of the others (S1)', async () => {
    const reply = await server.api('/v1/checkouts', numbers(150));
    assert.equal(reply.status, 400);
    assert.equal(errorsOf(reply).length, 20);
    // The four required fields of a checkout are missing as well.
    assert.match(String(reply.json['detail']), /and 153 more/);
    const items = Array.from({ length: 60 }, () => ({ name: 'x', quantity: 0, unitAmount: 1 }));
    const listed = await server.api('/v1/checkouts', { items });
    assert.equal(errorsOf(listed).length, 20);
    assert.match(String(listed.json['detail']), /and 63 more/);
  });

  it('checks counts and depth before anything processes the contents (S1)', async () => {
    const { token } = await server.checkout();
    const cases: readonly (readonly [body: string, message: RegExp])[] = [
      [JSON.stringify({ fields: numbers(201) }), /more than 200 fields/],
      [JSON.stringify({ items: Array.from({ length: 8_000 }, () => 1) }), /more than 8000 values/],
      [`{"a":${'['.repeat(17)}${']'.repeat(17)}}`, /nested more than 16 levels/],
    ];
    for (const [body, message] of cases) {
      const reply = await server.browser(token, '/v1/session/payments', body, { key: 'bounds', method: 'POST' });
      assert.equal(reply.status, 400);
      assert.equal(errorsOf(reply).length, 1);
      assert.match(String(errorsOf(reply)[0]?.message), message);
    }
    const query = await server.browser(token, `/v1/session?${fill('a&', 4_000)}`);
    assert.match(query.text, /more than 20 parameters/);
  });

  it('reports a missing field of an item as required (S1)', async () => {
    const reply = await server.api('/v1/checkouts', { items: [{ quantity: 1, unitAmount: 1 }], customer: {} });
    assert.ok(errorsOf(reply).some(({ path, message }) => path === 'items.0.name' && message === 'is required'));
  });

  it('takes null as an absent field (F9)', async () => {
    const order = { reference: 'nulls', amount: 150_000, currency: 'IDR', returnUrl: `${ORIGIN}/done` };
    const nulls = { description: null, items: null, customer: { name: null, address: { city: null } }, metadata: null };
    const reply = await server.api('/v1/checkouts', { ...order, ...nulls, expiresAt: null, channels: null, zzz: null });
    assert.equal(reply.status, 201, reply.text);
    assert.equal(reply.json['description'], undefined);
  });

  it('accepts a byte order mark and other names of UTF-8 (F21)', async () => {
    const order = (reference: string): string =>
      JSON.stringify({ reference, amount: 150_000, currency: 'IDR', returnUrl: `${ORIGIN}/done` });
    const types = ['utf-8', 'utf8', 'UTF-8', '"utf-8"', '"UTF8"'].map((name) => `application/json; charset=${name}`);
    for (const type of ['application/json', ...types]) {
      const headers = { 'content-type': type };
      assert.equal((await server.api('/v1/checkouts', order(`a ${type}`), { headers })).status, 201, type);
      const marked = `\ufeff${order(`b ${type}`)}`;
      assert.equal((await server.api('/v1/checkouts', marked, { headers })).status, 201, type);
    }
    for (const type of ['application/json; charset=utf-16', 'application/json; charset=latin1', 'text/json']) {
      const headers = { 'content-type': type };
      assert.equal((await server.api('/v1/checkouts', order('c'), { headers })).status, 415, type);
    }
  });
});
