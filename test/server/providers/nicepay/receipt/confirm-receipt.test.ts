import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Rejected } from '../../../../../server/payments/ports/ports.ts';
import { aRef, tXidOf } from '../support/order.ts';
import { json, never, no, wire } from '../support/wire.ts';

describe('the confirmation of receipt for Akulaku', () => {
  const tXid = tXidOf('DEFAULT001', '06');
  const akulaku = aRef({ channel: 'paylater_akulaku', providerReferences: { tXid } });

  test('is a form with a token of its own', async () => {
    const { gateway, paths, sent, calls } = wire(() => json({ resultCd: '0000', ResponseData: null }));
    await gateway.confirmReceipt?.(akulaku, never);
    assert.deepEqual(paths(), ['/direct/v2/confirmAkulaku']);
    assert.equal(calls[0]?.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.deepEqual(Object.keys(sent()[0] ?? {}).sort(), ['iMid', 'merchantToken', 'tXid', 'timeStamp']);
  });

  test('other lenders and unknown transactions are rejected without a call', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    await assert.rejects(
      gateway.confirmReceipt?.(aRef({ ...akulaku, channel: 'paylater_kredivo' }), never) ?? assert.fail(),
      Rejected,
    );
    await assert.rejects(
      gateway.confirmReceipt?.(aRef({ ...akulaku, providerReferences: {} }), never) ?? assert.fail(),
      Rejected,
    );
    assert.equal(calls.length, 0);
  });

  test('NICEPAY’s rejection is passed on', async () => {
    const { gateway } = wire(() => no('9003'));
    await assert.rejects(gateway.confirmReceipt?.(akulaku, never) ?? assert.fail(), Rejected);
  });
});
