import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MAX_AMOUNT } from '../../../shared/money.ts';
import { newReference, openServer, ORIGIN, type TestServer } from './a-server.ts';

const order = () => ({ reference: newReference(), amount: 150_000, currency: 'IDR', returnUrl: `${ORIGIN}/done` });

/** What is wrong, the body, and the path that must be named. */
const BAD_CHECKOUTS: readonly (readonly [what: string, body: () => object | string, path: string])[] = [
  ['no reference', () => ({ ...order(), reference: undefined }), 'reference'],
  ['no amount', () => ({ ...order(), amount: undefined }), 'amount'],
  ['no currency', () => ({ ...order(), currency: undefined }), 'currency'],
  ['no returnUrl', () => ({ ...order(), returnUrl: undefined }), 'returnUrl'],
  ['an empty reference', () => ({ ...order(), reference: '' }), 'reference'],
  ['a reference of blanks', () => ({ ...order(), reference: ' \u00a0' }), 'reference'],
  [
    'a customer whose reference cannot be seen',
    () => ({ ...order(), customer: { reference: '\u200b' } }),
    'customer.reference',
  ],
  ['a long reference', () => ({ ...order(), reference: 'x'.repeat(101) }), 'reference'],
  ['a reference of two lines', () => ({ ...order(), reference: 'a\nb' }), 'reference'],
  ['a reference that is a number', () => ({ ...order(), reference: 5 }), 'reference'],
  ['amount 0', () => ({ ...order(), amount: 0 }), 'amount'],
  ['a negative amount', () => ({ ...order(), amount: -1 }), 'amount'],
  ['a fractional amount', () => ({ ...order(), amount: 1.5 }), 'amount'],
  ['an amount as text', () => ({ ...order(), amount: '1000' }), 'amount'],
  ['an amount that is null', () => ({ ...order(), amount: null }), 'amount'],
  ['an amount that is a list', () => ({ ...order(), amount: [1000] }), 'amount'],
  ['an amount beyond all limits', () => ({ ...order(), amount: MAX_AMOUNT + 1 }), 'amount'],
  ['10.0', () => JSON.stringify({ ...order(), amount: 77 }).replace(':77', ':10.0'), 'amount'],
  ['1e5', () => JSON.stringify({ ...order(), amount: 77 }).replace(':77', ':1e5'), 'amount'],
  ['2^53 + 1', () => JSON.stringify({ ...order(), amount: 77 }).replace(':77', ':9007199254740993'), 'amount'],
  ['40 digits', () => JSON.stringify({ ...order(), amount: 77 }).replace(':77', `:${'9'.repeat(40)}`), 'amount'],
  ['an unknown currency', () => ({ ...order(), currency: 'IDX' }), 'currency'],
  ['a currency in small letters', () => ({ ...order(), currency: 'idr' }), 'currency'],
  ['a country of three letters', () => ({ ...order(), country: 'IDN' }), 'country'],
  ['an unknown member', () => ({ ...order(), amountt: 1 }), 'amountt'],
  ['an unknown member of the customer', () => ({ ...order(), customer: { nmae: 'x' } }), 'customer.nmae'],
  [
    'an unknown member of an item',
    () => ({ ...order(), items: [{ name: 'a', quantity: 1, unitAmount: 1, x: 1 }] }),
    'items.0.x',
  ],
  [
    'an item of quantity 0',
    () => ({ ...order(), items: [{ name: 'a', quantity: 0, unitAmount: 1 }] }),
    'items.0.quantity',
  ],
  ['an item without a name', () => ({ ...order(), items: [{ quantity: 1, unitAmount: 1 }] }), 'items.0.name'],
  ['an unknown channel', () => ({ ...order(), channels: ['va_nowhere'] }), 'channels.0'],
  ['no channels at all', () => ({ ...order(), channels: [] }), 'channels'],
  ['an unknown capture mode', () => ({ ...order(), capture: 'later' }), 'capture'],
  ['saving without a customer', () => ({ ...order(), savePayment: 'offer' }), 'customer.reference'],
  ['an end in the past', () => ({ ...order(), expiresAt: '2001-01-01T00:00:00.000Z' }), 'expiresAt'],
  ['an end that is no time', () => ({ ...order(), expiresAt: 'tomorrow' }), 'expiresAt'],
  ['metadata that is no text', () => ({ ...order(), metadata: { a: { b: 1 } } }), 'metadata.a'],
  ['an installment of no months', () => ({ ...order(), installments: [0] }), 'installments.0'],
  ['a list', () => [], ''],
  ['a text', () => '"hello"', ''],
  ['null', () => 'null', ''],
  ['broken JSON', () => '{"reference": "x"', ''],
  ['no JSON at all', () => 'reference=x', ''],
  ['a comment', () => '{"reference": "x" /* order */}', ''],
  ['a member named twice', () => '{"reference":"x","amount":1,"amount":2}', 'amount'],
  ['__proto__', () => '{"__proto__":{"amount":1}}', '__proto__'],
  ['constructor', () => '{"customer":{"constructor":{"prototype":{"isAdmin":true}}}}', 'customer.constructor'],
  ['prototype', () => '{"prototype":1}', 'prototype'],
  [
    'half a surrogate',
    () => JSON.stringify({ ...order(), description: 'x' }).replace('"x"', '"\\ud800"'),
    'description',
  ],
  [
    'the character 0',
    () => JSON.stringify({ ...order(), description: 'x' }).replace('"x"', '"a\\u0000"'),
    'description',
  ],
];

const BAD_PAYMENTS: readonly (readonly [what: string, body: object | string, path: string])[] = [
  ['nothing chosen', {}, 'channel'],
  ['an unknown channel', { channel: 'va_nowhere' }, 'channel'],
  ['a channel that is a number', { channel: 7 }, 'channel'],
  ['an amount', { channel: 'va_bca', amount: 1 }, 'amount'],
  ['a provider', { channel: 'va_bca', provider: 'any' }, 'provider'],
  ['a field that the channel has not', { channel: 'va_bca', fields: { amount: '1' } }, 'fields.amount'],
  ['a field that is no text', { channel: 'va_bca', fields: { phone: 1 } }, 'fields.phone'],
  ['an unknown saved method', { savedMethod: 'tok_01J00000000000000000000000' }, 'savedMethod'],
  ['consent that is no truth', { channel: 'va_bca', save: 'yes' }, 'save'],
  ['an unknown device', { channel: 'va_bca', device: { kind: 'fridge' } }, 'device.kind'],
  ['broken JSON', '{', ''],
];

describe('bad input', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  for (const [what, body, path] of BAD_CHECKOUTS) {
    it(`a checkout with ${what} is refused, naming "${path}", and changes nothing`, async () => {
      const before = await server.state();
      const reply = await server.api('/v1/checkouts', body());
      assert.equal(reply.status, 400, reply.text);
      assert.equal(reply.headers['content-type'], 'application/problem+json');
      assert.equal(reply.json['code'], 'invalid_request');
      assert.equal(reply.json['status'], 400);
      assert.ok(reply.json['requestId']);
      const paths = (reply.json['errors'] as readonly { path: string }[]).map((error) => error.path);
      assert.ok(paths.includes(path), `${paths.join(', ')} does not name "${path}"`);
      assert.equal(await server.state(), before);
    });
  }

  it('names all invalid fields at once', async () => {
    const { json } = await server.api('/v1/checkouts', { amount: 0, currency: 'XXX', extra: 1 });
    const paths = (json['errors'] as readonly { path: string }[]).map((error) => error.path);
    assert.deepEqual(paths.toSorted(), ['amount', 'currency', 'extra', 'reference', 'returnUrl']);
  });

  for (const [what, body, path] of BAD_PAYMENTS) {
    it(`a payment with ${what} is refused, naming "${path}", and changes nothing`, async () => {
      const { token } = await server.checkout();
      const before = await server.state();
      const reply = await server.browser(token, '/v1/session/payments', body, { key: `k-${what}` });
      assert.equal(reply.status, 400, reply.text);
      assert.equal(reply.json['code'], 'invalid_request');
      const paths = (reply.json['errors'] as readonly { path: string }[]).map((error) => error.path);
      assert.ok(paths.includes(path), `${paths.join(', ')} does not name "${path}"`);
      assert.equal(await server.state(), before);
    });
  }

  it('a body of 2 MB is refused, announced or in chunks', async () => {
    const before = await server.state();
    const body = Buffer.alloc(2_000_000, 'x');
    const announced = await server.api('/v1/checkouts', {}, { method: 'POST', body });
    assert.equal(announced.status, 413);
    assert.equal(announced.json['code'], 'payload_too_large');
    const chunked = await fetch(`${server.url}/v1/checkouts`, {
      method: 'POST',
      headers: { authorization: 'Bearer api-key-of-the-storefront', 'content-type': 'application/json' },
      body: new ReadableStream({
        start(controller) {
          for (let at = 0; at < body.length; at += 50_000) controller.enqueue(body.subarray(at, at + 50_000));
          controller.close();
        },
      }),
      duplex: 'half',
    } as RequestInit);
    assert.equal(chunked.status, 413);
    assert.equal(await server.state(), before);
  });

  it('a body of 64 KiB is read; one more byte is refused', async () => {
    const bytes = 64 * 1024;
    const whole = await server.api('/v1/checkouts', `"${'x'.repeat(bytes - 2)}"`);
    assert.equal(whole.status, 400);
    const more = await server.api('/v1/checkouts', `"${'x'.repeat(bytes - 1)}"`);
    assert.equal(more.status, 413);
  });

  it('a body of another type, charset or encoding is refused', async () => {
    const body = JSON.stringify(order());
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': 'application/jsonp' },
      { 'content-encoding': 'gzip' },
    ]) {
      const reply = await server.api('/v1/checkouts', body, { headers });
      assert.equal(reply.status, 415, JSON.stringify(headers));
      assert.equal(reply.json['code'], 'unsupported_media_type');
    }
  });

  it('bytes that are not UTF-8 are refused', async () => {
    const body = Buffer.concat([Buffer.from('{"reference":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    const reply = await server.api('/v1/checkouts', {}, { method: 'POST', body });
    assert.equal(reply.status, 400);
  });

  it('unknown or repeated query parameters are refused', async () => {
    for (const query of [
      '?refrence=x',
      '?limit=0',
      '?limit=101',
      '?limit=ten',
      '?status=gone',
      '?status=open&status=paid',
      '?cursor=nonsense',
    ]) {
      const reply = await server.api(`/v1/checkouts${query}`);
      assert.equal(reply.status, 400, query);
      assert.equal(reply.json['code'], 'invalid_request');
    }
  });

  it('does not change prototypes', () => {
    assert.equal(Object.hasOwn(Object.prototype, 'isAdmin'), false);
    assert.equal(Object.hasOwn(Object.prototype, 'amount'), false);
  });
});
