import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import type { PaymentOrder } from '../../../../../server/payments/ports/ports.ts';
import { buildCartData, buildSellers, goodsName } from '../../../../../server/providers/nicepay/register/cart-data.ts';
import { anOrder } from '../support/order.ts';
import { settingsOf } from '../support/settings.ts';

const cart = z.strictObject({
  count: z.string(),
  item: z.array(z.looseObject({ goods_name: z.string(), goods_amt: z.string(), goods_quantity: z.literal('1') })),
});

const plain = { forLender: false };
const linesOf = (order: PaymentOrder, options = plain) => {
  const text = buildCartData(order, options);
  const { count, item } = cart.parse(JSON.parse(text));
  assert.equal(count, String(item.length));
  assert.equal(
    item.reduce((sum, { goods_amt: amount }) => sum + Number(amount), 0),
    order.money.amount,
  );
  assert.ok(text.length <= 4000);
  return item.map(({ goods_name: name, goods_amt: amount }) => [name, amount]);
};

describe('cartData adds up to the amount', () => {
  const item = (name: string, quantity: number, unitAmount: number) => ({ name, quantity, unitAmount });

  test('items with their totals', () => {
    const items = [item('Tea', 2, 50_000), item('Cup', 1, 50_000)];
    assert.deepEqual(linesOf(anOrder({ items })), [
      ['Tea x2', '100000'],
      ['Cup', '50000'],
    ]);
  });

  test('shipping, tax and the like become a line of their own', () => {
    assert.deepEqual(linesOf(anOrder({ items: [item('Tea', 1, 140_000)] })), [
      ['Tea', '140000'],
      ['Other', '10000'],
    ]);
  });

  test('a discount, no items, free items: one line', () => {
    const whole = [['Order pay01JX3Z9V7K2M4N6P8Q0R2S4T6', '150000']];
    assert.deepEqual(linesOf(anOrder()), whole);
    assert.deepEqual(linesOf(anOrder({ items: [item('Gift', 1, 0)], description: 'Gift' })), [['Gift', '150000']]);
    assert.deepEqual(linesOf(anOrder({ items: [item('Tea', 1, 200_000)], description: 'Tea' })), [['Tea', '150000']]);
  });

  test('too long: one line', () => {
    const items = Array.from({ length: 100 }, (_, index) => item(`Thing number ${index}`, 1, 1500));
    assert.equal(linesOf(anOrder({ items })).length, 1);
  });

  test('quotes do not break the JSON', () => {
    assert.deepEqual(linesOf(anOrder({ items: [item('27" “monitor” \\', 1, 150_000)] })), [['27 monitor', '150000']]);
  });
});

describe('lenders', () => {
  test('each line has the seller and the shop’s URL', () => {
    const { seller } = settingsOf();
    const text = buildCartData(anOrder({ description: 'Tea' }), { forLender: true, seller });
    assert.deepEqual(JSON.parse(text), {
      count: '1',
      item: [
        {
          goods_id: 'pay01JX3Z9V7K2M4N6P8Q0R2S4T6-1',
          goods_type: 'others',
          goods_url: 'https://pay.shop.example',
          img_url: '',
          goods_name: 'Tea',
          goods_detail: 'Tea',
          goods_amt: '150000',
          goods_quantity: '1',
          goods_sellers_id: 'SELLER1',
          goods_sellers_name: 'Toko Contoh',
        },
      ],
    });
  });

  test('sellers is a list of one', () => {
    const { seller } = settingsOf();
    assert.ok(seller);
    assert.deepEqual(JSON.parse(buildSellers(seller)), [
      {
        sellersId: 'SELLER1',
        sellersNm: 'Toko Contoh',
        sellersEmail: 'toko@example.com',
        sellersUrl: 'https://shop.example',
        sellersAddress: {
          sellerNm: 'Budi',
          sellerLastNm: 'Santoso',
          sellerAddr: 'Jl. Mawar 2',
          sellerCity: 'Jakarta',
          sellerPostCd: '10110',
          sellerPhone: '02112345678',
          sellerCountry: 'ID',
        },
      },
    ]);
  });
});

test('goodsNm has at most a hundred characters', () => {
  assert.equal(goodsName(anOrder({ description: 'Two notebooks' })), 'Two notebooks');
  const items = [
    { name: 'Tea', quantity: 1, unitAmount: 1 },
    { name: 'Cup', quantity: 1, unitAmount: 1 },
  ];
  assert.equal(goodsName(anOrder({ items })), 'Tea, Cup');
  assert.equal(goodsName(anOrder({ description: 'x'.repeat(300) })).length, 100);
  assert.equal(goodsName(anOrder({ description: '日本' })), 'Order pay01JX3Z9V7K2M4N6P8Q0R2S4T6');
  assert.equal(goodsName(anOrder({ orderNumber: 'order-1042' })), 'Order order-1042');
  assert.equal(goodsName(anOrder({ orderNumber: 'x'.repeat(200) })).length, 96);
});
