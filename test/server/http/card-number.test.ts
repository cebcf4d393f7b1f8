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
  '2026-01-31T10:00:00.000Z',
  'Jl. Jenderal Sudirman No. 52-53, Jakarta 12190',
  'Android 14; SM-S918B Build/UP1A.231005.007',
];

describe('a card number', () => {
  it('is found however it is spelt', () => {
    for (const card of CARDS) for (const text of spelt(card)) assert.ok(holdsCardNumber(text), text);
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

  it('takes time in proportion to the text', () => {
    for (const text of ['1 '.repeat(30_000), '4'.repeat(60_000), '4-'.repeat(30_000), '+'.repeat(60_000)])
      holdsCardNumber(text);
  });
});

describe('a card number in a browser’s body', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  it('is refused in whatever field, and is found nowhere afterwards', async () => {
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

  it('a saved method’s own name is none', async () => {
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
