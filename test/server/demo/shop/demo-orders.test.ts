import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withShop } from './a-shop.ts';

const post = (origin: string, body: string): Promise<Response> =>
  fetch(`${origin}/demo/orders`, { method: 'POST', body });

test('without a body: a small order in Rupiah, and the page to pay it on', () =>
  withShop(async ({ origin, store, calls, answers }) => {
    answers.push([
      201,
      {
        id: 'co_1',
        status: 'open',
        reference: 'SN-1',
        amount: 173_000,
        currency: 'IDR',
        payments: [],
        clientToken: 't',
      },
    ]);
    const answer = await post(origin, '');
    const [order] = store.orders();
    assert.equal(answer.status, 201);
    assert.deepEqual(await answer.json(), {
      checkoutId: 'co_1',
      clientToken: 't',
      url: `${origin}/checkout/${order?.id}`,
    });
    assert.equal(order?.checkoutId, 'co_1');
    const { amount, currency, country, items } = calls[0]?.body ?? {};
    assert.deepEqual([amount, currency, country], [173_000, 'IDR', 'ID']);
    assert.ok(Array.isArray(items) && items.length === 2);
  }));

test('the fields of the body are passed on unchanged, valid or not', () =>
  withShop(async ({ origin, calls, answers }) => {
    const body = { amount: 1.5, currency: 'PHP', savePayment: 'require', customer: {}, nonsense: 1 };
    const problem = {
      type: 'x',
      status: 400,
      code: 'invalid_request',
      detail: 'no',
      errors: [{ path: 'nonsense', message: 'no' }],
    };
    answers.push([400, problem]);
    const answer = await post(origin, JSON.stringify(body));
    assert.equal(answer.status, 400);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.deepEqual(await answer.json(), problem);
    const sent = calls[0]?.body ?? {};
    for (const [name, value] of Object.entries(body)) assert.deepEqual(sent[name], value);
    assert.equal(sent['country'], 'PH');
    assert.equal(sent['items'], undefined, 'no goods are made up for a stranger’s amount');
  }));

test('a body that is not a JSON object is refused, and no order is made', () =>
  withShop(async ({ origin, store, calls }) => {
    for (const body of ['{"amount":', '[]', '5', 'null']) {
      const answer = await post(origin, body);
      assert.equal(answer.status, 400, body);
      assert.equal(((await answer.json()) as { code: string }).code, 'invalid_request');
    }
    assert.equal(calls.length, 0);
    assert.equal(store.orders().length, 0);
  }));

test('an unavailable payment server is reported', () =>
  withShop(async ({ origin, answers }) => {
    answers.push(undefined);
    assert.equal((await post(origin, '{}')).status, 503);
  }));
