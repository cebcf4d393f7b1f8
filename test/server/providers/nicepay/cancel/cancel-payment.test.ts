import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentRef } from '../../../../../server/payments/ports/ports.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../../server/payments/ports/ports.ts';
import { canceled, cardStatus, PAY_NO, transactionStatus } from '../support/answers.ts';
import { aRef, tXidOf } from '../support/order.ts';
import { type Answer, json, never, no, script, wire } from '../support/wire.ts';

const CARD = { channel: 'card', providerReferences: { tXid: tXidOf('CARDMERC01', '01') } } as const;
const STORE = { channel: 'retail_indomaret', providerReferences: { tXid: tXidOf('DEFAULT001', '03') } } as const;
const WALLET = { channel: 'ewallet_ovo', providerReferences: { tXid: tXidOf('DEFAULT001', '05') } } as const;
const QRIS = { channel: 'qris', providerReferences: { tXid: tXidOf('DEFAULT001', '08') } } as const;
const PAGE = { channel: 'checkout_page', providerReferences: { tXid: tXidOf('DEFAULT001', '00') } } as const;

const isRejected = (reason: RegExp) => (error: unknown) => error instanceof Rejected && reason.test(error.message);

describe('canceling an unpaid payment or an authorization', () => {
  const cancel = async (over: Partial<PaymentRef>, answers: Readonly<Record<string, Answer>>) => {
    const harness = wire(script(answers));
    const reports = await harness.gateway.cancel?.(aRef(over), 'requires_action', never);
    return { ...harness, reports: reports ?? [] };
  };

  test('the number of a virtual account or a store is canceled in full', async () => {
    for (const [over, payMethod, iMid] of [
      [{}, '02', 'VAMERCH001'],
      [STORE, '03', 'DEFAULT001'],
    ] as const) {
      const { reports, sent, paths } = await cancel(over, { '/direct/cancel': json(canceled()) });
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

  test('a number that was paid meanwhile is rejected, and the reason says what to do', async () => {
    await assert.rejects(cancel({}, { '/direct/cancel': no('9330') }), isRejected(/outside the provider/));
  });

  test('no response, or one about another transaction: the outcome is unknown', async () => {
    for (const answer of [
      new OutcomeUnknown('reset'),
      json({}, 500),
      json(canceled({ amt: '1' })),
      json(canceled({ tXid: tXidOf('VAMERCH001', '02', '000002') })),
    ]) {
      await assert.rejects(cancel({}, { '/direct/cancel': answer }), OutcomeUnknown);
    }
  });

  test('busy: nothing was canceled', async () => {
    await assert.rejects(cancel({}, { '/direct/cancel': no('9302') }), NotDelivered);
  });

  test('an unpaid wallet, QR or card is rejected without a call', async () => {
    for (const over of [WALLET, QRIS, CARD]) await assert.rejects(cancel(over, {}), isRejected(/expires by itself/));
  });

  test('on NICEPAY’s page: what the customer chose there', async () => {
    const chosen = (payMethod: string) =>
      json(transactionStatus('DEFAULT001', '00', '3', { payMethod, mitraCd: 'ALMA', payNo: PAY_NO }));
    const { sent } = await cancel(PAGE, { '/direct/inquiry': chosen('03'), '/direct/cancel': json(canceled()) });
    assert.equal(sent()[1]?.['payMethod'], '03');
    await assert.rejects(cancel(PAGE, { '/direct/inquiry': chosen('00') }), isRejected(/expires by itself/));
    await assert.rejects(cancel(PAGE, { '/direct/inquiry': json({}) }), NotDelivered);
  });

  test('an unknown transaction reports nothing', async () => {
    assert.deepEqual((await cancel({ providerReferences: {} }, {})).reports, []);
  });

  test('an authorization: a full cancel with its token', async () => {
    const tXid = tXidOf('PREAUTH001', '01');
    const authorized = cardStatus('0', {
      ...{ tXid, iMid: 'PREAUTH001', ccTransType: '3', acquStatus: '3', preauthToken: 'hold-token' },
    });
    const { gateway, sent, paths } = wire(
      script({ '/direct/inquiry': json(authorized), '/direct/cancel': json(canceled({ tXid, amt: '150000' })) }),
    );
    const ref = aRef({ channel: 'card', providerReferences: { tXid } });
    const [report, ...more] = (await gateway.cancel?.(ref, 'authorized', never)) ?? [];
    assert.deepEqual([report?.outcome, more], ['canceled', []]);
    assert.deepEqual(paths(), ['/direct/v2/inquiry', '/direct/v2/cancel']);
    const body = sent()[1];
    assert.deepEqual(
      [body?.['payMethod'], body?.['cancelType'], body?.['amt'], body?.['preauthToken'], body?.['iMid']],
      ['01', '1', '150000', 'hold-token', 'PREAUTH001'],
    );
  });
});
