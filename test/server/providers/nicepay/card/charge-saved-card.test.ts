import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentReport, ProviderReport } from '../../../../../server/payments/ports/ports.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../../server/payments/ports/ports.ts';
import { cardRegistered } from '../support/answers.ts';
import { anOrder, NOW, REFERENCE, RETURN_URL, tXidOf } from '../support/order.ts';
import { json, never, no, script, wire, type Answer } from '../support/wire.ts';

const only = (reports: readonly ProviderReport[]): PaymentReport => {
  const [report, ...more] = reports;
  assert.ok(report?.subject === 'payment');
  assert.deepEqual(more, []);
  return report;
};

const page = (text: string, status = 200, location?: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html', ...(location === undefined ? {} : { location }) },
  text,
});

/** The page as it was recorded on the sandbox. */
const returned = (fields: Readonly<Record<string, string>>): string =>
  `<html><body onload="goReturn()"><!-- <input name="resultCd" value="0000"> --><form name="tranMgr" method="post" action="">
  <input type="hidden" id="callbackUrl" value="${RETURN_URL}">${Object.entries(fields)
    .map(([name, value], i) =>
      i % 2 === 0
        ? `<input type="hidden" id="${name}" name="${name}" value="${value}" />`
        : `<input value='${value}' name='${name}' type='hidden'>`,
    )
    .join('\n')}</form></body></html>`;

describe('charging a saved card', () => {
  const TOKEN = 'a'.repeat(64);
  const savedToken = `CARDMERC01:${TOKEN}:0008:2912`;
  const order = anOrder({ channel: 'card', savedToken, merchantInitiated: true });
  const tXid = tXidOf('CARDMERC01', '01');

  const charge = (payment: Answer | readonly Answer[], registration: Answer = json(cardRegistered())) =>
    wire(script({ '/direct/registration': registration, '/direct/payment': payment }));

  test('a registration, then our server’s payment step', async () => {
    const { gateway, paths, sent, calls } = charge(json({ resultCd: '0000', resultMsg: 'SUCCESS' }));
    const report = only(await gateway.create(order, never));
    assert.deepEqual(paths(), ['/direct/v2/registration', '/direct/v2/payment']);
    assert.equal(calls[1]?.headers['content-type'], 'application/x-www-form-urlencoded');
    const [registration, step] = sent();
    assert.deepEqual([registration?.['iMid'], registration?.['recurrOpt']], ['CARDMERC01', '2']);
    assert.deepEqual(Object.keys(step ?? {}).sort(), [
      'callBackUrl',
      'merchantToken',
      'recurringToken',
      'referenceNo',
      'tXid',
      'timeStamp',
    ]);
    assert.equal(step?.['recurringToken'], TOKEN);
    assert.deepEqual(
      [report.outcome, report.transactionId, report.money, report.providerReferences],
      ['paid', tXid, order.money, { tXid, step: `${tXid}/${NOW}` }],
    );
  });

  test('responses in every format (P1)', async () => {
    for (const [answer, outcome] of [
      [page('', 302, `${RETURN_URL}?resultCd=0000&resultMsg=SUCCESS`), 'paid'],
      [page('', 302, `${RETURN_URL}?a=b?resultCd=0000`), 'paid'],
      [page('resultCd=0000&resultMsg=SUCCESS'), 'paid'],
      [page('', 302, `${RETURN_URL}?resultCd=51`), 'failed'],
      [json({ resultCd: '51' }), 'failed'],
      [page(returned({ resultCd: '0000', tXid, referenceNo: REFERENCE, amt: '150000', recurringToken: '' })), 'paid'],
      [page(returned({ resultCd: '51', resultMsg: 'Insufficient funds' })), 'failed'],
      [page(returned({ resultCd: '9010', resultMsg: 'Merchant token is invalid' })), 'failed'],
      [page(returned({ resultCd: '68' })), 'unknown'],
      [page(returned({ resultCd: '' })), 'unknown'],
      // About another transaction, or ambiguous.
      [page(returned({ resultCd: '51', tXid: tXidOf('CARDMERC01', '01', '000002') })), 'unknown'],
      [page(returned({ resultCd: '51', referenceNo: 'ANOTHER' })), 'unknown'],
      [page(returned({ resultCd: '51', amt: '150001' })), 'unknown'],
      [json({ resultCd: '51', currency: 'PHP' }), 'unknown'],
      [page('', 302, `${RETURN_URL}?resultCd=51&tXid=another`), 'unknown'],
      [page('<a href="https://x.example/?resultCd=51">back</a>'), 'unknown'],
      // A page for a customer, or no result at all: an inquiry has to tell.
      [page('<html>3-D Secure</html>'), 'unknown'],
      [page('', 302, RETURN_URL), 'unknown'],
      [page('', 404), 'unknown'],
      [json({ resultCd: '68' }), 'unknown'],
      [json({ resultCd: 'ZZ99' }), 'unknown'],
      [page('', 500), 'unknown'],
      [new OutcomeUnknown('reset'), 'unknown'],
    ] as const) {
      const report = only(await charge(answer).gateway.create(order, never));
      assert.equal(report.outcome, outcome);
      assert.deepEqual(report.providerReferences, { tXid, step: `${tXid}/${NOW}` }, 'the transaction can be inquired');
    }
  });

  test('a rejected step is logged for the operator, whatever the format of its response (P1, P5)', async () => {
    for (const [answer, level, code] of [
      [page(returned({ resultCd: '9010', resultMsg: 'Merchant token is invalid' })), 'error', '9010'],
      [json({ resultCd: '9010', resultMsg: 'Merchant token is invalid' }), 'error', '9010'],
      [page('', 302, `${RETURN_URL}?resultCd=51&resultMsg=declined`), 'info', '51'],
      [page('<html>3-D Secure</html>'), 'error', 'NO_RESULT'],
    ] as const) {
      const { gateway, logged } = charge(answer);
      await gateway.create(order, never);
      const [line] = logged;
      assert.equal(line?.level, level);
      assert.match(JSON.stringify(line?.facts), new RegExp(`"operation":"create".*"providerCode":"${code}"`));
    }
  });

  test('a decline has its reason', async () => {
    const report = only(await charge(json({ resultCd: '9161' })).gateway.create(order, never));
    assert.deepEqual(report.failure, { code: 'saved_method_invalid', providerCode: '9161' });
  });

  test('a step that was not delivered, or rejected as busy, charged nothing', async () => {
    for (const answer of [new NotDelivered('refused'), json({ resultCd: '9101' }), page('', 429)]) {
      await assert.rejects(charge(answer).gateway.create(order, never), NotDelivered);
    }
  });

  test('a registration without a response charged nothing', async () => {
    for (const registration of [new OutcomeUnknown('reset'), json({}, 500), no('9009')]) {
      const { gateway, paths } = charge([], registration);
      await assert.rejects(gateway.create(order, never), NotDelivered);
      assert.deepEqual(paths(), ['/direct/v2/registration']);
    }
  });

  test('a token of another merchant id, or an invalid one, is rejected without a call', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    for (const token of ['OTHERMERCH:abc::', 'abc', '', 'CARDMERC01:abc', `CARDMERC01:${TOKEN}:0008:2912:x`]) {
      await assert.rejects(gateway.create({ ...order, savedToken: token }, never), Rejected, token);
    }
    await assert.rejects(gateway.create({ ...order, channel: 'va_bca' }, never), Rejected);
    assert.equal(calls.length, 0);
  });

  test('a saved card is described without a call', async () => {
    const { gateway } = wire(() => assert.fail());
    assert.deepEqual(await gateway.inquireSavedMethod?.(savedToken, never), {
      subject: 'saved_method',
      outcome: 'active',
      token: savedToken,
      masked: '•••• 0008',
      expiresAt: Date.UTC(2029, 11, 31, 17) - 1,
      providerStatus: 'as stored when the card was saved',
    });
    const bare = await gateway.inquireSavedMethod?.('CARDMERC01:abc::', never);
    assert.deepEqual([bare?.outcome, bare?.masked, bare?.expiresAt], ['active', undefined, undefined]);
    assert.equal((await gateway.inquireSavedMethod?.('nonsense', never))?.outcome, 'removed');
  });
});
