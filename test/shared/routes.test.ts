import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathTo, ROUTES } from '../../shared/api/routes.ts';

describe('the route table', () => {
  it('names each method and address once', () => {
    const all = Object.values(ROUTES).map(([method, path]) => `${method} ${path}`);
    assert.equal(new Set(all).size, all.length);
  });

  it('fills in parameters, escaped', () => {
    assert.equal(pathTo('getPayment', { id: 'pay_1' }), '/v1/payments/pay_1');
    assert.equal(pathTo('listSavedMethods', { reference: 'a/b c?' }), '/v1/customers/a%2Fb%20c%3F/saved-methods');
    assert.equal(pathTo('getSession'), '/v1/session');
  });

  it('a path with a missing parameter throws', () => {
    assert.throws(() => pathTo('getPayment'), TypeError);
  });
});
