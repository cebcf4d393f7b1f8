import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentRef, RefundOrder, RefundRef } from '../../../../../server/payments/ports/ports.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../../server/payments/ports/ports.ts';
import { canceled, cardStatus, PAY_NO, transactionStatus } from '../support/answers.ts';
import { aRef, tXidOf } from '../support/order.ts';
import { type Answer, json, never, no, script, toAnswer, wire } from '../support/wire.ts';

const CARD = { channel: 'card', providerReferences: { tXid: tXidOf('CARDMERC01', '01') } } as const;
const STORE = { channel: 'retail_indomaret', providerReferences: { tXid: tXidOf('DEFAULT001', '03') } } as const;
const WALLET = { channel: 'ewallet_ovo', providerReferences: { tXid: tXidOf('DEFAULT001', '05') } } as const;
const QRIS = { channel: 'qris', providerReferences: { tXid: tXidOf('DEFAULT001', '08') } } as const;
const PAGE = { channel: 'checkout_page', providerReferences: { tXid: tXidOf('DEFAULT001', '00') } } as const;

const isRejected = (why: RegExp) => (error: unknown) => error instanceof Rejected && why.test(error.message);

describe('withdrawing what is unpaid', () => {
  const withdraw = async (over: Partial<PaymentRef>, answers: Readonly<Record<string, Answer>>) => {
    const harness = wire(script(answers));
    const reports = await harness.gateway.cancel?.(aRef(over), 'requires_action', never);
    return { ...harness, reports: reports ?? [] };
  };

  test('the number of a virtual account or a store', async () => {
    for (const [over, payMethod, iMid] of [
      [{}, '02', 'VAMERCH001'],
      [STORE, '03', 'DEFAULT001'],
    ] as const) {
      const { reports, sent, paths } = await withdraw(over, { '/direct/cancel': json(canceled()) });
      assert.deepEqual(paths(), ['/direct/v2/cancel']);
      const [body] = sent();
      assert.deepEqual(
        [body?.['payMethod'], body?.['cancelType'], body?.['amt'], body?.['iMid']],
        [payMethod, '1', '150000', iMid],
      );
      assert.equal('preauthToken' in (body ?? {}), false);
      assert.equal(reports[0]?.outcome, 'canceled');
    }
  });

  test('paid meanwhile: refused, and it says what to do', async () => {
    await assert.rejects(withdraw({}, { '/direct/cancel': no('9330') }), isRejected(/by hand/));
  });

  test('lost, or about something else: open', async () => {
    for (const answer of [
      new OutcomeUnknown('reset'),
      json({}, 500),
      json(canceled({ amt: '1' })),
      json(canceled({ tXid: tXidOf('VAMERCH001', '02', '000002') })),
    ]) {
      await assert.rejects(withdraw({}, { '/direct/cancel': answer }), OutcomeUnknown);
    }
  });

  test('busy: nothing was done', async () => {
    await assert.rejects(withdraw({}, { '/direct/cancel': no('9302') }), NotDelivered);
  });

  test('a wallet, a QR, a card: nothing to withdraw, and nothing is sent', async () => {
    for (const over of [WALLET, QRIS, CARD]) await assert.rejects(withdraw(over, {}), isRejected(/ends by itself/));
  });

  test('on the page: whatever was chosen there', async () => {
    const chosen = (payMethod: string) =>
      json(transactionStatus('DEFAULT001', '00', '3', { payMethod, mitraCd: 'ALMA', payNo: PAY_NO }));
    const { sent } = await withdraw(PAGE, { '/direct/inquiry': chosen('03'), '/direct/cancel': json(canceled()) });
    assert.equal(sent()[1]?.['payMethod'], '03');
    await assert.rejects(withdraw(PAGE, { '/direct/inquiry': chosen('00') }), isRejected(/ends by itself/));
    await assert.rejects(withdraw(PAGE, { '/direct/inquiry': json({}) }), NotDelivered);
  });

  test('a transaction that is not known', async () => {
    assert.deepEqual((await withdraw({ providerReferences: {} }, {})).reports, []);
  });
});

describe('refunds', () => {
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

  test('all of it, and a part of it', async () => {
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

  test('NICEPAY’s own name for it, where it tells one', async () => {
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

  test('of the page: by what was chosen there, and not at all where that cannot be', async () => {
    const paidBy = (payMethod: string) => transactionStatus('DEFAULT001', '00', '0', { payMethod });
    assert.equal((await refund(PAGE, part, paidBy('01'))).sent()[1]?.['payMethod'], '01');
    await assert.rejects(refund(PAGE, all, paidBy('02')), isRejected(/virtual account cannot be refunded/));
    await assert.rejects(refund(PAGE, all, paidBy('03')), isRejected(/till cannot be refunded/));
  });

  test('impossible: nothing is sent, and it says why', async () => {
    await assert.rejects(refund(CARD, all, cardStatus('9')), isRejected(/nothing is paid/));
    await assert.rejects(refund(CARD, part, cardStatus('0', { cancelAmt: '120000' })), isRejected(/120000 already/));
    await assert.rejects(refund(CARD, part, cardStatus('0', { CancelAmt: '150000' })), Rejected);
    await assert.rejects(
      refund(CARD, { ...part, full: true }, cardStatus('0', { cancelAmt: '10000' })),
      isRejected(/after a part/),
    );
    await assert.rejects(refund({ providerReferences: {}, channel: 'card' }, all, {}), Rejected);
  });

  test('refused by NICEPAY: its reason is passed on', async () => {
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

  test('the question before it got no answer: nothing was returned', async () => {
    for (const answer of [new OutcomeUnknown('reset'), json({}), no('8002')]) {
      await assert.rejects(refund(CARD, all, answer), NotDelivered);
    }
  });

  test('the cancel got no answer: open', async () => {
    for (const answer of [new OutcomeUnknown('reset'), json({}), no('9315'), no('ZZ99')]) {
      await assert.rejects(refund(CARD, all, cardStatus('0'), answer), OutcomeUnknown);
    }
  });

  test('what was captured goes back from the capture', async () => {
    const hold = tXidOf('PREAUTH001', '01');
    const taken = tXidOf('PREAUTH001', '01', '000009');
    const ref = aRef({ channel: 'card', providerReferences: { tXid: hold, capture1: `${taken}/100000` } });
    const { gateway, sent } = wire(
      script({
        '/direct/inquiry': json(cardStatus('0', { tXid: taken, iMid: 'PREAUTH001', amt: '100000', ccTransType: '4' })),
        '/direct/cancel': json(canceled()),
      }),
    );
    await gateway.refund?.(ref, { ...all, money: anAmount(100_000) }, never);
    assert.deepEqual([sent()[1]?.['tXid'], sent()[1]?.['amt']], [taken, '100000']);
  });

  describe('asked about afterwards', () => {
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

    test('exactly that much went back: done', async () => {
      assert.deepEqual(await inquire({}, cardStatus('0', { cancelAmt: '40000' })), ['succeeded']);
      assert.deepEqual(await inquire({ refundedBefore: 10_000 }, cardStatus('0', { cancelAmt: '50000' })), [
        'succeeded',
      ]);
    });

    test('all of it, where NICEPAY tells no amount', async () => {
      assert.deepEqual(await inquire({ money: anAmount(150_000) }, cardStatus('2')), ['succeeded']);
      assert.deepEqual(await inquire({}, cardStatus('2')), []);
    });

    test('nothing beyond what is known of: not done, as far as NICEPAY knows', async () => {
      assert.deepEqual(await inquire({}, cardStatus('0')), ['absent']);
      assert.deepEqual(await inquire({ refundedBefore: 40_000 }, cardStatus('0', { cancelAmt: '40000' })), ['absent']);
      assert.deepEqual(await inquire({}, cardStatus('9')), []);
    });

    test('less than it would be: not done, whoever returned that', async () => {
      assert.deepEqual(await inquire({}, cardStatus('0', { cancelAmt: '30000' })), ['absent']);
    });

    test('more, an old answer, one that cannot be read: nobody knows yet', async () => {
      assert.deepEqual(await inquire({}, cardStatus('0', { cancelAmt: '70000' })), []);
      assert.deepEqual(await inquire({ refundedBefore: 40_000 }, cardStatus('0')), []);
      assert.deepEqual(await inquire({}, cardStatus('0', { cancelAmt: '40,000' })), []);
    });
  });
});

describe('Akulaku is told that the goods arrived', () => {
  const tXid = tXidOf('DEFAULT001', '06');
  const akulaku = aRef({ channel: 'paylater_akulaku', providerReferences: { tXid } });

  test('a form with a token of its own', async () => {
    const { gateway, paths, sent, calls } = wire(() => json({ resultCd: '0000', ResponseData: null }));
    await gateway.confirmReceipt?.(akulaku, never);
    assert.deepEqual(paths(), ['/direct/v2/confirmAkulaku']);
    assert.equal(calls[0]?.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.deepEqual(Object.keys(sent()[0] ?? {}).sort(), ['iMid', 'merchantToken', 'tXid', 'timeStamp']);
  });

  test('nobody else is, and nothing that is unknown', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    await assert.rejects(
      gateway.confirmReceipt?.(aRef({ ...akulaku, channel: 'paylater_kredivo' }), never) ?? assert.fail(),
      Rejected,
    );
    await assert.rejects(
      gateway.confirmReceipt?.(aRef({ ...akulaku, providerReferences: {} }), never) ?? assert.fail(),
      Rejected,
    );
    assert.equal(calls.length, 0);
  });

  test('a refusal', async () => {
    const { gateway } = wire(() => no('9003'));
    await assert.rejects(gateway.confirmReceipt?.(akulaku, never) ?? assert.fail(), Rejected);
  });
});
