import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { holdsCardNumber } from '../../../server/http/card-number.ts';
import { openServer, type TestServer } from './a-server.ts';

/** Numbers that card networks publish for tests. */
const CARDS = [
  '4111111111111111',
  '4000000000001091',
  '4222222222222',
  '4000000000000000006',
  '5555555555554444',
  '5200000000001096',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '30569309025904',
  '38520000023237',
  '6011111111111117',
  '6011000990139424',
  '3530111333300000',
  '6200000000000005',
  '6304000000000000',
];

const spelt = (card: string): string[] => [
  card,
  card.replace(/(\d{4})(?=\d)/g, '$1 '),
  card.replace(/(\d{4})(?=\d)/g, '$1-'),
  ` ${card}\n`,
  `card ${card} exp 12/29 cvv 123`,
  `${card.replace(/(\d{4})(?=\d)/g, '$1 ')} 12/29`,
  `1 ${card}`,
  card.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
];

/** What people and programs put between the digits (S4). */
const SEPARATORS = [
  '/',
  '_',
  ',',
  '\t',
  '·',
  '  ',
  ' - ',
  '\u200b',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u00a0',
  '\u2009',
  '.',
  '|',
  ':',
  '*',
  '\n',
  '\u200e',
  '+',
  ')(',
  '%20',
  '%2D',
  '%C2%A0',
  '%a0',
  '&nbsp;',
  '&#160;',
];

/** The nought of other scripts: Arabic, Persian, Devanagari, Bengali, Thai, Lao, Khmer, Burmese, full width, bold. */
const NOUGHTS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0, 0x17e0, 0x1040, 0xff10, 0x1d7ce, 0x1d7f6];

const HARMLESS = [
  '',
  'Siti Aminah',
  '081210002000',
  '+6281210002000',
  '0812-1000-2000',
  '+62 812 1000 2000',
  '6281210002000',
  '628121000200055',
  '+639171234567',
  '4111111111111112',
  '4111 1111 1111 1112',
  '1234567890123456',
  '123456',
  '9876543210987654',
  // Whole runs: what only holds the digits of a card is another number.
  '994111111111111111',
  '4111111111111111000000',
  // Luhn holds, and no scheme has such numbers.
  '1234567890123452',
  '41111111111111',
  '2026112800000011',
  'a1b24111111111111111c3d4e5f6a7b8c9d0',
  '4fa11111-1111-4111-8111-a11111111111',
  '2026-01-31T10:00:00.000Z',
  'Jl. Jenderal Sudirman No. 52-53, Jakarta 12190',
  'Android 14; SM-S918B Build/UP1A.231005.007',
];

describe('a card number', () => {
  it('is found in every notation', () => {
    for (const card of CARDS) for (const text of spelt(card)) assert.ok(holdsCardNumber(text), text);
  });

  it('is found with any separators between its digits (S4)', () => {
    for (const card of CARDS) {
      for (const separator of SEPARATORS) {
        assert.ok(holdsCardNumber(card.replace(/(\d{4})(?=\d)/g, `$1${separator}`)), `${card} by ${separator}`);
        assert.ok(holdsCardNumber([...card].join(separator)), `each digit of ${card} by ${separator}`);
      }
    }
  });

  it('is found in the digits of every script, and behind or before letters (S4)', () => {
    for (const card of CARDS) {
      for (const nought of NOUGHTS) {
        const text = card.replace(/\d/g, (digit) => String.fromCodePoint(nought + Number(digit)));
        assert.ok(holdsCardNumber(text), text);
      }
      for (const text of [`card${card}`, `no.${card}`, `PAN:${card}`, `${card}xyz`, `kartu ${card} bca`, `№${card}`])
        assert.ok(holdsCardNumber(text), text);
    }
  });

  it('of 19 digits is found only if its check digit is right (S4)', () => {
    const isCard = (last: number): boolean => holdsCardNumber(`411111111111111111${last}`);
    assert.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter(isCard).length, 1);
  });

  it('is not found in numeric order numbers (S4)', () => {
    const refused = (numbers: readonly string[]): number => numbers.filter(holdsCardNumber).length / numbers.length;
    const many = Array.from({ length: 2_000 }, (_, index) => index);
    const padded = (index: number, length: number): string => String(index).padStart(length, '0');
    // Days and times with a counter behind, milliseconds, counters of 12 to 20 digits, order numbers of marketplaces.
    assert.equal(refused(many.map((n) => `20261128${padded(n, 6)}`)), 0);
    assert.equal(refused(many.map((n) => `20261128${padded(n, 8)}`)), 0);
    assert.equal(refused(many.map((n) => String(1_795_824_000_000 + n * 7_919))), 0);
    assert.equal(refused(many.map((n) => `INV/2026/11/28/${padded(n * 37, 10)}`)), 0);
    for (const length of [12, 13, 14, 15, 17, 18, 20, 24]) {
      assert.ok(refused(many.map((n) => spread(n, length))) < 0.03, `${length} digits`);
    }
    for (const length of [16, 19]) assert.ok(refused(many.map((n) => spread(n, length))) < 0.05, `${length} digits`);
  });

  it('is found with its expiry written behind it', () => {
    assert.ok(holdsCardNumber('41111111111111111229'));
  });

  it('is not found in names, phones and numbers whose check digit is wrong', () => {
    for (const text of HARMLESS) assert.ok(!holdsCardNumber(text), text);
  });

  it('is not found in any phone number of our countries', () => {
    for (let last = 0; last < 1_000; last += 1) {
      const digits = String(last).padStart(3, '0');
      for (const phone of [
        `+62812100020${digits}`,
        `0812100020${digits}`,
        `62812100020${digits}`,
        `+63917123${digits}4`,
        `+848123456${digits}`,
      ]) {
        assert.ok(!holdsCardNumber(phone), phone);
      }
    }
  });

  it('is searched for in one pass: twice the text reads at most twice the characters (S1)', () => {
    for (const pattern of ['1 ', '4', '4-', '+', '4 2 2 2 ', '٤', 'a1-', '1\u200b', '4 1 9 ']) {
      const countReads = (text: string): number => {
        let count = 0;
        const at = String.prototype.codePointAt;
        String.prototype.codePointAt = function counted(this: string, index: number) {
          count += 1;
          return at.call(this, index);
        };
        try {
          holdsCardNumber(text);
        } finally {
          String.prototype.codePointAt = at;
        }
        return count;
      };
      assert.ok(countReads(pattern.repeat(20_000)) <= pattern.length * 20_000, pattern);
    }
  });
});

/** Digits spread evenly over all numbers of a length, always the same. */
function spread(seed: number, length: number): string {
  let state = BigInt(seed) + 1n;
  let digits = '';
  while (digits.length < length) {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n;
    digits += String((state >> 33n) % 10_000n).padStart(4, '0');
  }
  return digits.slice(0, length);
}

describe('a card number in a browser’s body', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  it('is refused in every field, and is not stored or logged', async () => {
    const { token } = await server.checkout();
    const [card = ''] = CARDS;
    const before = await server.state();
    const bodies: readonly (readonly [object | string, string])[] = [
      [{ channel: 'va_bca', fields: { phone: card } }, 'fields.phone'],
      [{ channel: 'va_bca', fields: { note: `my card is ${card}` } }, 'fields.note'],
      [{ channel: card }, 'channel'],
      [{ channel: 'va_bca', device: { kind: 'mobile', os: card } }, 'device.os'],
      [{ channel: 'va_bca', number: card }, 'number'],
      [`{"channel":"va_bca","number":${card}}`, 'number'],
      [{ channel: 'va_bca', fields: { [card]: 'x' } }, 'fields'],
      [{ [card]: 'x' }, ''],
    ];
    for (const [index, [body, path]] of bodies.entries()) {
      const reply = await server.browser(token, '/v1/session/payments', body, { key: `card-${index}` });
      assert.equal(reply.status, 400);
      assert.equal((reply.json['errors'] as readonly { path: string }[])[0]?.path, path);
      assert.ok(!reply.text.includes(card), 'the answer repeats the number');
    }
    const confirm = await server.browser(token, '/v1/session/payments/pay_x/confirm', { otp: card });
    assert.equal(confirm.status, 400);
    assert.equal(await server.state(), before);
    assert.ok(!server.log.join('\n').includes(card), 'the log repeats the number');
  });

  it('is not looked for in the id of a saved method', async () => {
    const { token } = await server.checkout();
    const reply = await server.browser(
      token,
      '/v1/session/payments',
      { savedMethod: 'tok_4111111111111111' },
      { key: 'own' },
    );
    assert.doesNotMatch(reply.text, /card number/);
  });
});

describe('a card number in a body of the storefront', () => {
  const PAYOUT_KEY = 'payout-key-of-the-finance-team';
  let server: TestServer;
  before(async () => {
    server = await openServer({ environment: { KASIR_PAYOUT_KEYS: PAYOUT_KEY } });
  });
  after(() => server.close());

  it('is refused in every field and as Idempotency-Key, and is not stored or logged (S4)', async () => {
    const card = '4111 1111-1111/1111';
    const order = { reference: 'card-1', amount: 150_000, currency: 'IDR', returnUrl: 'https://shop.example/done' };
    const item = { name: 'x', quantity: 1, unitAmount: 150_000 };
    const bodies: readonly (readonly [body: object, path: string])[] = [
      [{ ...order, reference: card }, 'reference'],
      [{ ...order, description: `paid by ${card}` }, 'description'],
      [{ ...order, metadata: { note: card } }, 'metadata.note'],
      [{ ...order, metadata: { phone: card } }, 'metadata.phone'],
      [{ ...order, metadata: { accountNumber: card } }, 'metadata.accountNumber'],
      [{ ...order, metadata: { [card]: 'x' } }, 'metadata'],
      [{ ...order, items: [item, { ...item, name: card }] }, 'items.1.name'],
      [{ ...order, customer: { name: card } }, 'customer.name'],
      [{ ...order, customer: { reference: card } }, 'customer.reference'],
      [{ ...order, customer: { email: `${card.replaceAll(/\D/g, '')}@example.com` } }, 'customer.email'],
      [{ ...order, customer: { address: { line1: card } } }, 'customer.address.line1'],
      [{ ...order, returnUrl: `https://shop.example/done?card=${card}` }, 'returnUrl'],
    ];
    const before = await server.state();
    for (const [body, path] of bodies) {
      const reply = await server.api('/v1/checkouts', body);
      assert.equal(reply.status, 400, `${path}: ${reply.text}`);
      assert.equal((reply.json['errors'] as readonly { path: string }[])[0]?.path, path);
      assert.ok(!reply.text.includes('1111'), 'the answer repeats the number');
    }
    for (const [path, body] of [
      ['/v1/charges', { reference: 'r', amount: 1, currency: 'IDR', savedMethod: 'tok_1', description: card }],
      ['/v1/payments/pay_1/cancel', { reason: card }],
      ['/v1/payments/pay_1/refunds', { reason: card }],
    ] as const) {
      const reply = await server.api(path, body, { key: `k${path}` });
      assert.equal(reply.status, 400, path);
      assert.match(reply.text, /card number/);
    }
    const keyed = await server.api('/v1/checkouts', order, { key: card });
    assert.equal(keyed.status, 400);
    assert.equal((keyed.json['errors'] as readonly { path: string }[])[0]?.path, 'Idempotency-Key');
    assert.equal(await server.state(), before);
    assert.ok(!server.log.join('\n').includes('1111'), 'the log repeats the number');
  });

  it('is not looked for in account numbers and phones (S4)', async () => {
    const payout = {
      reference: 'out-1',
      amount: 50_000,
      currency: 'IDR',
      bankCode: 'BCA',
      accountNumber: '4111111111111111',
      accountName: 'Siti Aminah',
      description: 'refund',
      feeBearer: 'merchant',
    };
    const refused = await server.api('/v1/payouts', payout, { bearer: PAYOUT_KEY, key: 'p1' });
    assert.doesNotMatch(refused.text, /card number/);
    const described = { ...payout, description: '4111111111111111' };
    const card = await server.api('/v1/payouts', described, { bearer: PAYOUT_KEY, key: 'p2' });
    assert.match(card.text, /card number/);
  });
});
