import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { cancelPayment } from '../../../../server/payments/payment/cancel-payment.ts';
import { confirmReceipt } from '../../../../server/payments/payment/confirm-receipt.ts';
import { inquirePayment } from '../../../../server/payments/payment/inquire-payment.ts';
import type { Payment } from '../../../../server/payments/model/model.ts';
import { refundPayment } from '../../../../server/payments/refund/refund-payment.ts';
import { DomainError } from '../../../../server/payments/core/domain-error.ts';
import { openHarness, type Harness } from '../../../support/harness.ts';
import { Stub, subjectOf } from './support/stub.ts';

/* A command that NICEPAY rejects has a reason in our own words, not NICEPAY's text. */

let stub: Stub;
let harness: Harness;
beforeEach(async () => {
  stub = new Stub();
  harness = await openHarness(subjectOf(stub, { NICEPAY_CARD_MODE: 'direct' }));
});
afterEach(() => harness.close());

const answerInquiryWith = (payment: Payment, fields: Record<string, string | null>): void =>
  void Object.assign(stub.of(payment.merchantReference).inquiry, fields);

/** NICEPAY rejects the next calls to that path, with a text of its own. */
const rejectCalls = (path: string, resultCd: string): void =>
  void stub.rejections.set(path, { resultCd, resultMsg: 'Teks dari NICEPAY' });

async function paid(channel: string, fields: Record<string, string> = {}): Promise<Payment> {
  const customer = { name: 'Sari', phone: '081234567890', email: 'sari@example.com' };
  const payment = await harness.pay(await harness.openCheckout({ customer }), { channel });
  answerInquiryWith(payment, { status: '0', ...fields });
  return inquirePayment(harness.domain, payment.id);
}

const refund = (payment: Payment, amount?: number) =>
  refundPayment(harness.domain, { id: harness.domain.idGenerator.next('rf'), paymentId: payment.id, amount });

const isDomainError = (code: DomainError['code'], detail: string) => (error: unknown) => {
  assert.ok(error instanceof DomainError);
  assert.deepEqual([error.code, error.message], [code, detail]);
  return true;
};

describe('a rejected refund', () => {
  for (const [resultCd, why] of [
    ['9313', 'only Bank Mandiri cards allow partial refunds'],
    ['9327', 'a partial refund is only possible after settlement'],
    ['9334', 'the transaction is older than 90 days'],
  ] as const) {
    test(`${resultCd}: ${why}`, async () => {
      const payment = await paid('card');
      rejectCalls('/direct/cancel', resultCd);
      const detail = `The payment provider refused the refund: ${why}.`;
      await assert.rejects(refund(payment, 40_000), isDomainError('provider_rejected', detail));
      assert.equal((await harness.payment(payment.id)).refundedAmount, 0);
    });
  }

  test('a code without a reason has the general message, and NICEPAY’s own text is never passed on', async () => {
    const payment = await paid('ewallet_dana');
    rejectCalls('/direct/cancel', '9311');
    await assert.rejects(
      refund(payment),
      isDomainError('provider_rejected', 'The payment provider refused the refund.'),
    );
  });

  test('a virtual account chosen on NICEPAY’s page cannot be refunded', async () => {
    const payment = await paid('checkout_page', { payMethod: '02', bankCd: 'CENA', vacctNo: '7014025500001234' });
    const detail =
      'The payment provider refused the refund: a paid virtual account cannot be refunded: refund it outside the provider.';
    await assert.rejects(refund(payment), isDomainError('provider_rejected', detail));
  });

  test('a channel without refunds is rejected without a call', async () => {
    const detail = 'retail_alfamart cannot be refunded through the provider; return the money another way.';
    await assert.rejects(refund(await paid('retail_alfamart')), isDomainError('state_conflict', detail));
  });

  test('the reason is kept with the refund', async () => {
    const payment = await paid('card');
    rejectCalls('/direct/cancel', '9317');
    await assert.rejects(refund(payment, 40_000), DomainError);
    const [kept] = await harness.domain.store.refundsOf(payment.id);
    assert.deepEqual(kept?.failure, {
      code: 'amount_not_allowed',
      providerCode: '9317',
      reason: 'only one partial refund is allowed',
    });
  });
});

describe('a rejected cancel', () => {
  test('an authorization stays, with the reason', async () => {
    const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), { channel: 'card' });
    answerInquiryWith(payment, { status: '0', ccTransType: '3', preauthToken: 'hold' });
    assert.equal((await inquirePayment(harness.domain, payment.id)).status, 'authorized');
    rejectCalls('/direct/cancel', '9314');
    const detail = 'The payment provider refused to void the authorization: this transaction cannot be canceled.';
    await assert.rejects(
      cancelPayment(harness.domain, payment.id, { by: 'merchant' }),
      isDomainError('provider_rejected', detail),
    );
    assert.equal((await harness.payment(payment.id)).status, 'authorized');
  });

  test('a number that NICEPAY does not cancel is closed on our side, and the history has the reason', async () => {
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'va_bca' });
    rejectCalls('/direct/cancel', '9318');
    assert.equal((await cancelPayment(harness.domain, payment.id, { by: 'merchant' })).status, 'canceled');
    const notes = (await harness.history(payment.id)).map(({ note }) => note ?? '');
    assert.ok(
      notes.some((note) => /a virtual account cannot be canceled/.test(note)),
      notes.join('\n'),
    );
  });
});

describe('the confirmation of receipt', () => {
  const confirmed = async (payment: Payment): Promise<number> =>
    (await harness.history(payment.id)).filter(({ said }) => said === 'receipt confirmed').length;

  test('is sent to Akulaku, once', async () => {
    const payment = await paid('paylater_akulaku', { mitraCd: 'AKLP' });
    assert.equal((await confirmReceipt(harness.domain, payment.id)).status, 'succeeded');
    await confirmReceipt(harness.domain, payment.id);
    assert.equal(stub.receipts.length, 1);
    assert.equal(await confirmed(payment), 1);
  });

  test('can be sent again when its response was lost', async () => {
    const payment = await paid('paylater_akulaku', { mitraCd: 'AKLP' });
    stub.unanswered.push(stub.receiptPath);
    await assert.rejects(
      confirmReceipt(harness.domain, payment.id),
      (error) => error instanceof DomainError && error.code === 'provider_unavailable',
    );
    assert.equal(await confirmed(payment), 0);
    await confirmReceipt(harness.domain, payment.id);
    assert.equal(await confirmed(payment), 1);
  });

  test('is rejected before the payment, and for every other channel', async () => {
    const customer = { name: 'Sari', phone: '081234567890', email: 'sari@example.com' };
    const unpaid = await harness.pay(await harness.openCheckout({ customer }), { channel: 'paylater_akulaku' });
    for (const payment of [unpaid, await paid('paylater_kredivo'), await paid('va_bca')]) {
      await assert.rejects(
        confirmReceipt(harness.domain, payment.id),
        (error) => error instanceof DomainError && error.code === 'state_conflict',
      );
    }
    assert.equal(stub.receipts.length, 0);
  });
});
