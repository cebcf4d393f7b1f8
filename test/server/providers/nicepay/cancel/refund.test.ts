import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentRef, RefundOrder } from '../../../../../server/payments/ports/ports.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../../server/payments/ports/ports.ts';
import { canceled, cardStatus, transactionStatus } from '../support/answers.ts';
import { aRef, tXidOf } from '../support/order.ts';
import { type Answer, json, never, no, script, toAnswer, wire } from '../support/wire.ts';

const CARD = { channel: 'card', providerReferences: { tXid: tXidOf('CARDMERC01', '01') } } as const;
const WALLET = { channel: 'ewallet_ovo', providerReferences: { tXid: tXidOf('DEFAULT001', '05') } } as const;
const QRIS = { channel: 'qris', providerReferences: { tXid: tXidOf('DEFAULT001', '08') } } as const;
const PAGE = { channel: 'checkout_page', providerReferences: { tXid: tXidOf('DEFAULT001', '00') } } as const;

const isRejected = (reason: RegExp) => (error: unknown) => error instanceof Rejected && reason.test(error.message);

describe('refunds at NICEPAY', () => {
  const anAmount = (amount: number) => ({ amount, currency: 'IDR' }) as const;
  const all: RefundOrder = { merchantReference: 'rf01', money: anAmount(150_000), full: true, reason: 'Returned' };
  const part: RefundOrder = { merchantReference: 'rf02', money: anAmount(40_000), full: false };

  const refund = async (
    over: Partial<PaymentRef>,
    order: RefundOrder,
    inquiry: object,
    cancel: Answer = json(canceled()),
  ) => {
    const harness = wire(script({ '/direct/inquiry': toAnswer(inquiry), '/direct/cancel': cancel }));
    const reports = await harness.gateway.refund?.(aRef(over), order, never);
    return { ...harness, reports: reports ?? [] };
  };

  test('full and partial refunds', async () => {
    const whole = await refund(CARD, all, cardStatus('0'));
    assert.deepEqual(whole.paths(), ['/direct/v2/inquiry', '/direct/v2/cancel']);
    const { cancelType, amt, cancelMsg, payMethod } = whole.sent()[1] ?? {};
    assert.deepEqual([cancelType, amt, cancelMsg, payMethod], ['1', '150000', 'Returned', '01']);
    assert.deepEqual(whole.reports, [
      {
        subject: 'refund',
        outcome: 'succeeded',
        merchantReference: 'rf01',
        providerReferences: {},
        money: all.money,
        providerStatus: 'cancel 0000',
      },
    ]);
    const some = await refund(CARD, part, cardStatus('0'));
    assert.deepEqual([some.sent()[1]?.['cancelType'], some.sent()[1]?.['amt']], ['2', '40000']);
  });

  test('NICEPAY’s id of the refund is kept where there is one', async () => {
    for (const name of ['canceltXid', 'cancelReferenceNo']) {
      const { reports } = await refund(CARD, all, cardStatus('0'), json(canceled({ [name]: 'c1' })));
      assert.deepEqual(reports[0]?.subject === 'refund' && reports[0].providerReferences, { cancel: 'c1' });
    }
  });

  test('a wallet and a QR', async () => {
    for (const [over, payMethod] of [
      [WALLET, '05'],
      [QRIS, '08'],
    ] as const) {
      const { sent } = await refund(over, all, transactionStatus('DEFAULT001', payMethod, '0'));
      assert.equal(sent()[1]?.['payMethod'], payMethod);
    }
  });

  test('a payment on NICEPAY’s page is refunded by the method that the customer chose', async () => {
    const paidBy = (payMethod: string) => transactionStatus('DEFAULT001', '00', '0', { payMethod });
    assert.equal((await refund(PAGE, part, paidBy('01'))).sent()[1]?.['payMethod'], '01');
    await assert.rejects(refund(PAGE, all, paidBy('02')), isRejected(/virtual account cannot be refunded/));
    await assert.rejects(refund(PAGE, all, paidBy('03')), isRejected(/store payment cannot be refunded/));
  });

  test('what cannot be refunded is rejected with a reason, and no cancel is sent', async () => {
    await assert.rejects(refund(CARD, all, cardStatus('9')), isRejected(/not paid but/));
    await assert.rejects(
      refund(CARD, part, cardStatus('0', { cancelAmt: '120000' })),
      isRejected(/refunded 120000 of 150000/),
    );
    await assert.rejects(refund(CARD, part, cardStatus('0', { CancelAmt: '150000' })), Rejected);
    await assert.rejects(
      refund(CARD, { ...part, full: true }, cardStatus('0', { cancelAmt: '10000' })),
      isRejected(/after a partial refund/),
    );
    await assert.rejects(refund({ providerReferences: {}, channel: 'card' }, all, {}), Rejected);
  });

  test('NICEPAY’s rejection is passed on', async () => {
    const end = async (code: string) => {
      try {
        await refund(CARD, part, cardStatus('0'), no(code));
      } catch (error) {
        return error instanceof Rejected ? [error.failure.code, error.failure.providerCode] : error;
      }
      return assert.fail();
    };
    assert.deepEqual(await end('9313'), ['amount_not_allowed', '9313']);
    assert.deepEqual(await end('9334'), ['expired', '9334']);
    assert.deepEqual(await end('9332'), ['channel_unavailable', '9332']);
  });

  test('no response to the inquiry before it: nothing was refunded', async () => {
    for (const answer of [new OutcomeUnknown('reset'), json({}), no('8002')]) {
      await assert.rejects(refund(CARD, all, answer), NotDelivered);
    }
  });

  test('no response to the cancel: the outcome is unknown', async () => {
    for (const answer of [new OutcomeUnknown('reset'), json({}), no('9315'), no('ZZ99')]) {
      await assert.rejects(refund(CARD, all, cardStatus('0'), answer), OutcomeUnknown);
    }
  });

  test('a captured payment is refunded from its capture', async () => {
    const authorization = tXidOf('PREAUTH001', '01');
    const captureId = tXidOf('PREAUTH001', '01', '000009');
    const ref = aRef({ channel: 'card', providerReferences: { tXid: authorization, capture1: `${captureId}/100000` } });
    const { gateway, sent } = wire(
      script({
        '/direct/inquiry': json(
          cardStatus('0', { tXid: captureId, iMid: 'PREAUTH001', amt: '100000', ccTransType: '4' }),
        ),
        '/direct/cancel': json(canceled()),
      }),
    );
    await gateway.refund?.(ref, { ...all, money: anAmount(100_000) }, never);
    assert.deepEqual([sent()[1]?.['tXid'], sent()[1]?.['amt']], [captureId, '100000']);
  });
});
