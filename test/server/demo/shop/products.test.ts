import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COUNTRY_CODES, formatPrice, COUNTRIES } from '../../../../server/demo/shop/countries.ts';
import { PRODUCTS } from '../../../../server/demo/shop/products.ts';

test('every product has a drawing, both languages and a whole price in every country', () => {
  assert.ok(PRODUCTS.length >= 6);
  for (const { sku, art, name, note, prices } of PRODUCTS) {
    assert.match(art.text, /^<svg [^]*<\/svg>$/, sku);
    assert.ok(!/href|style=|<image|url\((?!#)/.test(art.text), `${sku} asks for nothing from elsewhere`);
    for (const text of [name.id, name.en, note.id, note.en]) assert.ok(text.length > 3, sku);
    for (const country of COUNTRY_CODES) assert.ok(Number.isInteger(prices[country]) && prices[country] > 0, sku);
  }
  assert.equal(new Set(PRODUCTS.map(({ sku }) => sku)).size, PRODUCTS.length);
});

test('no two drawings share an id', () => {
  const productIds = PRODUCTS.flatMap(({ art }) => [...art.text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  assert.equal(new Set(productIds).size, productIds.length);
});

test('prices are shown with the decimals of their currency', () => {
  const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
  assert.equal(plain(formatPrice(385_000, 'IDR')), 'Rp 385.000');
  assert.equal(plain(formatPrice(135_050, 'PHP')), '₱1,350.50');
  assert.equal(plain(formatPrice(155_000, 'VND')), '155.000 ₫');
  assert.equal(formatPrice(5, 'XXX'), 'XXX 5');
  assert.equal(COUNTRIES.ID.decimals, 0);
});
