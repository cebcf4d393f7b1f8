import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Gateway } from '../../server/payments/ports/ports.ts';
import type { Harness } from '../support/harness.ts';
import { madeUpId } from '../support/forged-notification.ts';
import { scenario } from '../support/scenario.ts';
import type { NotificationFields } from '../support/stage.ts';
import type { Subject } from '../support/subjects.ts';

/*
 * Whoever has a provider's secret can sign anything. A notification is only a reason to inquire: since nothing has changed
 * at the provider, nothing may change here.
 */

const COMMANDS = [
  'create',
  'cancel',
  'decideChallenge',
  'confirm',
  'resendOtp',
  'capture',
  'refund',
  'removeSavedMethod',
  'payout',
  'confirmReceipt',
] as const satisfies readonly (keyof Gateway)[];

/** The names of all commands sent from now on. */
function watchCommands(gateway: Gateway): readonly string[] {
  const sent: string[] = [];
  for (const name of COMMANDS) {
    const command = gateway[name];
    if (command === undefined) continue;
    const watched = new Proxy(command, {
      apply(target, self, args): unknown {
        sent.push(name);
        return Reflect.apply(target, self, args);
      },
    });
    Object.assign(gateway, { [name]: watched });
  }
  return sent;
}

/** One of each thing a notification can be about, as far as the provider offers it. */
async function oneOfEach(harness: Harness, subject: Subject): Promise<readonly Payment[]> {
  const unpaid = await harness.pay(await harness.openCheckout(), subject.samples.virtual_account);
  const paid = await harness.pay(await harness.openCheckout(), subject.refundable ?? subject.samples.qr);
  const saving = subject.savable === undefined ? [] : [{ ...subject.savable, save: true }];
  const saved = await Promise.all(
    saving.map(async (choice) => harness.pay(await harness.openCheckout({ savePayment: 'offer' }), choice)),
  );
  const holding = subject.holdable === undefined ? [] : [subject.holdable];
  const held = await Promise.all(
    holding.map(async (choice) => harness.pay(await harness.openCheckout({ capture: 'manual' }), choice)),
  );
  for (const payment of [paid, ...saved, ...held]) await harness.perform(payment, 'pay');
  await harness.advance(60_000);
  if (subject.refundable !== undefined) await harness.refund(paid, 20_000);
  if (subject.provider.payouts !== undefined) await harness.createPayout();
  await harness.advance(300_000);
  return Promise.all([unpaid, paid, ...saved, ...held].map(({ id }) => harness.payment(id)));
}

/** All state that a notification might change. */
async function stateOf({ domain: { store } }: Harness, paymentIds: readonly string[]): Promise<unknown> {
  const payouts = (await store.listPayouts({}, { limit: 10 })).data.map(({ status, providerReferences }) => [
    status,
    providerReferences,
  ]);
  const all = await Promise.all(
    paymentIds.map(async (id) => {
      const payment = await store.findPayment(id);
      const checkout = await store.findCheckout(payment?.checkoutId ?? '');
      const refunds = (await store.refundsOf(id)).map((refund) => [
        refund.status,
        refund.amount,
        refund.providerReferences,
      ]);
      const methods = (await store.savedMethodsOf('cust-1')).map((method) => [method.status, method.token]);
      return [
        payment?.status,
        payment?.review,
        payment?.providerReferences,
        payment?.received,
        checkout?.status,
        refunds,
        methods,
      ];
    }),
  );
  return [all, payouts];
}

/** Fields of all providers in any combination, with our references, the provider’s ids, and invented ones. */
async function anyNotification(
  harness: Harness,
  payments: readonly Payment[],
): Promise<fc.Arbitrary<NotificationFields>> {
  const { store } = harness.domain;
  const refunds = (await Promise.all(payments.map(({ id }) => store.refundsOf(id)))).flat();
  const payouts = (await store.listPayouts({}, { limit: 10 })).data;
  const ledger = harness.simulator.ledger();
  const references = [...payments, ...refunds].map(({ merchantReference }) => merchantReference);
  const orders = payouts.map(({ merchantReference }) => merchantReference);
  const own = [...references, ...orders, ...ledger.map(({ reference }) => reference)];
  const captures = payments.map(({ merchantReference }) => `${merchantReference}-C1`);
  const names = [...payments, ...refunds].flatMap(({ providerReferences }) => Object.values(providerReferences));
  const reference = fc.constantFrom(...own, ...captures, 'nobody');
  const id = fc.constantFrom(...names, ...ledger.map((entry) => entry.id), madeUpId('py', 1), madeUpId('rfd', 2));
  const amount = fc.constantFrom(1, 20_000, 150_000, 900_000);
  const amountText = amount.map((one) => `${one}.00`);
  return fc.record(
    {
      event: fc.constantFrom(
        ...['payment.capture', 'payment.succeeded', 'payment.authorization', 'payment.failure', 'payment.expiry'],
        ...['payment_request.expiry', 'payment_token.activation', 'payment_token.failure', 'payment_token.expiry'],
        ...['refund.succeeded', 'refund.failed', 'payment_session.completed', 'payment_session.expired', 'a.new_one'],
      ),
      status: fc.constantFrom('SUCCEEDED', 'AUTHORIZED', 'FAILED', 'EXPIRED', 'CANCELED', 'ACTIVE', '0', '1', '2', '9'),
      code: fc.constantFrom('00', '01', '99'),
      currency: fc.constant('IDR'),
      ...{ id, payment_id: id, payment_request_id: id, payment_session_id: id, payment_token_id: id },
      ...{ tXid: id, platOrderNum: id, reference_id: reference, referenceNo: reference, orderNum: reference },
      ...{ amount, request_amount: amount, amt: amount, payMoney: amount, money: amount, fee: amount },
      bankCode: fc.constant('014'),
      ...{ order_id: reference, transaction_id: id, status_code: fc.constant('200'), gross_amount: amountText },
      transaction_status: fc.constantFrom('pending', 'settlement', 'capture', 'authorize', 'deny', 'refund', 'cancel'),
      refunds: fc.array(fc.record({ refund_chargeback_id: id, refund_key: reference, refund_amount: amountText }), {
        maxLength: 2,
      }),
      captures: fc.array(fc.record({ capture_id: id, capture_amount: amount }), { maxLength: 2 }),
    },
    {
      requiredKeys: [
        ...['event', 'tXid', 'amt', 'orderNum'],
        ...['order_id', 'transaction_id', 'transaction_status', 'status_code', 'gross_amount'],
      ] as const,
    },
  );
}

scenario(
  'a correctly signed notification with arbitrary content causes an inquiry and nothing else (D4, S3)',
  async (harness, subject) => {
    const payments = await oneOfEach(harness, subject);
    const paymentIds = payments.map(({ id }) => id);
    const notifications = fc.array(await anyNotification(harness, payments), { minLength: 1, maxLength: 8 });
    const before = await stateOf(harness, paymentIds);
    const movements = harness.simulator.ledger().length;
    const events = (await harness.events()).length;
    const sent = watchCommands(harness.domain.providerRouter.gateway(subject.id));
    let stored = 0;
    await fc.assert(
      fc.asyncProperty(notifications, async (batch) => {
        for (const fields of batch) {
          const status = await harness.deliver(subject.signedNotification(fields));
          assert.notEqual(status, 401, 'the signature is accepted');
          if (status === 200) stored += 1;
        }
        await harness.advance(5_000);
        assert.deepEqual(sent, []);
        assert.equal(harness.simulator.ledger().length, movements);
        assert.deepEqual(await stateOf(harness, paymentIds), before);
        assert.equal((await harness.events()).length, events);
      }),
      { numRuns: 60 },
    );
    assert.ok(stored > 50, `only ${stored} were accepted`);
  },
);
