import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openServer, type TestServer } from './a-server.ts';

describe('POST /v1/payments/:id/confirm-receipt', () => {
  let server: TestServer;
  let payment: string;
  before(async () => {
    server = await openServer();
    const { token } = await server.checkout();
    const made = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'pay-1' });
    payment = String(made.json['id']);
  });
  after(() => server.close());

  it('is a state_conflict where no lender waits for a receipt, and the same response for the same key', async () => {
    const path = `/v1/payments/${payment}/confirm-receipt`;
    const first = await server.api(path, {}, { key: 'receipt-1' });
    assert.equal(first.status, 409, first.text);
    assert.equal(first.json['code'], 'state_conflict');
    assert.match(String(first.json['detail']), /va_bca does not take confirmations of receipt/);
    assert.equal((await server.api(path, {}, { key: 'receipt-1' })).json['detail'], first.json['detail']);
  });

  it('is 400 for a body with fields, and 404 for an unknown payment', async () => {
    assert.equal((await server.api(`/v1/payments/${payment}/confirm-receipt`, { amount: 1 })).status, 400);
    assert.equal((await server.api('/v1/payments/pay_x/confirm-receipt', {})).status, 404);
  });
});
