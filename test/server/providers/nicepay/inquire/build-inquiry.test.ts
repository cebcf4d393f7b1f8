import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { buildInquiry } from '../../../../../server/providers/nicepay/inquire/build-inquiry.ts';
import { NOW, REFERENCE, tXidOf } from '../support/order.ts';
import { KEYS } from '../support/settings.ts';

const account = { iMid: 'CARDMERC01', merchantKey: KEYS.card };
const tXid = tXidOf('CARDMERC01', '01');
const transaction = { account, tXid, referenceNo: REFERENCE, amount: 150_000 };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('the body of an inquiry', () => {
  assert.deepEqual(buildInquiry(transaction, NOW), {
    timeStamp: '20260301170000',
    tXid,
    iMid: 'CARDMERC01',
    referenceNo: REFERENCE,
    amt: '150000',
    merchantToken: sha256(`20260301170000CARDMERC01${REFERENCE}150000${KEYS.card}`),
  });
});
