import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  billing,
  buyerOf,
  delivery,
  ipv4,
  isIndonesianMobile,
  nationalPhone,
  validEmail,
} from '../../../../../server/providers/nicepay/register/buyer.ts';
import { plainName, plainText } from '../../../../../server/providers/nicepay/wire/plain-text.ts';
import { anOrder, SITI } from '../support/order.ts';

describe('phones', () => {
  test('Indonesian numbers become national, others lose the plus', () => {
    assert.equal(nationalPhone('+6281210002000'), '081210002000');
    assert.equal(nationalPhone('+622112345678'), '02112345678');
    assert.equal(nationalPhone('+639171234567'), '639171234567');
    assert.equal(nationalPhone('+123456789012345'), '123456789012345');
  });

  test('a missing number, or one that does not fit fifteen digits', () => {
    for (const phone of [undefined, '', '+62', 'abc', '+1234567890123456']) {
      assert.equal(nationalPhone(phone), undefined, phone);
    }
  });

  test('OVO accepts Indonesian mobile numbers', () => {
    for (const phone of ['081210002000', '0812345678', '0812345678901']) assert.equal(isIndonesianMobile(phone), true);
    for (const phone of [undefined, '02112345678', '639171234567', '08121000', '08123456789012', '0000000000']) {
      assert.equal(isIndonesianMobile(phone), false, phone);
    }
  });
});

describe('the buyer', () => {
  test('as sent by the shop', () => {
    const buyer = buyerOf(anOrder({ customer: SITI }));
    assert.deepEqual(buyer, {
      name: 'Siti Nuraini Aminah Ibu Dao rd',
      phone: '081210002000',
      email: 'siti@example.com',
      addr: 'Jl. Melati 1',
      city: 'Bandung',
      state: 'Jawa Barat',
      postCd: '40111',
      country: 'Indonesia',
    });
    assert.deepEqual(Object.values(billing(buyer)), Object.values(buyer));
    const { email, ...rest } = buyer;
    assert.deepEqual(Object.values(delivery(buyer)), Object.values(rest));
    assert.equal(email, SITI.email);
  });

  test('what the customer filled in takes precedence', () => {
    const fields = { name: 'Budi', phone: '+6281300000000', email: 'budi@example.com' };
    const { name, phone, email } = buyerOf(anOrder({ customer: SITI, fields }));
    assert.deepEqual([name, phone, email], ['Budi', '081300000000', 'budi@example.com']);
  });

  test('without data: every field has a placeholder that fits', () => {
    const buyer = buyerOf(anOrder());
    for (const [name, value] of Object.entries(buyer)) assert.notEqual(value, '', name);
    assert.match(buyer.email, /@example\.com$/);
    assert.equal(isIndonesianMobile(buyer.phone), false);
  });

  test('an address abroad, an invalid post code, an address that is too long', () => {
    const customer = { address: { country: 'SG', postalCode: 'SW1A 1AA', line1: 'x'.repeat(200) } };
    const { country, postCd, addr } = buyerOf(anOrder({ customer }));
    assert.deepEqual([country, postCd, addr.length], ['SG', '10110', 100]);
  });
});

test('a long e-mail address is not cut', () => {
  assert.equal(validEmail('siti@example.com', 40), 'siti@example.com');
  assert.equal(validEmail(`${'s'.repeat(40)}@example.com`, 40), undefined);
  assert.equal(validEmail(`${'s'.repeat(40)}@example.com`, 100), `${'s'.repeat(40)}@example.com`);
  assert.equal(validEmail('no address', 40), undefined);
  assert.equal(validEmail('dé@example.com', 40), undefined);
});

test('userIP is an IPv4 address', () => {
  assert.equal(ipv4('203.0.113.7'), '203.0.113.7');
  assert.equal(ipv4('::ffff:203.0.113.7'), '203.0.113.7');
  for (const other of [undefined, '', '2001:db8::1', '999.0.0.1', '203.0.113']) assert.equal(ipv4(other), '127.0.0.1');
});

test('text that every field accepts', () => {
  assert.equal(plainText('Café “Đà Lạt” <b>x</b>\n2', 100), 'Cafe Da Lat b x /b 2');
  assert.equal(plainText('abcdef ghij', 7), 'abcdef');
  assert.equal(plainText('日本', 100), undefined);
  assert.equal(plainText(undefined, 100), undefined);
  assert.equal(plainName('R2-D2 & Ánna', 30), 'R D Anna');
});
