import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RefundRef } from '../../../../../server/payments/ports/ports.ts';
import { cardStatus } from '../support/answers.ts';
import { aRef, tXidOf } from '../support/order.ts';
import { json, never, script, wire } from '../support/wire.ts';

const CARD = { channel: 'card', providerReferences: { tXid: tXidOf('CARDMERC01', '01') } } as const;
const anAmount = (amount: number) => ({ amount, currency: 'IDR' }) as const;

describe('the inquiry of a refund', () => {
  const inquire = async (over: Partial<RefundRef>, inquiry: object) => {
    const { gateway } = wire(script({ '/direct/inquiry': json(inquiry) }));
    const ref = {
      merchantReference: 'rf02',
      providerReferences: {},
      money: anAmount(40_000),
      refundedBefore: 0,
      ...over,
    };
    const reports = (await gateway.inquireRefund?.(aRef(CARD), ref, never)) ?? [];
    return reports.map(({ outcome }) => outcome);
  };

  test('succeeded if exactly its amount was returned', async () => {
    assert.deepEqual(await inquire({}, cardStatus('0', { cancelAmt: '40000' })), ['succeeded']);
    assert.deepEqual(await inquire({ refundedBefore: 10_000 }, cardStatus('0', { cancelAmt: '50000' })), ['succeeded']);
  });

  test('succeeded if the whole payment was returned, even without an amount', async () => {
    assert.deepEqual(await inquire({ money: anAmount(150_000) }, cardStatus('2')), ['succeeded']);
    assert.deepEqual(await inquire({}, cardStatus('2')), []);
  });

  test('absent if nothing was returned beyond the refunds known before', async () => {
    assert.deepEqual(await inquire({}, cardStatus('0')), ['absent']);
    assert.deepEqual(await inquire({ refundedBefore: 40_000 }, cardStatus('0', { cancelAmt: '40000' })), ['absent']);
    assert.deepEqual(await inquire({}, cardStatus('9')), []);
  });

  test('absent if less than its amount was returned', async () => {
    assert.deepEqual(await inquire({}, cardStatus('0', { cancelAmt: '30000' })), ['absent']);
  });

  test('open if more was returned, or the response is outdated or unreadable', async () => {
    assert.deepEqual(await inquire({}, cardStatus('0', { cancelAmt: '70000' })), []);
    assert.deepEqual(await inquire({ refundedBefore: 40_000 }, cardStatus('0')), []);
    assert.deepEqual(await inquire({}, cardStatus('0', { cancelAmt: '40,000' })), []);
  });
});
