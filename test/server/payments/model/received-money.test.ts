import assert from 'node:assert/strict';
import { test } from 'node:test';
import { furtherAmount, keptAmount } from '../../../../server/payments/model/received-money.ts';
import type { Payment, Refund } from '../../../../server/payments/model/model.ts';
import { barePayment as payment, NOON, refund } from '../../store/samples.ts';

const came = (transactionId: string, amount: number, at: number) => ({ transactionId, amount, at });

const twice = payment({
  status: 'succeeded',
  review: 'paid_twice',
  amount: 150_000,
  transactionId: 'tx-1',
  received: [came('tx-1', 150_000, NOON), came('tx-2', 150_000, NOON + 1_000)],
});

const back = (amount: number, createdAt: number, status: Refund['status'] = 'succeeded'): Refund =>
  refund({ amount, createdAt, status });

test('the refundable amount is received less refunded, also of late money and of more than was ordered (D6)', () => {
  assert.equal(keptAmount({ ...twice, refundedAmount: 100_000 }), 200_000);
  const late: Payment = { ...twice, status: 'expired', received: [came('tx-1', 150_000, NOON)], refundedAmount: 0 };
  assert.equal(keptAmount(late), 150_000);
  assert.equal(keptAmount({ ...late, received: [] }), 0);
});

test('further money is refunded once: refunds made since it came count as refunds of it (D6)', () => {
  assert.equal(furtherAmount(twice, [twice], []), 150_000);
  assert.equal(furtherAmount(twice, [twice], [back(50_000, NOON + 500)]), 150_000, 'the order’s own, from before');
  assert.equal(furtherAmount(twice, [twice], [back(150_000, NOON + 2_000)]), 0);
  assert.equal(furtherAmount(twice, [twice], [back(150_000, NOON + 2_000, 'unknown')]), 0);
  assert.equal(furtherAmount(twice, [twice], [back(150_000, NOON + 2_000, 'failed')]), 150_000);
});

test('where another payment paid the order first, the whole payment is further money, less its refunds (D6)', () => {
  const first = payment({ id: 'pay_0', status: 'succeeded', received: [came('tx-0', 150_000, NOON - 1_000)] });
  assert.equal(furtherAmount(twice, [first, twice], [back(50_000, NOON)]), 250_000);
});
