import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anOrder } from './an-order.ts';
import { aVisitor, withShop } from './a-shop.ts';

const created = (request: object): readonly [number, object] => [
  201,
  { id: 'co_1', status: 'open', clientToken: 'token-1', payments: [], ...request },
];
const order = { reference: 'SN-00000002', amount: 98_000, currency: 'IDR' };

test('from the product list to the checkout: the order is stored, sent once with its own key, and its page embeds the element', () =>
  withShop(async ({ origin, store, calls, answers }) => {
    const visitor = aVisitor(origin);
    await visitor.get('/');
    await visitor.post('/cart', { sku: 'kopi-gayo' });
    answers.push(created(order));
    const placed = await visitor.post('/checkout', { name: 'Sari', email: '', phone: '081234567890' });
    assert.equal(placed.status, 303);
    const [{ id } = anOrder()] = store.orders();
    assert.equal(placed.headers.get('location'), `/checkout/${id}`);
    assert.deepEqual(calls, [
      {
        method: 'POST',
        path: '/v1/checkouts',
        idempotencyKey: id,
        body: {
          reference: 'SN-00000002',
          description: 'Soga & Nila SN-00000002',
          amount: 98_000,
          currency: 'IDR',
          country: 'ID',
          items: [{ name: 'Kopi Gayo 250 g', quantity: 1, unitAmount: 98_000 }],
          customer: { reference: 'pelanggan-00000001', name: 'Sari', phone: '081234567890' },
          returnUrl: `${origin}/checkout/${id}`,
          savePayment: 'offer',
          capture: 'automatic',
        },
      },
    ]);

    answers.push([200, { clientToken: 'token-2' }]);
    const page = await (await visitor.get(`/checkout/${id}`)).text();
    assert.match(page, /<script type="module" src="http:\/\/pay.test\/kasir.js"><\/script>/);
    assert.match(page, /<kasir-checkout bff="http:\/\/pay.test" token="token-2" locale="id">/);
    assert.equal((await visitor.get('/cart').then((answer) => answer.text())).includes('Kopi Gayo'), false);
  }));

test('an order whose answer was lost is sent again with the same key and the same body', () =>
  withShop(async ({ origin, store, calls, answers }) => {
    const visitor = aVisitor(origin);
    await visitor.post('/cart', { sku: 'vas-mega' });
    answers.push(undefined);
    const { headers } = await visitor.post('/checkout', { name: 'Sari' });
    assert.equal(store.orders()[0]?.status, 'preparing');
    answers.push([503, { detail: 'later' }]);
    assert.equal((await visitor.get(headers.get('location') ?? '')).status, 503);
    answers.push(created({ ...order, amount: 310_000 }));
    assert.equal((await visitor.get(headers.get('location') ?? '')).status, 200);
    assert.equal(calls.length, 3);
    assert.deepEqual(calls[1], calls[0]);
    assert.deepEqual(calls[2], calls[0]);
    assert.equal(store.orders()[0]?.checkoutId, 'co_1');
  }));

test('what the payment server refuses is shown on the cart page, and the cart is kept', () =>
  withShop(async ({ origin, store, answers }) => {
    const visitor = aVisitor(origin);
    await visitor.post('/cart', { sku: 'vas-mega' });
    answers.push([400, { detail: 'no', errors: [{ path: 'customer.phone', message: 'must be a phone number' }] }]);
    const refused = await visitor.post('/checkout', { name: 'Sari', phone: '<12>' });
    assert.equal(refused.status, 422);
    const page = await refused.text();
    assert.match(page, /role="alert">\s*customer\.phone must be a phone number/);
    assert.match(page, /name="phone"\s+value="&lt;12&gt;"/);
    assert.match(page, /Vas Mega/);
    assert.equal(store.orders()[0]?.status, 'canceled');
  }));

test('the options choose country, saving, capture, instalments and identity', () =>
  withShop(async ({ origin, calls, answers }) => {
    const visitor = aVisitor(origin);
    const options = {
      country: 'PH',
      savePayment: 'require',
      capture: 'manual',
      installments: 'offer',
      customerReference: 'liza',
      back: '/cart',
    };
    assert.equal((await visitor.post('/options', options)).headers.get('location'), '/cart');
    await visitor.post('/cart', { sku: 'gula-aren' });
    answers.push(created({ ...order, amount: 14_900, currency: 'PHP' }));
    await visitor.post('/checkout', {});
    const { customer, items: _, ...body } = calls[0]?.body ?? {};
    assert.deepEqual(customer, { reference: 'liza' });
    assert.deepEqual(
      [body['amount'], body['currency'], body['country'], body['savePayment'], body['capture']],
      [14_900, 'PHP', 'PH', 'require', 'manual'],
    );
    assert.deepEqual(body['installments'], [3, 6, 12]);
  }));

test('a form never redirects to another host', () =>
  withShop(async ({ origin }) => {
    const visitor = aVisitor(origin);
    for (const back of ['//evil.test/', 'https://evil.test/', '/\\evil.test', '/.//evil.test', 'javascript:alert(1)']) {
      const location = (await visitor.post('/options', { back })).headers.get('location') ?? '';
      assert.equal(new URL(location, origin).origin, origin, back);
    }
  }));

test('a form of another site is refused', () =>
  withShop(async ({ origin }) => {
    const visitor = aVisitor(origin);
    for (const path of ['/cart', '/cart/quantity', '/checkout', '/options']) {
      assert.equal((await visitor.post(path, {}, 'https://evil.test')).status, 403, path);
    }
  }));

test('English is shown on request, and on the pages after it', () =>
  withShop(async ({ origin }) => {
    const visitor = aVisitor(origin);
    assert.match(await (await visitor.get('/')).text(), /<html lang="id">[^]*Keranjang/);
    assert.match(await (await visitor.get('/?lang=en')).text(), /<html lang="en">[^]*Made slowly/);
    assert.match(await (await visitor.get('/cart')).text(), /<html lang="en">[^]*The cart is still empty/);
  }));

test('no page has inline scripts, and every page has a policy against them', () =>
  withShop(async ({ origin, store, answers }) => {
    await store.save({
      order: anOrder(),
      event: { id: 'evt_1', type: 'checkout.paid', orderId: 'order1', sequence: 1, receivedAt: 0, deliveries: 1 },
    });
    const visitor = aVisitor(origin);
    await visitor.post('/cart', { sku: 'kopi-gayo' });
    answers.push([200, { clientToken: 'token' }], [200, { data: [], nextCursor: null }]);
    for (const path of ['/', '/cart', '/checkout/order1', '/orders/order1', '/admin', '/nowhere']) {
      const answer = await visitor.get(path);
      assert.equal(answer.status, path === '/nowhere' ? 404 : 200, path);
      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'.*require-trusted-types-for 'script'/);
      assert.ok(!policy.includes('unsafe'), policy);
      const page = await answer.text();
      assert.ok(!/<script(?![^>]* src=)|<style| style="| on[a-z]+="/.test(page), path);
    }
  }));

test('the order page says paid only from the shop’s records, and lists the received events', () =>
  withShop(async ({ origin, store }) => {
    const visitor = aVisitor(origin);
    await store.save({ order: anOrder() });
    assert.match(
      await (await visitor.get('/orders/order1?status=paid')).text(),
      /data-status="waiting"[^]*Menunggu pembayaran/,
    );
    await store.save({
      order: anOrder({ status: 'paid', sequence: 2 }),
      event: { id: 'evt_7', type: 'checkout.paid', orderId: 'order1', sequence: 2, receivedAt: 0, deliveries: 1 },
    });
    const page = await (await visitor.get('/orders/order1')).text();
    assert.match(page, /data-status="paid"[^]*Lunas[^]*checkout\.paid[^]*evt_7/);
    assert.equal(await (await visitor.get('/orders/order1/version')).text(), /data-version="([^"]+)"/.exec(page)?.[1]);
  }));

test('the payment page can be in any of Kasir’s languages, whatever the shop’s is', () =>
  withShop(async ({ origin, answers }) => {
    const visitor = aVisitor(origin);
    await visitor.post('/options', { checkoutLanguage: 'zh', back: '/' });
    await visitor.post('/cart', { sku: 'kopi-gayo' });
    answers.push(created({ ...order, amount: 98_000 }));
    const { headers } = await visitor.post('/checkout', { name: 'Sari' });
    answers.push([200, { clientToken: 'token-2' }]);
    const page = await (await visitor.get(headers.get('location') ?? '')).text();
    assert.match(page, /<html lang="id">/);
    assert.match(page, /<kasir-checkout [^>]* locale="zh">/);
  }));
