import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CHANNEL_CODES,
  CHANNEL_GROUPS,
  CHANNEL_KINDS,
  channelFacts,
  GROUP_OF_KIND,
  isChannelCode,
  type ChannelKind,
} from '../../shared/channel.ts';

/** How the codes of a kind begin, or the codes themselves. */
const FORM: Readonly<Record<ChannelKind, RegExp>> = {
  virtual_account: /^va_/,
  retail: /^retail_/,
  qr: /^(qris|qrph|promptpay|sgqr)$/,
  ewallet: /^ewallet_/,
  card: /^card$/,
  direct_debit: /^direct_debit_/,
  clickpay: /^clickpay_/,
  online_banking: /^(online_banking|mobile_banking|fpx|fpx_business)_/,
  paylater: /^paylater_/,
  checkout_page: /^checkout_page$/,
};

test('codes are plain text and begin with their kind', () => {
  assert.ok(CHANNEL_CODES.length > 130);
  for (const code of CHANNEL_CODES) {
    assert.match(code, /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    assert.match(code, FORM[channelFacts(code).kind]);
  }
});

test('every code that the contract names exists', () => {
  const banks = 'bca bni bri mandiri permata cimb danamon maybank bsi bnc sampoerna muamalat bjb hana dki'.split(' ');
  const wallets = 'ovo dana linkaja shopeepay gopay astrapay jeniuspay gcash maya grabpay touchngo momo'.split(' ');
  const named = [
    ...banks.map((bank) => `va_${bank}`),
    ...wallets.map((wallet) => `ewallet_${wallet}`),
    ...['retail_alfamart', 'retail_indomaret', 'qris', 'qrph', 'promptpay', 'card', 'checkout_page'],
  ];
  for (const code of named) assert.ok(isChannelCode(code), code);
});

test('every channel has a label of its own, since that is its accessible name', () => {
  const labels = CHANNEL_CODES.map((code) => channelFacts(code).label);
  assert.deepEqual(
    labels.filter((label, index) => labels.indexOf(label) !== index),
    [],
  );
  for (const code of CHANNEL_CODES) {
    const { label, brand } = channelFacts(code);
    for (const text of [label, brand]) assert.equal(text.trim() !== '' && text === text.trim(), true, code);
    assert.ok(brand.length <= label.length, code);
  }
});

test('every kind has a group', () => {
  for (const kind of CHANNEL_KINDS) assert.ok(CHANNEL_GROUPS.includes(GROUP_OF_KIND[kind]));
});

test('stores whose tills close say when, in whose time', () => {
  const closing = CHANNEL_CODES.flatMap((code) => {
    const { hours } = channelFacts(code);
    return hours === undefined ? [] : [[code, hours] as const];
  });
  assert.deepEqual(closing, [
    ['retail_alfamart', { closedFrom: '22:00', closedUntil: '01:00', timeZone: 'Asia/Jakarta' }],
    ['retail_indomaret', { closedFrom: '23:00', closedUntil: '01:00', timeZone: 'Asia/Jakarta' }],
  ]);
});

test('anything else is not a channel code', () => {
  for (const text of ['', 'va_', 'VA_BCA', 'va_bca ', '__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    assert.equal(isChannelCode(text), false, text);
  }
});
