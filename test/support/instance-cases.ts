import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { cancelCheckout } from '../../server/payments/checkout/cancel-checkout.ts';
import { createCheckout } from '../../server/payments/checkout/create-checkout.ts';
import { capturePayment } from '../../server/payments/payment/capture-payment.ts';
import { confirmOtp } from '../../server/payments/payment/confirm-otp.ts';
import { confirmReceipt } from '../../server/payments/payment/confirm-receipt.ts';
import { inquire } from '../../server/payments/payment/inquire-payment.ts';
import { recoverInterrupted } from '../../server/payments/payment/recover-interrupted.ts';
import { approvePayout } from '../../server/payments/payout/approve-payout.ts';
import { StorageUnavailable } from '../../server/payments/ports/ports.ts';
import { refundPayment } from '../../server/payments/refund/refund-payment.ts';
import { atOnce } from './at-once.ts';
import { isDomainError } from './is-domain-error.ts';
import { heldPayment, livePayments, orderPayout, pay, takingReceipts, withGateway } from './on-instance.ts';
import { openOtpPayment } from './otp-payment.ts';
import { paidPayment } from './paid-payment.ts';
import { openSeveralInstances, type LeaseMode, type OpenShared, type SeveralInstances } from './several-instances.ts';
import { ALL_SUBJECTS, SUBJECTS, type AnySubject } from './subjects.ts';
import { withOverrides } from './with-overrides.ts';

type Case<S> = (several: SeveralInstances, subject: S) => Promise<void>;

const MODES: readonly LeaseMode[] = ['leases', 'none'];

export interface InstanceCasesOptions {
  /** Default: every provider. */
  readonly oneProvider?: boolean;
}

/** Registers what must hold when several instances work on one store, for this kind of store. */
export function instanceCases(
  store: string,
  open: OpenShared,
  { oneProvider = false }: InstanceCasesOptions = {},
): void {
  const registered =
    <S extends AnySubject>(subjects: readonly S[], modes = MODES) =>
    (name: string, run: Case<S>): void => {
      for (const mode of modes)
        describe(`${store}, ${mode === 'none' ? 'leases lost' : 'leases held'}: ${name}`, () => {
          for (const subject of oneProvider ? subjects.slice(0, 1) : subjects)
            it(subject.id, async (t: TestContext) => run(await openSeveralInstances(t, subject, mode, open), subject));
        });
    };
  const always = registered(SUBJECTS);
  const withLeases = registered(SUBJECTS, ['leases']);
  const refundable = registered(SUBJECTS.filter((subject) => subject.refundable !== undefined));
  const holdable = registered(SUBJECTS.filter((subject) => subject.holdable !== undefined));
  const payouts = registered(ALL_SUBJECTS.filter(({ provider }) => provider.payouts !== undefined));
  const paid = registered(
    SUBJECTS.filter((subject) => subject.refundable !== undefined),
    ['leases'],
  );
  const otp = registered(
    SUBJECTS.filter(({ id }) => id === 'xendit'),
    ['leases'],
  );

  refundable('two refunds at once never exceed what was paid (M1)', async ({ harness, domains }, subject) => {
    const payment = await paidPayment(harness, subject);
    const { answers, refusals } = await atOnce(domains, (domain) =>
      refundPayment(domain, { id: domain.idGenerator.next('rf'), paymentId: payment.id }),
    );
    assert.equal(answers.length, 1);
    assert.deepEqual(refusals, ['state_conflict', 'state_conflict']);
    assert.equal((await harness.domain.store.refundsOf(payment.id)).length, 1);
    await harness.advance(3_600_000);
    assert.equal(harness.countMovements('refund'), 1);
  });

  refundable('a repeated refund is sent once (M1)', async ({ harness, domains }, subject) => {
    const payment = await paidPayment(harness, subject);
    const id = harness.domain.idGenerator.next('rf');
    const { answers } = await atOnce(domains, (domain) => refundPayment(domain, { id, paymentId: payment.id }));
    assert.ok(answers.length > 0 && answers.every((refund) => refund.id === id));
    await harness.advance(3_600_000);
    assert.equal(harness.countMovements('refund'), 1);
  });

  always('two ways to pay at once leave one that can be paid (M2)', async ({ harness, domains }, { samples }) => {
    const checkout = await harness.openCheckout();
    const ways = [samples.virtual_account, samples.qr, samples.virtual_account];
    const { answers } = await atOnce(domains, (domain, index) =>
      pay(domain, checkout, domain.idGenerator.next('pay'), ways[index]?.channel),
    );
    assert.ok(answers.length > 0);
    assert.equal((await livePayments(harness, checkout)).length, 1);
  });

  always('a repeated create is sent once, and answered alike (M3)', async ({ harness, domains }, { samples }) => {
    const checkout = await harness.openCheckout();
    const id = harness.domain.idGenerator.next('pay');
    const { answers, refusals } = await atOnce(domains, (domain) =>
      pay(domain, checkout, id, samples.virtual_account.channel),
    );
    assert.ok(answers.length > 0 && answers.every((payment) => payment.id === id));
    assert.ok(refusals.every((code) => code === 'state_conflict'));
    assert.equal(harness.simulator.payments().length, 1);
  });

  withLeases('each repeat of a create waits for the first, and gets its answer (M3)', async (several, { samples }) => {
    const { harness, domains } = several;
    const checkout = await harness.openCheckout();
    const id = harness.domain.idGenerator.next('pay');
    const { answers } = await atOnce(domains, (domain) => pay(domain, checkout, id, samples.virtual_account.channel));
    assert.deepEqual(
      answers.map(({ status, instruction }) => [status, instruction.kind]),
      domains.map(() => ['requires_action', 'virtual_account']),
    );
  });

  always('a reference has one checkout, and a repeated order the same one (M3)', async ({ domains }) => {
    const order = {
      reference: 'order-1',
      amount: 150_000,
      currency: 'IDR',
      returnUrl: 'https://shop.example/',
    } as const;
    const [{ idGenerator }] = domains;
    const id = idGenerator.next('co');
    const same = await atOnce(domains, (domain) => createCheckout(domain, id, order));
    assert.deepEqual(
      same.answers.map((checkout) => checkout.id),
      [id, id, id],
    );
    const others = await atOnce(domains, (domain) =>
      createCheckout(domain, domain.idGenerator.next('co'), { ...order, reference: 'order-2' }),
    );
    assert.equal(others.answers.length, 1);
    assert.deepEqual(others.refusals, ['conflict', 'conflict']);
  });

  always('a checkout that is canceled has no open payment (M4)', async ({ harness, domains }, { samples }) => {
    const checkout = await harness.openCheckout();
    await atOnce<unknown>(domains, (domain, index) =>
      index === 1
        ? cancelCheckout(domain, checkout.id)
        : pay(domain, checkout, domain.idGenerator.next('pay'), samples.virtual_account.channel),
    );
    const { status } = (await harness.domain.store.findCheckout(checkout.id)) ?? assert.fail();
    const open = await livePayments(harness, checkout);
    assert.equal(open.length, status === 'canceled' ? 0 : 1);
  });

  always('a payment made while its checkout is being canceled keeps it open (M4)', async (several, { samples }) => {
    const { harness, domains } = several;
    const checkout = await harness.openCheckout();
    const { store } = domains[0];
    // Canceled without a lease, as if it had just been lost.
    const canceling = withOverrides(store, {
      async paymentsOf(id) {
        const found = await store.paymentsOf(id);
        await pay(domains[1], checkout, domains[1].idGenerator.next('pay'), samples.virtual_account.channel);
        return found;
      },
    });
    const alone = { ...domains[0], exclusive: harness.domain.exclusive, store: canceling };
    await assert.rejects(cancelCheckout(alone, checkout.id), isDomainError('state_conflict'));
    assert.equal((await harness.domain.store.findCheckout(checkout.id))?.status, 'open');
  });

  withLeases('a start does not abandon what another instance is just creating (M5)', async (several, { samples }) => {
    const { harness, domains } = several;
    const checkout = await harness.openCheckout();
    const creating = withGateway(domains[0], (gateway) => ({
      async create(...order) {
        assert.equal(await recoverInterrupted(domains[1]), 0);
        return gateway.create(...order);
      },
    }));
    const payment = await pay(creating, checkout, creating.idGenerator.next('pay'), samples.virtual_account.channel);
    assert.equal(payment.status, 'requires_action');
    assert.ok((await harness.history(payment.id)).every(({ to }) => to !== 'unknown'));
  });

  withLeases(
    'an instance that has lapsed sends nothing, and its payment is recovered (M5)',
    async (several, subject) => {
      const { harness, domains, lapse } = several;
      const [lapsing, other] = domains;
      const checkout = await harness.openCheckout();
      const id = lapsing.idGenerator.next('pay');
      // It stands still between the commit of its intent and the call.
      const store = withOverrides(lapsing.store, {
        async transact(work, aggregate) {
          const result = await lapsing.store.transact(work, aggregate);
          await lapse(lapsing);
          return result;
        },
      });
      await assert.rejects(
        pay({ ...lapsing, store }, checkout, id, subject.samples.virtual_account.channel),
        StorageUnavailable,
      );
      assert.equal(harness.simulator.payments().length, 0, 'nothing was sent');
      assert.equal(await recoverInterrupted(other), 1);
      assert.equal((await harness.payment(id)).status, 'unknown');
    },
  );

  withLeases('the outcome of a call that outlived its lease is recorded (M5)', async (several, { samples }) => {
    const { harness, domains, lapse } = several;
    const [lapsing, other] = domains;
    const checkout = await harness.openCheckout();
    const id = lapsing.idGenerator.next('pay');
    const slow = withGateway(lapsing, (gateway) => ({
      async create(...order) {
        const reports = await gateway.create(...order);
        await lapse(lapsing);
        assert.equal(await recoverInterrupted(other), 1);
        return reports;
      },
    }));
    await assert.rejects(pay(slow, checkout, id, samples.virtual_account.channel), StorageUnavailable);
    const { status, instruction } = await harness.payment(id);
    assert.deepEqual([status, instruction.kind], ['requires_action', 'virtual_account']);
  });

  holdable('an authorization is captured once (M6)', async ({ harness, domains }, subject) => {
    const payment = await heldPayment(harness, subject);
    const { answers, refusals } = await atOnce(domains, (domain, index) =>
      capturePayment(domain, payment.id, [60_000, 40_000, 50_000][index]),
    );
    assert.equal(answers.length, 1);
    assert.deepEqual(refusals, ['state_conflict', 'state_conflict']);
    assert.equal(harness.countMovements('capture'), 1);
    await harness.advance(3_600_000);
    const after = await harness.payment(payment.id);
    assert.deepEqual([after.status, after.review], ['succeeded', undefined]);
  });

  payouts('a payout that two people approve at once is sent once (M10)', async ({ harness, domains }, subject) => {
    const { id } = await orderPayout({ ...domains[0], payoutApproval: true }, subject);
    const { answers } = await atOnce(domains, (domain) => approvePayout(domain, id, 'another key'));
    assert.equal(answers.length, 3);
    assert.equal(harness.simulator.payouts?.().length, 1);
  });

  always('an answer that is older than another one changes nothing but money (M11)', async (several, subject) => {
    const { harness, domains } = several;
    const payment = await pay(
      domains[0],
      await harness.openCheckout(),
      domains[0].idGenerator.next('pay'),
      subject.samples.virtual_account.channel,
    );
    const late = withGateway({ ...domains[0], exclusive: domains[2].exclusive }, (gateway) => ({
      async inquire(...asked) {
        const reports = await gateway.inquire(...asked);
        await inquire({ ...domains[1], exclusive: harness.domain.exclusive }, payment.id);
        return reports;
      },
    }));
    const { answered } = await inquire(late, payment.id);
    assert.equal(answered, false);
    assert.equal((await harness.payment(payment.id)).inquiries, 2);
  });

  otp('a one-time password that is typed in two tabs is sent once (M12)', async ({ harness, domains }) => {
    const { payment } = await openOtpPayment(harness);
    let sent = 0;
    await atOnce(domains, (domain) =>
      confirmOtp(
        withGateway(domain, (gateway) => ({
          confirm(...given) {
            sent += 1;
            return gateway.confirm?.(...given) ?? Promise.resolve([]);
          },
        })),
        payment.id,
        '123456',
      ),
    );
    assert.equal(sent, 1);
  });

  paid('a receipt that is confirmed at once on all instances is sent once (M12)', async (several, subject) => {
    const { harness, domains } = several;
    const { id } = await paidPayment(harness, subject);
    let sent = 0;
    const send = async (): Promise<void> => {
      sent += 1;
    };
    const { answers } = await atOnce(domains, (domain) => confirmReceipt(takingReceipts(domain, send), id));
    assert.deepEqual([answers.length, sent], [3, 1]);
  });
}
