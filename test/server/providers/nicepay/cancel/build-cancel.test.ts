import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { buildCancel } from '../../../../../server/providers/nicepay/cancel/build-cancel.ts';
import { NOW, REFERENCE, tXidOf } from '../support/order.ts';
import { KEYS } from '../support/settings.ts';

const account = { iMid: 'CARDMERC01', merchantKey: KEYS.card };
const tXid = tXidOf('CARDMERC01', '01');
const transaction = { account, tXid, referenceNo: REFERENCE, amount: 150_000 };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('a full cancel', () => {
  assert.deepEqual(buildCancel(transaction, { payMethod: '01', amount: 150_000, full: true }, NOW), {
    timeStamp: '20260301170000',
    tXid,
    iMid: 'CARDMERC01',
    payMethod: '01',
    cancelType: '1',
    amt: '150000',
    referenceNo: REFERENCE,
    cancelMsg: 'Canceled by the merchant',
    merchantToken: sha256(`20260301170000CARDMERC01${tXid}150000${KEYS.card}`),
  });
});

test('a partial cancel signs its own amount', () => {
  const body = buildCancel(
    transaction,
    { payMethod: '01', amount: 40_000, full: false, reason: 'Wrong “size”', preauthToken: 'hold' },
    NOW,
  );
  assert.deepEqual([body['cancelType'], body['amt'], body['cancelMsg']], ['2', '40000', 'Wrong size']);
  assert.equal(body['preauthToken'], 'hold');
  assert.equal(body['merchantToken'], sha256(`20260301170000CARDMERC01${tXid}40000${KEYS.card}`));
});
