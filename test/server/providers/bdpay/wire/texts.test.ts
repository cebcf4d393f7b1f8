import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  acceptable,
  isIndonesianMobile,
  nationalDigits,
  plainText,
  shorter,
} from '../../../../../server/providers/bdpay/wire/texts.ts';

describe('plain text', () => {
  for (const [given, plain] of [
    ['Siti Aminah', 'Siti Aminah'],
    ['  Siti   Nur’aini  ', 'Siti Nuraini'],
    ['Nguyễn Thị Đào 🎉', 'Nguyen Thi Dao'],
    ['Café №5 — “Kopi” (1 kg)', 'Cafe No5 Kopi 1 kg'],
    ['王小明', ''],
    ['🎁🎁', ''],
    ['A\u0000B\nC', 'A B C'],
    ['Baju Batik Lengan Panjang Ukuran Besar', 'Baju Batik Lengan Panjang Ukur'],
    ['x'.repeat(10_000), 'x'.repeat(30)],
  ] as const)
    test(JSON.stringify(given.slice(0, 30)), () => assert.equal(plainText(given), plain));
});

test('what fits is sent unchanged, and nothing is recorded as changed', () => {
  const given = { name: 'Siti Aminah', email: 'siti@example.com', phone: '+6281210002000', product: 'Kaos polos' };
  assert.deepEqual(acceptable(given), {
    name: 'Siti Aminah',
    email: 'siti@example.com',
    phone: '081210002000',
    productDetail: 'Kaos polos',
    changed: [],
  });
});

test('what is missing or does not fit gets a placeholder, and is recorded', () => {
  const nothing = acceptable({});
  assert.deepEqual(nothing.changed, ['name', 'productDetail', 'email', 'phone']);
  const odd = acceptable({ name: '王小明', email: 'siti@localhost', phone: '12', product: 'Kopi ☕' });
  assert.deepEqual(odd, { ...nothing, productDetail: 'Kopi' });
  for (const text of [nothing.name, nothing.productDetail]) assert.match(text, /^[A-Za-z0-9 ]{1,30}$/);
  assert.match(nothing.email, /^[^@]+@[^@]+\.[a-z]+$/);
  assert.match(nothing.phone, /^08\d+$/);
});

test('an e-mail that is too long for the signature, or not plain', () => {
  for (const email of [`${'a'.repeat(60)}@example.com`, 'siti@exämple.com', 'a b@example.com', '"x"@example.com'])
    assert.deepEqual(acceptable({ name: 'A', email, phone: '081210002000', product: 'B' }).changed, ['email'], email);
});

test('the shorter form replaces the least important fields', () => {
  const short = shorter(
    acceptable({ name: 'Siti', email: 'siti@example.com', phone: '081210002000', product: 'Kaos' }),
  );
  assert.deepEqual(short.changed, ['email', 'productDetail']);
  assert.deepEqual([short.name, short.phone], ['Siti', '081210002000']);
});

test('phones', () => {
  assert.equal(nationalDigits('+6281210002000'), '081210002000');
  assert.equal(nationalDigits('+639171234567'), '639171234567');
  assert.equal(nationalDigits('+622112345678'), '622112345678');
  assert.equal(isIndonesianMobile('081210002000'), true);
  for (const other of ['639171234567', '622112345678', '08121', '']) assert.equal(isIndonesianMobile(other), false);
});
