import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cancelPayment } from '../../server/payments/payment/cancel-payment.ts';
import { capturePayment } from '../../server/payments/payment/capture-payment.ts';
import { inquirePayment } from '../../server/payments/payment/inquire-payment.ts';
import type { Harness } from '../support/harness.ts';
import { forgedCapture, forgedXendit, madeUpId, withFields } from '../support/forged-notification.ts';
import type { Subject } from '../support/subjects.ts';
import { DAY, HOUR } from '../support/durations.ts';
import { harnessFor } from '../support/harness-for.ts';

async function openManualCapture(harness: Harness, { holdable }: Subject) {
  const payment = await harness.pay(await harness.openCheckout({ capture: 'manual', amount: 900_000 }), holdable ?? {});
  return payment;
}

describe('the callback token has leaked, and a forged notification names another payment', () => {
  for (const command of ['capture', 'void'] as const)
    it(`a ${command} goes to the payment it was requested for, not to the one that the notification named (D4)`, async (t) => {
      const { harness, subject } = await harnessFor(t, 'xendit');
      const victim = await openManualCapture(harness, subject);
      await harness.perform(victim, 'pay');
      await harness.advance(5_000);
      const target = (await harness.payment(victim.id)).providerReferences['payment'] ?? assert.fail('not authorized');
      const own = await openManualCapture(harness, subject);
      assert.equal(await harness.deliver(forgedCapture(target, own.merchantReference, 900_000)), 200);
      await harness.perform(own, 'pay');
      await harness.advance(5_000);

      if (command === 'capture') await capturePayment(harness.domain, own.id);
      else await cancelPayment(harness.domain, own.id, { by: 'merchant' });
      await harness.advance(60_000);

      assert.equal((await harness.payment(victim.id)).status, 'authorized');
      assert.equal((await harness.payment(own.id)).status, command === 'capture' ? 'succeeded' : 'canceled');
      const moved = harness.simulator.ledger().filter(({ kind }) => kind === command);
      assert.deepEqual(
        moved.map(({ reference }) => reference),
        [own.merchantReference],
      );
    });

  it('one that names too little to ask with does not keep the genuine one from being asked about', async (t) => {
    const { harness } = await harnessFor(t, 'xendit');
    const checkout = await harness.openCheckout();
    harness.simulator.fail({ operation: 'create', kind: 'timeout_after_commit' });
    const payment = await harness.pay(checkout, { channel: 'va_bca' });
    assert.equal(payment.status, 'unknown');
    const data = { reference_id: payment.merchantReference, status: 'SUCCEEDED', currency: 'IDR' };
    const forged = { ...data, payment_id: madeUpId('py', 1), request_amount: payment.amount };
    assert.equal(await harness.deliver(forgedXendit('payment.capture', forged)), 200);
    await harness.perform(payment, 'pay');
    await harness.advance(60_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  });

  it('a refund whose response was lost is found by its own reference (D4)', async (t) => {
    const { harness, subject } = await harnessFor(t, 'xendit');
    const payment = await harness.pay(await harness.openCheckout(), subject.refundable ?? {});
    await harness.perform(payment, 'pay');
    await harness.advance(5_000);
    harness.simulator.fail({ operation: 'refund', kind: '500_after_commit' });
    const id = harness.domain.idGenerator.next('rf');
    const refund = await harness.refund(payment, 50_000, id);
    assert.equal(refund.status, 'unknown');
    const data = { reference_id: refund.merchantReference, status: 'SUCCEEDED', amount: 50_000, currency: 'IDR' };
    const forged = { ...data, id: madeUpId('rfd', 1), payment_request_id: madeUpId('pr', 1) };
    assert.equal(await harness.deliver(forgedXendit('refund.succeeded', forged)), 200);
    await harness.advance(HOUR);
    assert.equal((await harness.domain.store.findRefund(id))?.status, 'succeeded');
    assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
  });

  it('another customer’s saved account cannot be taken over (S3)', async (t) => {
    const { harness, subject } = await harnessFor(t, 'xendit');
    const saving = { ...subject.savable, save: true };
    const theirs = await harness.pay(await harness.openCheckout({ savePayment: 'offer' }), saving);
    // The token exists at the provider and is not known here yet: no notification, no inquiry.
    harness.simulator.fail({ operation: 'notice', kind: 'lost', times: 20 });
    await harness.perform(theirs, 'pay');
    const token =
      harness.simulator.ledger().find(({ kind }) => kind === 'token')?.id ?? assert.fail('no token was made');

    const thief = { reference: 'thief', name: 'Thief', email: 'thief@example.com', phone: '081210002001' };
    const own = await harness.pay(await harness.openCheckout({ savePayment: 'offer', customer: thief }), saving);
    const data = { payment_token_id: token, reference_id: own.merchantReference, status: 'ACTIVE' };
    assert.equal(await harness.deliver(forgedXendit('payment_token.activation', data)), 200);
    await harness.advance(60_000);
    assert.deepEqual(await harness.domain.store.savedMethodsOf('thief'), []);
    assert.equal((await harness.payment(own.id)).savedMethodId, undefined);

    // The token that the payment really creates is saved all the same.
    await harness.perform(own, 'pay');
    await harness.advance(60_000);
    const [genuine] = await harness.domain.store.savedMethodsOf('thief');
    assert.ok(genuine);
    assert.notEqual(genuine.token, token);
    assert.equal((await harness.domain.store.savedMethodsOf('cust-1'))[0]?.token, token);
  });

  it('an invented token that was notified first does not block the real one (S3)', async (t) => {
    const { harness, subject } = await harnessFor(t, 'xendit');
    const payment = await harness.pay(await harness.openCheckout({ savePayment: 'offer' }), {
      ...subject.savable,
      save: true,
    });
    const data = { payment_token_id: madeUpId('pt', 1), reference_id: payment.merchantReference, status: 'ACTIVE' };
    assert.equal(await harness.deliver(forgedXendit('payment_token.activation', data)), 200);
    await harness.perform(payment, 'pay');
    await harness.advance(60_000);
    assert.equal((await harness.domain.store.savedMethodsOf('cust-1')).length, 1);
  });

  it('a forged notification that was stored first does not make the genuine one a duplicate', async (t) => {
    const { harness, subject } = await harnessFor(t, 'xendit');
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    const other = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.advance(3 * DAY);
    harness.simulator.fail({ operation: 'notice', kind: 'lost' });
    await harness.perform(payment, 'pay late');
    await harness.runDue();
    const money = harness.simulator.ledger().find(({ kind }) => kind === 'charge')?.id ?? assert.fail('not paid');
    assert.equal((await harness.payment(payment.id)).review, undefined);
    await harness.deliver(forgedCapture(money, other.merchantReference, 150_000));
    await harness.deliver(forgedCapture(money, payment.merchantReference, 150_000));
    await harness.advance(10_000);
    assert.equal((await harness.payment(payment.id)).review, 'paid_late');
    assert.equal((await harness.payment(other.id)).review, undefined);
  });

  it('a flood of invented transaction ids does not push out the real one', async (t) => {
    const { harness, subject } = await harnessFor(t, 'xendit');
    const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.advance(3 * DAY);
    await harness.perform(payment, 'pay late');
    // Notified, and not inquired about yet.
    await harness.simulator.runDue();
    for (let seed = 0; seed < 30; seed += 1)
      await harness.deliver(forgedCapture(madeUpId('py', seed), payment.merchantReference, 150_000));
    assert.equal(harness.notificationStatuses.filter((status) => status === 429).length, 11);
    await harness.advance(60_000);
    assert.equal((await harness.payment(payment.id)).review, 'paid_late');
    // Ids that inquiries have contradicted make room for later ones.
    assert.equal(await harness.deliver(forgedCapture(madeUpId('py', 99), payment.merchantReference, 150_000)), 200);
  });
});

describe('a genuine notification with another payment’s reference', () => {
  it('plants no capture id, so that the authorized payment can be captured (D4)', async (t) => {
    const { harness, subject } = await harnessFor(t, 'nicepay');
    const victim = await openManualCapture(harness, subject);
    await harness.perform(victim, 'pay');
    await harness.advance(5_000);
    const own = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
    await harness.perform(own, 'pay');
    await harness.advance(5_000);
    const genuine = harness.notifications.at(-1) ?? assert.fail('no notification was sent');
    await harness.deliver(await withFields(genuine, { referenceNo: `${victim.merchantReference}-C1` }));
    await harness.advance(60_000);
    assert.equal((await harness.payment(victim.id)).status, 'authorized');
    assert.equal((await capturePayment(harness.domain, victim.id)).status, 'succeeded');
  });
});

describe('references from a notification are used for inquiries, and only those from an inquiry for commands', () => {
  it('a create whose response was lost is found through its notification and confirmed by an inquiry (D4)', async (t) => {
    for (const id of ['xendit', 'nicepay']) {
      const { harness, subject } = await harnessFor(t, id);
      harness.simulator.fail({ operation: 'create', kind: '500_after_commit' });
      const payment = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
      assert.deepEqual([payment.status, payment.providerReferences], ['unknown', {}], id);
      harness.simulator.fail({ operation: 'inquire', kind: '503', times: 1 });
      await harness.perform(payment, 'pay');
      await harness.runDue();
      assert.deepEqual((await harness.payment(payment.id)).providerReferences, {}, `${id}: unconfirmed`);
      await harness.advance(10_000);
      const after = await inquirePayment(harness.domain, payment.id);
      assert.equal(after.status, 'succeeded', id);
      assert.ok(Object.keys(after.providerReferences).length > 0, id);
      assert.deepEqual(after.unconfirmed, [], id);
    }
  });
});
