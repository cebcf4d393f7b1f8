import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentRef, PaymentReport } from '../../../../../server/payments/ports/ports.ts';
import { NotDelivered, OutcomeUnknown } from '../../../../../server/payments/ports/ports.ts';
import { cardStatus, PAY_NO, transactionStatus, VA_NUMBER } from '../support/answers.ts';
import { aRef, NOW, REFERENCE, tXidOf } from '../support/order.ts';
import { json, never, no, script, toAnswer, wire } from '../support/wire.ts';

async function inquire(
  answer: object,
  over: Partial<PaymentRef> = {},
  transactionIds: readonly string[] = [],
): Promise<PaymentReport> {
  const { gateway } = wire(script({ '/direct/inquiry': toAnswer(answer) }));
  const [report] = await gateway.inquire(aRef(over), never, { providerReferences: {}, transactionIds });
  assert.ok(report?.subject === 'payment');
  return report;
}

const CARD = { channel: 'card', providerReferences: { tXid: tXidOf('CARDMERC01', '01') } } as const;
const STORE = { channel: 'retail_alfamart', providerReferences: { tXid: tXidOf('DEFAULT001', '03') } } as const;
const PAGE = { channel: 'checkout_page', providerReferences: { tXid: tXidOf('DEFAULT001', '00') } } as const;
const WALLET = { channel: 'ewallet_dana', providerReferences: { tXid: tXidOf('DEFAULT001', '05') } } as const;

describe('the call', () => {
  test('is one POST with the registered values', async () => {
    const { gateway, paths, sent } = wire(() => json(transactionStatus('VAMERCH001', '02', '3')));
    await gateway.inquire(aRef(), never);
    assert.deepEqual(paths(), ['/direct/v2/inquiry']);
    const [body] = sent();
    assert.equal(body?.['iMid'], 'VAMERCH001');
    assert.equal(body['tXid'], tXidOf('VAMERCH001', '02'));
    assert.equal(body['referenceNo'], REFERENCE);
    assert.equal(body['amt'], '150000');
  });

  test('is not made without a tXid', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    assert.deepEqual(await gateway.inquire(aRef({ providerReferences: {} }), never), []);
    assert.equal(calls.length, 0);
  });

  test('has the merchant id of the transaction, not the one configured for the channel', async () => {
    const tXid = tXidOf('CARDMERC01', '02');
    const { gateway, sent } = wire(() => json(transactionStatus('CARDMERC01', '02', '3', { tXid })));
    await gateway.inquire(aRef({ providerReferences: { tXid } }), never);
    assert.equal(sent()[0]?.['iMid'], 'CARDMERC01');
  });

  test('without a usable response, or with one about another transaction, throws', async () => {
    const cases = [
      [no('9010'), OutcomeUnknown],
      [no('8002'), OutcomeUnknown],
      [no('9002'), NotDelivered],
      [json({}), OutcomeUnknown],
      [json({}, 500), OutcomeUnknown],
      [{ status: 200, headers: {}, text: '<html>' }, OutcomeUnknown],
      [new OutcomeUnknown('reset'), OutcomeUnknown],
      [
        json(transactionStatus('VAMERCH001', '02', '0', { tXid: tXidOf('VAMERCH001', '02', '000002') })),
        OutcomeUnknown,
      ],
      [json(transactionStatus('VAMERCH001', '02', '0', { tXid: null })), OutcomeUnknown],
      [json(transactionStatus('VAMERCH001', '02', '0', { iMid: 'OTHERMERCH' })), OutcomeUnknown],
      [json(transactionStatus('VAMERCH001', '02', '0'), 302), OutcomeUnknown],
    ] as const;
    for (const [answer, kind] of cases) await assert.rejects(inquire(answer), kind);
  });
});

describe('virtual accounts and stores', () => {
  test('unpaid: the number and its expiry', async () => {
    const fields = { bankCd: 'CENA', vacctNo: VA_NUMBER, vacctValidDt: '20260302', vacctValidTm: '170000' };
    const report = await inquire(transactionStatus('VAMERCH001', '02', '3', fields));
    assert.equal(report.outcome, 'requires_action');
    assert.deepEqual(report.instruction, {
      kind: 'virtual_account',
      bank: 'BCA',
      number: VA_NUMBER,
      guide: 'va_bca',
    });
    assert.equal(report.expiresAt, NOW + 24 * 3_600_000);
    assert.equal(report.transactionId, undefined);
  });

  test('paid: the amount and the transaction id', async () => {
    const report = await inquire(transactionStatus('VAMERCH001', '02', '0', { resultMsg: 'paid' }));
    assert.equal(report.outcome, 'paid');
    assert.equal(report.merchantReference, REFERENCE);
    assert.deepEqual(report.money, { amount: 150_000, currency: 'IDR' });
    assert.equal(report.transactionId, tXidOf('VAMERCH001', '02'));
    assert.equal(report.instruction, undefined);
  });

  test('another amount is reported as received', async () => {
    assert.equal((await inquire(transactionStatus('VAMERCH001', '02', '0', { amt: '15000' }))).money?.amount, 15_000);
  });

  test('an unreadable amount is processing', async () => {
    assert.equal((await inquire(transactionStatus('VAMERCH001', '02', '0', { amt: null }))).outcome, 'processing');
    const unstated = await inquire(transactionStatus('VAMERCH001', '02', '0', { currency: 'XXX' }));
    assert.deepEqual(
      [unstated.outcome, unstated.rejection?.mend],
      ['processing', true],
      'and reported to the operator',
    );
  });

  test('another reference is reported as received', async () => {
    assert.equal(
      (await inquire(transactionStatus('VAMERCH001', '02', '0', { referenceNo: 'pay02' }))).merchantReference,
      'pay02',
    );
  });

  test('resultMsg is ignored: status 0 with "unpaid" is paid, status 3 with "paid" is not', async () => {
    assert.equal((await inquire(transactionStatus('VAMERCH001', '02', '0', { resultMsg: 'unpaid' }))).outcome, 'paid');
    assert.equal(
      (await inquire(transactionStatus('VAMERCH001', '02', '3', { resultMsg: 'paid' }))).outcome,
      'requires_action',
    );
  });

  test('a bank reversed the payment', async () => {
    const report = await inquire(transactionStatus('VAMERCH001', '02', '1'));
    assert.deepEqual([report.outcome, report.transactionId], ['reversed', tXidOf('VAMERCH001', '02')]);
  });

  test('a store code keeps its zeros, has a barcode and the store’s opening hours', async () => {
    const report = await inquire(transactionStatus('DEFAULT001', '03', '3', { mitraCd: 'ALMA', payNo: PAY_NO }), STORE);
    assert.deepEqual(report.instruction, {
      kind: 'retail_code',
      store: 'Alfamart',
      code: PAY_NO,
      barcode: 'code128',
      biller: 'NICEPAY',
      hours: { closedFrom: '22:00', closedUntil: '01:00', timeZone: 'Asia/Jakarta' },
      guide: 'retail_alfamart',
    });
  });

  test('"ready to commit" is not paid', async () => {
    assert.equal((await inquire(transactionStatus('DEFAULT001', '03', '5'), STORE)).outcome, 'processing');
  });

  test('a store reversed the payment: announced by a notification, and no longer paid', async () => {
    const notified = [`${STORE.providerReferences.tXid}:reversal`];
    for (const status of ['3', '4']) {
      const report = await inquire(transactionStatus('DEFAULT001', '03', status), STORE, notified);
      assert.deepEqual([report.outcome, report.transactionId], ['reversed', STORE.providerReferences.tXid], status);
    }
    assert.equal((await inquire(transactionStatus('DEFAULT001', '03', '0'), STORE, notified)).outcome, 'paid');
  });
});

describe('wallets', () => {
  test('digits that mean something else for other methods', async () => {
    for (const [status, outcome] of [
      ['4', 'processing'],
      ['5', 'expired'],
      ['8', 'failed'],
      ['9', 'requires_action'],
      ['7', 'unknown'],
    ] as const) {
      assert.equal((await inquire(transactionStatus('DEFAULT001', '05', status), WALLET)).outcome, outcome, status);
    }
  });

  test('a void is canceled, unless a notification announced a reversal', async () => {
    assert.equal((await inquire(transactionStatus('DEFAULT001', '05', '1'), WALLET)).outcome, 'canceled');
    const notified = [`${WALLET.providerReferences.tXid}:reversal`];
    assert.equal((await inquire(transactionStatus('DEFAULT001', '05', '1'), WALLET, notified)).outcome, 'reversed');
  });

  test('the channel’s own status list is used, whatever payMethod the response has', async () => {
    const answer = transactionStatus('DEFAULT001', '05', '5', { payMethod: '03' });
    assert.equal((await inquire(answer, WALLET)).outcome, 'expired');
  });
});

describe('cards', () => {
  test('the failure of the last try', async () => {
    const latestFailHistory = [
      { resultCd: '51', resultMsg: 'x', transDt: '20260301', transTm: '170200' },
      { resultCd: '54', resultMsg: 'x', transDt: '20260301', transTm: '170100' },
    ];
    const report = await inquire(cardStatus('8', { latestFailHistory }), CARD);
    assert.deepEqual([report.outcome, report.failure], ['failed', { code: 'insufficient_funds', providerCode: '51' }]);
    assert.deepEqual((await inquire(cardStatus('8'), CARD)).failure, { code: 'declined' });
    assert.deepEqual((await inquire(cardStatus('8', { latestFailHistory: ['x', null, 1] }), CARD)).failure, {
      code: 'declined',
    });
  });

  test('a token to charge again, with the masked card', async () => {
    const fields = { recurringToken: 'a'.repeat(64) };
    const paid = await inquire(cardStatus('0', fields), CARD);
    assert.equal(paid.savedToken, `CARDMERC01:${'a'.repeat(64)}:0008:2912`);
    const voided = await inquire(cardStatus('1', fields), CARD);
    assert.deepEqual([voided.outcome, voided.savedToken], ['canceled', paid.savedToken]);
    assert.equal((await inquire(cardStatus('8', fields), CARD)).savedToken, undefined);
    assert.equal((await inquire(cardStatus('0', { recurringToken: 'null' }), CARD)).savedToken, undefined);
  });

  test('authorized is not paid', async () => {
    const preauth = { ccTransType: '3', acquStatus: '3', preauthToken: 'hold' };
    for (const [name, answer] of [
      ['by both transaction types', cardStatus('0', preauth)],
      ['by one kind', cardStatus('0', { ccTransType: '3' })],
      ['by its token only', cardStatus('0', { preauthToken: 'hold' })],
      ['with any other status', cardStatus('7', preauth)],
      ['with the status initialised', cardStatus('9', preauth)],
    ] as const) {
      const report = await inquire(answer, CARD);
      assert.equal(report.outcome, 'authorized', name);
      assert.deepEqual(report.money, { amount: 150_000, currency: 'IDR' });
      assert.equal(report.transactionId, CARD.providerReferences.tXid);
    }
  });

  test('no longer authorized', async () => {
    const preauth = { ccTransType: '3', preauthToken: 'hold' };
    assert.equal((await inquire(cardStatus('1', preauth), CARD)).outcome, 'canceled');
    assert.equal((await inquire(cardStatus('8', preauth), CARD)).outcome, 'failed');
    // Only the transaction of the capture has the captured amount.
    const captured = { ...preauth, acquStatus: '4' };
    assert.equal((await inquire(cardStatus('0', captured), CARD)).outcome, 'processing');
  });

  test('a pre-authorization before the customer has paid', async () => {
    assert.equal((await inquire(cardStatus('9', { ccTransType: '3' }), CARD)).outcome, 'requires_action');
  });

  test('a domestic debit card', async () => {
    assert.equal((await inquire(cardStatus('0', { payMethod: '09' }), CARD)).outcome, 'paid');
  });
});

describe('NICEPAY’s page', () => {
  test('nothing chosen yet: no instruction', async () => {
    const report = await inquire(transactionStatus('DEFAULT001', '00', '9', { resultMsg: 'init' }), PAGE);
    assert.deepEqual([report.outcome, report.instruction], ['requires_action', undefined]);
  });

  test('a virtual account chosen there', async () => {
    const fields = { payMethod: '02', bankCd: 'BNIN', vacctNo: '8848016000012345' };
    const report = await inquire(transactionStatus('DEFAULT001', '00', '3', fields), PAGE);
    assert.deepEqual(report.instruction, {
      kind: 'virtual_account',
      bank: 'BNI',
      number: '8848016000012345',
      guide: 'va_bni',
    });
  });

  test('a bank without a channel of its own', async () => {
    const at = async (bankCd: string | null) => {
      const fields = { payMethod: '02', bankCd, vacctNo: '8848016000012345' };
      const { instruction } = await inquire(transactionStatus('DEFAULT001', '00', '3', fields), PAGE);
      assert.ok(instruction?.kind === 'virtual_account');
      return [instruction.bank, instruction.guide];
    };
    assert.deepEqual(await at('BBBB'), ['Permata Syariah', 'va_bank_transfer']);
    assert.deepEqual(await at('OTHR'), ['OTHR', 'va_bank_transfer']);
    assert.deepEqual(await at(null), ['Bank', 'va_bank_transfer']);
  });

  test('a store code chosen there, and another one afterwards', async () => {
    const fields = { payMethod: '03', mitraCd: 'INDO', payNo: PAY_NO, payValidDt: '20260302', payValidTm: '000000' };
    const { instruction, expiresAt } = await inquire(transactionStatus('DEFAULT001', '00', '3', fields), PAGE);
    assert.ok(instruction?.kind === 'retail_code');
    assert.deepEqual([instruction.store, instruction.hours?.closedFrom], ['Indomaret', '23:00']);
    assert.equal(expiresAt, Date.UTC(2026, 2, 1, 17));
  });

  test('a card paid there, and an unpaid number chosen there', async () => {
    assert.equal(
      (await inquire(transactionStatus('DEFAULT001', '00', '0', { payMethod: '01' }), PAGE)).outcome,
      'paid',
    );
    const fields = { payMethod: '03', mitraCd: 'ALMA', payNo: PAY_NO, resultMsg: 'SUCCESS' };
    assert.equal((await inquire(transactionStatus('DEFAULT001', '00', '3', fields), PAGE)).outcome, 'requires_action');
  });

  test('an invalid number is not shown', async () => {
    for (const vacctNo of ['12', '<b>1234</b>', '12 34', 'x'.repeat(50)]) {
      const fields = { payMethod: '02', bankCd: 'CENA', vacctNo };
      assert.equal(
        (await inquire(transactionStatus('DEFAULT001', '00', '3', fields), PAGE)).instruction,
        undefined,
        vacctNo,
      );
    }
  });
});
