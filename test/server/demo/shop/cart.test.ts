import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartLines, countItems, readCart, withQuantity, writeCart } from '../../../../server/demo/shop/cart.ts';

test('a cart is written and read back', () => {
  const cart = withQuantity(withQuantity(readCart(undefined), 'kopi-gayo', 2), 'vas-mega', 1);
  assert.equal(writeCart(cart), 'kopi-gayo:2.vas-mega:1');
  assert.deepEqual(readCart(writeCart(cart)), cart);
  assert.equal(countItems(cart), 3);
  assert.deepEqual(
    cartLines(cart).map(({ product, quantity }) => [product.sku, quantity]),
    [
      ['kopi-gayo', 2],
      ['vas-mega', 1],
    ],
  );
});

test('a forged cookie cannot add unknown products', () => {
  assert.equal(writeCart(readCart('kopi-gayo:-1.vas-mega:x.nothing:3.gula-aren:9999.:.x')), 'gula-aren:20');
});

test('quantity zero removes a product; invalid quantities change nothing', () => {
  const cart = readCart('kopi-gayo:2');
  assert.equal(writeCart(withQuantity(cart, 'kopi-gayo', 0)), '');
  for (const quantity of [-1, 1.5, Number.NaN]) {
    assert.equal(writeCart(withQuantity(cart, 'kopi-gayo', quantity)), 'kopi-gayo:2');
  }
  assert.equal(writeCart(withQuantity(cart, 'unknown', 1)), 'kopi-gayo:2');
});
