import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newReference, openServer, ORIGIN, type Json, type Reply, type TestServer } from './a-server.ts';

const order = (over: object) => ({
  reference: newReference(),
  amount: 150_000,
  currency: 'IDR',
  returnUrl: `${ORIGIN}/done`,
  ...over,
});

const warningsOf = ({ json }: Reply): Record<string, string> =>
  Object.fromEntries(
    ((json['warnings'] ?? []) as readonly { path: string; message: string }[]).map(({ path, message }) => [
      path,
      message,
    ]),
  );

const at = (json: Json, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (value === undefined ? undefined : Reflect.get(Object(value), name)), json);

/** The case, the body, the value that is expected, and whether there is a warning. */
const CASES: readonly (readonly [what: string, over: object, path: string, value: unknown, warned: boolean])[] = [
  ['a name with a tab', { customer: { name: 'Siti\tAminah' } }, 'customer.name', 'Siti Aminah', true],
  ['a name that is too long', { customer: { name: 'x'.repeat(101) } }, 'customer.name', 'x'.repeat(100), true],
  [
    'a name that would be cut through a sign',
    { customer: { name: `${'x'.repeat(99)}😀` } },
    'customer.name',
    'x'.repeat(99),
    true,
  ],
  ['a name of blanks', { customer: { name: ' \t ' } }, 'customer.name', undefined, true],
  ['a name that is a number', { customer: { name: 12 } }, 'customer.name', '12', false],
  ['a name that is a list', { customer: { name: ['Siti'] } }, 'customer.name', undefined, true],
  ['an empty name', { customer: { name: '' } }, 'customer.name', undefined, false],
  ['a description of several lines', { description: 'Kopi\r\n  Gayo\n\n1 kg' }, 'description', 'Kopi Gayo 1 kg', true],
  ['a description of 10,000 characters', { description: 'y'.repeat(10_000) }, 'description', 'y'.repeat(255), true],
  [
    'a phone from the contacts',
    { customer: { phone: '\u202a+62\u00a0812\u20111000\u20112000\u202c' } },
    'customer.phone',
    '+6281210002000',
    false,
  ],
  ['a phone that is a number', { customer: { phone: 81_210_002_000 } }, 'customer.phone', '+6281210002000', false],
  ['an invalid phone', { customer: { phone: '0812' } }, 'customer.phone', undefined, true],
  [
    'a phone that is too long is left out, not cut',
    { customer: { phone: '0812345678901234567' } },
    'customer.phone',
    undefined,
    true,
  ],
  [
    'an e-mail with a blank behind it',
    { customer: { email: 'siti@example.com ' } },
    'customer.email',
    'siti@example.com',
    true,
  ],
  ['an invalid e-mail', { customer: { email: 'siti' } }, 'customer.email', undefined, true],
  [
    'an e-mail that is too long is left out, not cut',
    { customer: { email: `${'a'.repeat(260)}@example.com` } },
    'customer.email',
    undefined,
    true,
  ],
  [
    'an address of two lines',
    { customer: { address: { line1: 'Jl. Sudirman\nNo. 1' } } },
    'customer.address.line1',
    'Jl. Sudirman No. 1',
    true,
  ],
  ['a country in small letters', { customer: { address: { country: 'id' } } }, 'customer.address.country', 'ID', false],
  [
    'an invalid country',
    { customer: { address: { country: 'Indonesia' } } },
    'customer.address.country',
    undefined,
    true,
  ],
  [
    'a postal code that is a number',
    { customer: { address: { postalCode: 12_190 } } },
    'customer.address.postalCode',
    '12190',
    false,
  ],
  ['an address that is a text', { customer: { address: 'Jl. Sudirman' } }, 'customer.address', undefined, true],
  [
    'a product with a tab',
    { items: [{ name: 'Kopi\tGayo', quantity: 1, unitAmount: 1 }] },
    'items.0.name',
    'Kopi Gayo',
    true,
  ],
  [
    'a product without a name to show',
    { items: [{ name: '\u200b', quantity: 1, unitAmount: 1 }] },
    'items.0.name',
    'Item 1',
    true,
  ],
];

describe('decoration never refuses a sale', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  for (const [what, over, path, value, warned] of CASES) {
    it(`${what} (F9)`, async () => {
      const reply = await server.api('/v1/checkouts', order(over));
      assert.equal(reply.status, 201, reply.text);
      assert.equal(at(reply.json, path), value);
      assert.equal(path in warningsOf(reply), warned, reply.text);
    });
  }

  it('an order that needs no change gets no warning (F9)', async () => {
    const items = Array.from({ length: 100 }, (_, index) => ({
      name: `Item ${index}`,
      quantity: 1,
      unitAmount: 1_500,
    }));
    const reply = await server.api('/v1/checkouts', order({ description: 'Kopi Gayo', items }));
    assert.equal(reply.json['warnings'], undefined);
    assert.equal((reply.json['items'] as readonly unknown[]).length, 100);
  });

  it('items beyond 99 become one line that keeps the sum (F9)', async () => {
    for (const count of [101, 1_000]) {
      const items = Array.from({ length: count }, (_, index) => ({
        name: `I\t${index}`,
        quantity: 2,
        unitAmount: index,
      }));
      const reply = await server.api('/v1/checkouts', order({ items }));
      assert.equal(reply.status, 201, reply.text);
      const lines = reply.json['items'] as readonly { name: string; quantity: number; unitAmount: number }[];
      assert.equal(lines.length, 100);
      const sum = (all: typeof lines): number =>
        all.reduce((total, line) => total + line.quantity * line.unitAmount, 0);
      assert.equal(sum(lines), sum(items));
      assert.deepEqual(lines[99], { name: `${count - 99} more items`, quantity: 1, unitAmount: sum(items.slice(99)) });
      assert.ok((reply.json['warnings'] as readonly unknown[]).length <= 21);
    }
  });

  it('amounts are strict: an item beyond the 99th is validated like any other (F9)', async () => {
    const item = { name: 'x', quantity: 1, unitAmount: 1 };
    for (const bad of [
      { ...item, quantity: 0 },
      { ...item, unitAmount: -1 },
      { ...item, extra: 1 },
      'x',
      { quantity: 1, unitAmount: 1 },
    ]) {
      const items = [...Array.from({ length: 110 }, () => item), bad];
      const reply = await server.api('/v1/checkouts', order({ items }));
      assert.equal(reply.status, 400);
      assert.match(reply.text, /items\.110/);
    }
    const dear = Array.from({ length: 110 }, () => ({ name: 'x', quantity: 100_000, unitAmount: 100_000_000_000_000 }));
    assert.equal((await server.api('/v1/checkouts', order({ items: dear }))).status, 400);
  });

  it('references, amounts and page URLs stay strict (F9)', async () => {
    for (const over of [
      { reference: 'a\tb' },
      { reference: ' '.repeat(101) },
      { customer: { reference: 'a\nb' } },
      { returnUrl: `${ORIGIN}/\t` },
      { amount: '150000' },
      { customer: { nmae: 'x' } },
      { metadata: { a: 1 } },
    ]) {
      const reply = await server.api('/v1/checkouts', order(over));
      assert.equal(reply.status, 400, JSON.stringify(over));
    }
  });

  it('a card number is found although blanks in it are removed (S4)', async () => {
    const spread = '4111      1111\t\t\t\t\t1111      1111';
    const reply = await server.api('/v1/checkouts', order({ description: spread }));
    assert.equal(reply.status, 400);
    assert.match(reply.text, /card number/);
  });

  it('the charge of a saved method has a description like any other (F9)', async () => {
    const charge = { reference: 'c-1', amount: 1_000, currency: 'IDR', savedMethod: 'tok_1', description: 'a\nb' };
    const reply = await server.api('/v1/charges', charge, { key: 'charge' });
    assert.match(reply.text, /savedMethod/);
    assert.doesNotMatch(reply.text, /description/);
  });

  it('the response contains the session only if it is requested', async () => {
    const plain = await server.api('/v1/checkouts', order({}));
    assert.equal(plain.json['session'], undefined);
    const reply = await server.api('/v1/checkouts', order({ expand: ['session'] }), {
      headers: { 'accept-language': 'en' },
    });
    assert.equal(reply.status, 201, reply.text);
    const token = String(reply.json['clientToken']);
    const session = await server.browser(token, '/v1/session', undefined, { headers: { 'accept-language': 'en' } });
    assert.deepEqual({ ...Object(reply.json['session']), now: '' }, { ...Object(session.json), now: '' });
    assert.equal((await server.api('/v1/checkouts', order({ expand: ['payments'] }))).status, 400);
  });
});
