import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestBudgetOf } from '../../../../server/providers/xendit/request-budget.ts';

const budgetOf = (secretKey: string): ReturnType<typeof requestBudgetOf> =>
  requestBudgetOf({ secretKey, callbackTokens: ['token-of-the-test'], baseUrl: new URL('https://api.xendit.co') });

test('60 requests a minute with a test key, 600 with a live one', () => {
  assert.equal(budgetOf('xnd_development_1').perMinute, 60);
  assert.equal(budgetOf('xnd_production_1').perMinute, 600);
});

test('requests to one endpoint are counted together, whatever ids their paths contain', () => {
  const { endpointOf } = budgetOf('xnd_development_1');
  const of = (method: 'GET' | 'POST', path: string): string =>
    endpointOf({ method, url: `https://api.xendit.co${path}` });
  assert.equal(of('GET', '/v3/payment_requests/pr-90392f42-d98a'), 'GET /v3/payment_requests/{id}');
  assert.equal(of('POST', '/v3/payment_requests'), 'POST /v3/payment_requests');
  assert.equal(of('POST', '/v3/payment_requests/pr-1/cancel'), 'POST /v3/payment_requests/{id}/cancel');
  assert.equal(of('POST', '/v3/payment_requests/pr-1/validate_otp'), 'POST /v3/payment_requests/{id}/validate_otp');
  assert.equal(of('GET', '/refunds?payment_request_id=pr-1'), 'GET /refunds');
  assert.equal(of('GET', '/sessions/ps-661f87c614802d6c402cf82f'), 'GET /sessions/{id}');
});
