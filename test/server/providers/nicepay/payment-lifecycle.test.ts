import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { capturePayment } from '../../../../server/payments/payment/capture-payment.ts';
import { chargeSavedMethod } from '../../../../server/payments/saved-method/charge-saved-method.ts';
import { inquirePayment } from '../../../../server/payments/payment/inquire-payment.ts';
import type { Payment } from '../../../../server/payments/model/model.ts';
import { refundPayment } from '../../../../server/payments/refund/refund-payment.ts';
import { DomainError } from '../../../../server/payments/core/domain-error.ts';
import { openHarness, type Harness } from '../../../support/harness.ts';
import { wibDate, wibTime } from '../../../../server/providers/nicepay/wire/wib-time.ts';
import { notificationOf, Stub, subjectOf } from './support/stub.ts';

/* The gateway and the domain together, against a stub of NICEPAY. */

const DIRECT = { NICEPAY_CARD_MODE: 'direct' };
const MINUTE = 60_000;

let stub: Stub;
let harness: Harness;
beforeEach(async () => {
  stub = new Stub();
  harness = await openHarness(subjectOf(stub, DIRECT));
});
afterEach(() => harness.close());

const types = async (): Promise<string[]> => (await harness.events()).map(({ type }) => type);
const inquire = (payment: Payment): Promise<Payment> => inquirePayment(harness.domain, payment.id);
const kept = (payment: Payment) => stub.of(payment.merchantReference);
const answerInquiryWith = (payment: Payment, fields: Record<string, string | null>): void =>
  void Object.assign(kept(payment).inquiry, fields);

describe('the fields that the customer fills in', () => {
  const isFieldError = (path: string) => (error: unknown) =>
    error instanceof DomainError && error.code === 'invalid_request' && error.facts.errors?.[0]?.path === path;

  test('a phone that OVO does not accept is an error of its field, before any call', async () => {
    const abroad = await harness.openCheckout({ customer: { phone: '+6591234567' } });
    for (const fields of [{}, { phone: '+6591234567' }, { phone: '0215551234' }]) {
      await assert.rejects(harness.pay(abroad, { channel: 'ewallet_ovo', fields }), isFieldError('fields.phone'));
    }
    assert.equal(stub.transactions.size, 0);
    const payment = await harness.pay(abroad, { channel: 'ewallet_ovo', fields: { phone: '081210002000' } });
    assert.equal(payment.status, 'requires_action');
  });

  test('lenders get no placeholders: the customer fills in what does not fit their fields', async () => {
    const email = `${'a'.repeat(40)}@example.com`;
    const checkout = await harness.openCheckout({ customer: { name: '李', email, phone: '+6281210002000' } });
    const pay = (fields: Readonly<Record<string, string>>) =>
      harness.pay(checkout, { channel: 'paylater_kredivo', fields });
    await assert.rejects(pay({}), isFieldError('fields.name'));
    await assert.rejects(pay({ name: 'Li' }), isFieldError('fields.email'));
    assert.equal((await pay({ name: 'Li', email: 'li@example.com' })).status, 'requires_action');
  });
});

describe('virtual accounts and stores', () => {
  test('a notification leads to an inquiry, and the inquiry to the payment', async () => {
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'va_bca' });
    assert.equal(payment.instruction.kind, 'virtual_account');
    assert.equal(await harness.deliver(notificationOf(kept(payment))), 200);
    await harness.advance(2_000);
    assert.equal((await harness.payment(payment.id)).status, 'requires_action', 'the inquiry says unpaid');
    answerInquiryWith(payment, { status: '0' });
    assert.equal(await harness.deliver(notificationOf(kept(payment), { transTm: '120001' })), 200);
    await harness.advance(2_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  });

  test('a forged notification is rejected, an unreadable one is malformed, and neither changes anything', async () => {
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'va_bca' });
    answerInquiryWith(payment, { status: '0' });
    assert.equal(await harness.deliver(notificationOf(kept(payment), { amt: '1' })), 401);
    const garbage = new Request('https://pay.example/v1/notifications/nicepay', { method: 'POST', body: 'garbage' });
    assert.equal(await harness.deliver(garbage), 400);
    assert.equal((await harness.payment(payment.id)).status, 'requires_action');
  });

  test('a registration without a response is found by a late notification', async () => {
    stub.unanswered.push('/direct/registration');
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'retail_alfamart' });
    assert.deepEqual([payment.status, payment.providerReferences], ['unknown', {}]);
    assert.equal((await inquire(payment)).status, 'unknown');
    answerInquiryWith(payment, { status: '0' });
    assert.equal(await harness.deliver(notificationOf(kept(payment))), 200);
    await harness.advance(2_000);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.providerReferences], ['succeeded', { tXid: kept(payment).inquiry['tXid'] }]);
  });

  test('a notification of another order under our reference does not hide our transaction', async () => {
    const other = await harness.pay(await harness.openCheckout(), { channel: 'retail_alfamart' });
    stub.unanswered.push('/direct/registration');
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'retail_alfamart' });
    // The signature covers the transaction and the amount: any reference is possible beside it.
    assert.equal(await harness.deliver(notificationOf(kept(other), { referenceNo: payment.merchantReference })), 200);
    await harness.advance(2_000);
    assert.equal((await harness.payment(payment.id)).status, 'unknown');
    answerInquiryWith(payment, { status: '0' });
    assert.equal(await harness.deliver(notificationOf(kept(payment))), 200);
    await harness.advance(2_000);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.providerReferences], ['succeeded', { tXid: kept(payment).inquiry['tXid'] }]);
  });

  test('nor does one that arrives before the response to our own call', async () => {
    const other = await harness.pay(await harness.openCheckout(), { channel: 'retail_alfamart' });
    const answer = stub.handle.bind(stub);
    stub.handle = async (request) => {
      const [begun] = (await harness.domain.store.listPayments({ status: 'creating' }, { limit: 1 })).data;
      if (begun !== undefined)
        await harness.deliver(notificationOf(kept(other), { referenceNo: begun.merchantReference }));
      return answer(request);
    };
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'va_bca' });
    assert.deepEqual(payment.providerReferences, { tXid: kept(payment).inquiry['tXid'] });
    answerInquiryWith(payment, { status: '0' });
    assert.equal((await inquire(payment)).status, 'succeeded');
  });

  test('a registration without a response does not block the checkout, and expires', async () => {
    const checkout = await harness.openCheckout();
    stub.unanswered.push('/direct/registration');
    const unanswered = await harness.pay(checkout, { channel: 'va_bca' });
    const next = await harness.pay(checkout, { channel: 'va_bca' });
    assert.notEqual(next.id, unanswered.id);
    assert.notEqual(next.merchantReference, unanswered.merchantReference);
    await harness.advance(25 * 60 * MINUTE);
    assert.equal((await harness.payment(unanswered.id)).status, 'expired');
  });

  test('a store reverses a payment', async () => {
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'retail_indomaret' });
    answerInquiryWith(payment, { status: '0' });
    await inquire(payment);
    answerInquiryWith(payment, { status: '3' });
    assert.equal((await inquire(payment)).reversedAt, undefined, 'an inquiry alone may lag behind');
    await harness.deliver(notificationOf(kept(payment), { status: '1' }));
    await harness.advance(2_000);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.reversedAt], ['succeeded', harness.clock.now()]);
    assert.ok((await types()).includes('payment.reversed'));
    // The order was paid once: another payment needs another reference (D18).
    const { reference } = (await harness.domain.store.findCheckout(payment.checkoutId)) ?? assert.fail();
    await assert.rejects(harness.openCheckout({ reference }), /reference/);
  });

  test('a reversal that the inquiry does not confirm changes nothing', async () => {
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'retail_indomaret' });
    answerInquiryWith(payment, { status: '0' });
    await inquire(payment);
    await harness.deliver(notificationOf(kept(payment), { status: '1' }));
    await harness.advance(2_000);
    assert.equal((await harness.payment(payment.id)).reversedAt, undefined);
  });

  test('another amount needs a review', async () => {
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'va_bca' });
    answerInquiryWith(payment, { status: '0', amt: '15000' });
    const after = await inquire(payment);
    assert.deepEqual([after.status, after.review], ['processing', 'amount_differs']);
  });
});

describe('NICEPAY’s page', () => {
  test('the number chosen there becomes the instruction, and is not paid yet', async () => {
    const payment = await harness.pay(await harness.openCheckout(), { channel: 'checkout_page' });
    assert.equal(payment.instruction.kind, 'redirect');
    answerInquiryWith(payment, {
      payMethod: '03',
      mitraCd: 'ALMA',
      payNo: '9041231106386098',
      status: '3',
      resultMsg: 'SUCCESS',
    });
    const chosen = await inquire(payment);
    assert.deepEqual([chosen.status, chosen.instruction.kind], ['requires_action', 'retail_code']);
    answerInquiryWith(payment, { status: '0' });
    const after = await inquire(payment);
    assert.equal(after.status, 'succeeded');
    await assert.rejects(
      refundPayment(harness.domain, { id: harness.domain.idGenerator.next('rf'), paymentId: payment.id }),
      (error) => error instanceof DomainError && error.code === 'provider_rejected',
    );
    assert.deepEqual(stub.canceled, []);
  });
});

describe('cards', () => {
  const CARD = { channel: 'card' } as const;

  test('our own refund is not a reversal, whatever NICEPAY notifies', async () => {
    const payment = await harness.pay(await harness.openCheckout(), CARD);
    answerInquiryWith(payment, { status: '0' });
    await inquire(payment);
    const refund = await refundPayment(harness.domain, {
      id: harness.domain.idGenerator.next('rf'),
      paymentId: payment.id,
    });
    assert.equal(refund.status, 'succeeded');
    answerInquiryWith(payment, { status: '1', cancelAmt: '150000' });
    await harness.deliver(notificationOf(kept(payment), { status: '1' }));
    await harness.runDue();
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.refundedAmount, after.reversedAt], [150_000, undefined]);
  });

  test('a refund without a response is found by the refunded amount', async () => {
    const payment = await harness.pay(await harness.openCheckout(), CARD);
    answerInquiryWith(payment, { status: '0' });
    await inquire(payment);
    stub.unanswered.push('/direct/cancel');
    const id = harness.domain.idGenerator.next('rf');
    const refund = await refundPayment(harness.domain, { id, paymentId: payment.id, amount: 40_000 });
    assert.equal(refund.status, 'unknown');
    await harness.advance(MINUTE);
    assert.equal((await harness.domain.store.findRefund(id))?.status, 'unknown');
    answerInquiryWith(payment, { cancelAmt: '40000' });
    await harness.advance(10 * MINUTE);
    assert.equal((await harness.domain.store.findRefund(id))?.status, 'succeeded');
    assert.equal((await harness.payment(payment.id)).refundedAmount, 40_000);
  });

  test('authorized, partially captured, and refunded from the capture', async () => {
    const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), CARD);
    answerInquiryWith(payment, { status: '0', ccTransType: '3', preauthToken: 'hold' });
    assert.equal((await inquire(payment)).status, 'authorized');
    const after = await capturePayment(harness.domain, payment.id, 100_000);
    assert.deepEqual([after.status, after.capturedAmount], ['succeeded', 100_000]);
    assert.equal(after.transactionId, stub.of(`${payment.merchantReference}-C1`).inquiry['tXid']);
    assert.equal((await capturePayment(harness.domain, payment.id, 100_000)).status, 'succeeded');
    await refundPayment(harness.domain, { id: harness.domain.idGenerator.next('rf'), paymentId: payment.id });
    assert.deepEqual(
      stub.canceled.map(({ tXid, amt }) => [tXid, amt]),
      [[after.transactionId, '100000']],
    );
  });

  test('a capture without a response is inquired, and made once', async () => {
    const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), CARD);
    answerInquiryWith(payment, { status: '0', ccTransType: '3', preauthToken: 'hold' });
    await inquire(payment);
    stub.unanswered.push('/direct/payment');
    assert.equal((await capturePayment(harness.domain, payment.id)).status, 'succeeded');
    assert.equal(stub.transactions.size, 2);
  });

  test('a capture that only its notification names', async () => {
    const payment = await harness.pay(await harness.openCheckout({ capture: 'manual' }), CARD);
    answerInquiryWith(payment, { status: '0', ccTransType: '3', preauthToken: 'hold' });
    await inquire(payment);
    stub.onPayment = () => undefined;
    stub.unanswered.push('/direct/payment');
    assert.equal((await capturePayment(harness.domain, payment.id)).status, 'authorized');
    const capture = stub.of(`${payment.merchantReference}-C1`);
    Object.assign(capture.inquiry, { status: '0', ccTransType: '4' });
    await harness.deliver(notificationOf(capture));
    await harness.advance(2_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  });

  /** A payment that saved its card, and the method that came of it. */
  const saveCard = async () => {
    const payment = await harness.pay(await harness.openCheckout({ savePayment: 'offer' }), { ...CARD, save: true });
    answerInquiryWith(payment, {
      status: '0',
      recurringToken: 'r'.repeat(64),
      cardNo: '51234500****0008',
      cardExpYymm: '2912',
    });
    await inquire(payment);
    await harness.runDue();
    const [method] = await harness.domain.store.savedMethodsOf('cust-1');
    return { payment, method };
  };

  test('a card saved with the customer’s consent, then charged by the merchant', async () => {
    const { payment, method } = await saveCard();
    assert.equal(kept(payment).registered['recurrOpt'], '1');
    assert.deepEqual([method?.status, method?.masked], ['active', '•••• 0008']);

    let charged: unknown;
    stub.onPayment = (transaction, fields) => {
      charged = fields['recurringToken'];
      Object.assign(transaction.inquiry, { status: '0', ccTransType: '2' });
    };
    const charge = await chargeSavedMethod(harness.domain, {
      paymentId: harness.domain.idGenerator.next('pay'),
      order: { reference: 'renewal-1', amount: 25_000, currency: 'IDR', savedMethod: method?.id ?? '' },
    });
    assert.deepEqual([charge.status, charged], ['succeeded', 'r'.repeat(64)]);
  });

  test('a charge whose decline was lost fails after two inquiries, and blocks other payments until then (P1)', async () => {
    const { method } = await saveCard();

    const declined = { resultCd: '51', resultMsg: 'Insufficient funds' };
    stub.onPayment = ({ inquiry }) => {
      const at = harness.clock.now() + 1_000;
      Object.assign(inquiry, {
        latestFailHistory: [{ ...declined, transDt: wibDate(at), transTm: wibTime(at) }],
      });
    };
    stub.unanswered.push('/direct/payment');
    const checkout = await harness.openCheckout();
    const charge = await harness.pay(checkout, { savedMethod: method?.id ?? '', fields: {}, save: false });
    assert.equal(charge.status, 'unknown');
    await harness.advance(MINUTE);
    assert.equal((await harness.payment(charge.id)).status, 'unknown');
    await assert.rejects(harness.pay(checkout, { channel: 'va_bca' }), DomainError);
    await harness.advance(2 * MINUTE);
    const after = await harness.payment(charge.id);
    assert.deepEqual(
      [after.status, after.failure?.code, after.failure?.providerCode],
      ['failed', 'insufficient_funds', '51'],
    );
    assert.equal((await harness.pay(checkout, { channel: 'va_bca' })).status, 'requires_action');
  });

  test('a pending charge with an older failed try does not fail (P1)', async () => {
    const { method } = await saveCard();
    const old = harness.clock.now() - 5_000;
    stub.onPayment = ({ inquiry }) =>
      Object.assign(inquiry, {
        latestFailHistory: [{ resultCd: '05', resultMsg: 'no', transDt: wibDate(old), transTm: wibTime(old) }],
      });
    stub.unanswered.push('/direct/payment');
    const charge = await harness.pay(await harness.openCheckout(), {
      savedMethod: method?.id ?? '',
      fields: {},
      save: false,
    });
    await harness.advance(10 * MINUTE);
    assert.equal((await harness.payment(charge.id)).status, 'unknown');
    Object.assign(stub.of(charge.merchantReference).inquiry, { status: '0', ccTransType: '2' });
    await harness.advance(20 * MINUTE);
    assert.equal((await harness.payment(charge.id)).status, 'succeeded');
  });

  test('only the instalments that the shop allows', async () => {
    const pay = async (installment: string, installments?: number[]) =>
      harness.pay(await harness.openCheckout({ installments }), { ...CARD, fields: { installment } });
    assert.equal(kept(await pay('3', [3, 6])).registered['instmntMon'], '3');
    assert.equal(kept(await pay('1', [3])).registered['instmntMon'], '1');
    await assert.rejects(
      pay('12', [3, 6]),
      (error) => error instanceof DomainError && error.code === 'invalid_request',
    );
    await assert.rejects(pay('3'), (error) => error instanceof DomainError && error.code === 'invalid_request');
  });

  test('a card registration without a response blocks the checkout for half an hour and the grace period, no longer', async () => {
    const checkout = await harness.openCheckout();
    stub.unanswered.push('/direct/registration');
    const unanswered = await harness.pay(checkout, CARD);
    assert.equal(unanswered.status, 'unknown');
    await assert.rejects(harness.pay(checkout, { channel: 'va_bca' }), DomainError);
    await harness.advance(36 * MINUTE);
    assert.equal((await harness.payment(unanswered.id)).status, 'expired');
    assert.equal((await harness.pay(checkout, { channel: 'va_bca' })).status, 'requires_action');
  });
});
