import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentRef, PaymentReport, ProviderReport } from '../../../../../server/payments/ports/ports.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../../server/payments/ports/ports.ts';
import { canceled, cardRegistered, cardStatus } from '../support/answers.ts';
import { anOrder, aRef, NOTIFY_URL, NOW, REFERENCE, RETURN_URL, tXidOf } from '../support/order.ts';
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

/** As it was recorded, see section 7.3 of the reference. */
const returned = (members: Readonly<Record<string, string>>): string =>
  `<html><body onload="goReturn()"><!-- <input name="resultCd" value="0000"> --><form name="tranMgr" method="post" action="">
  <input type="hidden" id="callbackUrl" value="${RETURN_URL}">${Object.entries(members)
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

  test('a registration, then our own payment step; money is only claimed', async () => {
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

  test('answers of any form (P1)', async () => {
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
      // About something else, or to be read in two ways.
      [page(returned({ resultCd: '51', tXid: tXidOf('CARDMERC01', '01', '000002') })), 'unknown'],
      [page(returned({ resultCd: '51', referenceNo: 'ANOTHER' })), 'unknown'],
      [page(returned({ resultCd: '51', amt: '150001' })), 'unknown'],
      [json({ resultCd: '51', currency: 'PHP' }), 'unknown'],
      [page('', 302, `${RETURN_URL}?resultCd=51&tXid=another`), 'unknown'],
      [page('<a href="https://x.example/?resultCd=51">back</a>'), 'unknown'],
      // No page can be gone on with by nobody, and no result is none: asking tells, and people can end it.
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
      assert.deepEqual(report.providerReferences, { tXid, step: `${tXid}/${NOW}` }, 'what was made can be asked about');
    }
  });

  test('a refused step is told to the operator, whatever form its answer has (P1, P5)', async () => {
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

  test('a decline says why', async () => {
    const report = only(await charge(json({ resultCd: '9161' })).gateway.create(order, never));
    assert.deepEqual(report.failure, { code: 'saved_method_invalid', providerCode: '9161' });
  });

  test('a step that was not received, or refused as busy, charged nothing', async () => {
    for (const answer of [new NotDelivered('refused'), json({ resultCd: '9101' }), page('', 429)]) {
      await assert.rejects(charge(answer).gateway.create(order, never), NotDelivered);
    }
  });

  test('a registration that got lost charged nothing either', async () => {
    for (const registration of [new OutcomeUnknown('reset'), json({}, 500), no('9009')]) {
      const { gateway, paths } = charge([], registration);
      await assert.rejects(gateway.create(order, never), NotDelivered);
      assert.deepEqual(paths(), ['/direct/v2/registration']);
    }
  });

  test('a token of another merchant id, or of nobody', async () => {
    const { gateway, calls } = wire(() => assert.fail());
    for (const token of ['OTHERMERCH:abc::', 'abc', '', 'CARDMERC01:abc', `CARDMERC01:${TOKEN}:0008:2912:x`]) {
      await assert.rejects(gateway.create({ ...order, savedToken: token }, never), Rejected, token);
    }
    await assert.rejects(gateway.create({ ...order, channel: 'va_bca' }, never), Rejected);
    assert.equal(calls.length, 0);
  });

  test('what can be shown of it, without asking anybody', async () => {
    const { gateway } = wire(() => assert.fail());
    assert.deepEqual(await gateway.inquireSavedMethod?.(savedToken, never), {
      subject: 'saved_method',
      outcome: 'active',
      token: savedToken,
      masked: '•••• 0008',
      expiresAt: Date.UTC(2029, 11, 31, 17) - 1,
      providerStatus: 'as told when it was saved',
    });
    const bare = await gateway.inquireSavedMethod?.('CARDMERC01:abc::', never);
    assert.deepEqual([bare?.outcome, bare?.masked, bare?.expiresAt], ['active', undefined, undefined]);
    assert.equal((await gateway.inquireSavedMethod?.('nonsense', never))?.outcome, 'removed');
  });
});

describe('capture', () => {
  const hold = tXidOf('PREAUTH001', '01');
  const taken = tXidOf('PREAUTH001', '01', '000009');
  const money = { amount: 100_000, currency: 'IDR' } as const;
  const ref = (over: Partial<PaymentRef> = {}): PaymentRef =>
    aRef({ channel: 'card', providerReferences: { tXid: hold }, ...over });
  const HELD = cardStatus('0', {
    ...{ tXid: hold, iMid: 'PREAUTH001', ccTransType: '3', acquStatus: '3', preauthToken: 'hold-token' },
  });
  const captureStatus = (status: string, over: object = {}): object =>
    cardStatus(status, {
      ...{ tXid: taken, iMid: 'PREAUTH001', referenceNo: `${REFERENCE}-C1`, amt: '100000', ccTransType: '4', ...over },
    });
  const registered = (attempt: number): object =>
    cardRegistered('PREAUTH001', { tXid: taken, referenceNo: `${REFERENCE}-C${attempt}`, amt: '100000' });

  test('asks, registers a transaction of its own, and pays it with the token of the hold', async () => {
    const { gateway, paths, sent } = wire(
      script({
        '/direct/inquiry': json(HELD),
        '/direct/registration': json(registered(1)),
        '/direct/payment': json({ resultCd: '0000' }),
      }),
    );
    const report = only((await gateway.capture?.(ref(), money, never)) ?? []);
    assert.deepEqual(paths(), ['/direct/v2/inquiry', '/direct/v2/registration', '/direct/v2/payment']);
    const [, registration, step] = sent();
    assert.deepEqual(
      [registration?.['iMid'], registration?.['referenceNo'], registration?.['amt'], registration?.['dbProcessUrl']],
      ['PREAUTH001', `${REFERENCE}-C1`, '100000', NOTIFY_URL],
    );
    assert.deepEqual(
      [step?.['tXid'], step?.['preauthToken'], step?.['referenceNo']],
      [taken, 'hold-token', `${REFERENCE}-C1`],
    );
    assert.deepEqual(
      [report.outcome, report.merchantReference, report.transactionId, report.money, report.providerReferences],
      ['paid', REFERENCE, taken, money, { capture1: `${taken}/100000` }],
    );
  });

  test('a number whose registration got lost once is used up: the next one is taken', async () => {
    const { gateway, sent } = wire(
      script({
        '/direct/inquiry': json(HELD),
        '/direct/registration': [no('9009'), json(registered(2))],
        '/direct/payment': json({ resultCd: '0000' }),
      }),
    );
    const report = only((await gateway.capture?.(ref(), money, never)) ?? []);
    assert.deepEqual(report.providerReferences, { capture2: `${taken}/100000` });
    assert.equal(sent().at(-1)?.['referenceNo'], `${REFERENCE}-C2`);
  });

  test('a registration that gets lost took nothing', async () => {
    const { gateway, paths } = wire(
      script({ '/direct/inquiry': json(HELD), '/direct/registration': new OutcomeUnknown('reset') }),
    );
    await assert.rejects(gateway.capture?.(ref(), money, never) ?? assert.fail(), NotDelivered);
    assert.deepEqual(paths(), ['/direct/v2/inquiry', '/direct/v2/registration']);
  });

  test('a lost payment step is open, and can be asked about', async () => {
    const { gateway } = wire(
      script({
        '/direct/inquiry': json(HELD),
        '/direct/registration': json(registered(1)),
        '/direct/payment': new OutcomeUnknown('reset'),
      }),
    );
    const report = only((await gateway.capture?.(ref(), money, never)) ?? []);
    assert.deepEqual([report.outcome, report.providerReferences], ['unknown', { capture1: `${taken}/100000` }]);
  });

  test('a refusal is passed on', async () => {
    const { gateway } = wire(
      script({
        '/direct/inquiry': json(HELD),
        '/direct/registration': json(registered(1)),
        '/direct/payment': json({ resultCd: '9145' }),
      }),
    );
    await assert.rejects(
      gateway.capture?.(ref(), money, never) ?? assert.fail(),
      (error) => error instanceof Rejected && error.failure.code === 'amount_not_allowed',
    );
  });

  const again = ref({ providerReferences: { tXid: hold, capture1: `${taken}/100000` } });
  const byTXid =
    (standings: Readonly<Record<string, object>>, rest: Readonly<Record<string, Answer>> = {}) =>
    (call: Parameters<ReturnType<typeof script>>[0], fields: Readonly<Record<string, string>>): Answer =>
      call.url.endsWith('/inquiry') ? json(standings[fields['tXid'] ?? ''] ?? {}) : script(rest)(call, fields);

  test('a try that took the money is not made again', async () => {
    const { gateway, paths } = wire(byTXid({ [taken]: captureStatus('0') }));
    const report = only((await gateway.capture?.(again, money, never)) ?? []);
    assert.deepEqual([report.outcome, report.transactionId, report.money], ['paid', taken, money]);
    assert.deepEqual(paths(), ['/direct/v2/inquiry']);
  });

  test('a try that never arrived is made again with the same transaction', async () => {
    const { gateway, paths, sent } = wire(
      byTXid(
        { [taken]: captureStatus('9', { ccTransType: null }), [hold]: HELD },
        {
          '/direct/payment': json({ resultCd: '0000' }),
        },
      ),
    );
    only((await gateway.capture?.(again, money, never)) ?? []);
    assert.deepEqual(paths(), ['/direct/v2/inquiry', '/direct/v2/inquiry', '/direct/v2/payment']);
    assert.equal(sent().at(-1)?.['tXid'], taken);
  });

  test('a try that nobody answers for is not followed by another', async () => {
    const { gateway, paths } = wire(() => json({}));
    await assert.rejects(gateway.capture?.(again, money, never) ?? assert.fail(), NotDelivered);
    assert.deepEqual(paths(), ['/direct/v2/inquiry']);
  });

  test('a try that failed for good is followed by a new one', async () => {
    const other = tXidOf('PREAUTH001', '01', '000010');
    const { gateway, sent } = wire(
      byTXid(
        { [taken]: captureStatus('8'), [hold]: HELD },
        {
          '/direct/registration': json({ ...registered(2), tXid: other }),
          '/direct/payment': json({ resultCd: '0000' }),
        },
      ),
    );
    const report = only((await gateway.capture?.(again, money, never)) ?? []);
    assert.deepEqual(report.providerReferences, { capture2: `${other}/100000` });
    assert.equal(sent().at(-1)?.['referenceNo'], `${REFERENCE}-C2`);
  });

  test('what is held no longer is not captured', async () => {
    const { gateway, paths } = wire(byTXid({ [hold]: cardStatus('1', { tXid: hold, iMid: 'PREAUTH001' }) }));
    assert.equal(only((await gateway.capture?.(ref(), money, never)) ?? []).outcome, 'canceled');
    assert.deepEqual(paths(), ['/direct/v2/inquiry']);
  });

  test('without a tXid, a token of the hold, or addresses nothing is sent', async () => {
    const tokenless = { ...HELD, preauthToken: null };
    for (const [one, answer] of [
      [ref({ providerReferences: {} }), HELD],
      [ref(), tokenless],
      [ref({ returnUrl: undefined }), HELD],
      [ref({ notificationUrl: undefined }), HELD],
    ] as const) {
      const { gateway, paths } = wire(() => json(answer));
      await assert.rejects(gateway.capture?.(one, money, never) ?? assert.fail(), Rejected);
      assert.ok(paths().every((path) => path === '/direct/v2/inquiry'));
    }
  });

  test('an inquiry looks at the hold and at every try to capture it', async () => {
    const ask = async (standings: Readonly<Record<string, object>>) =>
      only(await wire(byTXid(standings)).gateway.inquire(again, never));
    const paid = await ask({ [hold]: HELD, [taken]: captureStatus('0') });
    assert.deepEqual(
      [paid.outcome, paid.money, paid.transactionId, paid.providerReferences],
      ['paid', money, taken, { capture1: `${taken}/${money.amount}` }],
    );
    assert.equal(paid.merchantReference, REFERENCE);
    assert.equal((await ask({ [hold]: HELD, [taken]: captureStatus('9') })).outcome, 'authorized');
    assert.equal((await ask({ [hold]: HELD, [taken]: captureStatus('8') })).outcome, 'authorized');
    assert.equal((await ask({ [hold]: HELD, [taken]: {} })).outcome, 'authorized');
    await assert.rejects(ask({ [hold]: {}, [taken]: captureStatus('0') }), OutcomeUnknown);
  });

  test('letting go: a full cancel with the token of the hold', async () => {
    const { gateway, sent, paths } = wire(
      script({ '/direct/inquiry': json(HELD), '/direct/cancel': json(canceled({ tXid: hold, amt: '150000' })) }),
    );
    assert.equal(only((await gateway.cancel?.(ref(), 'authorized', never)) ?? []).outcome, 'canceled');
    assert.deepEqual(paths(), ['/direct/v2/inquiry', '/direct/v2/cancel']);
    const body = sent()[1];
    assert.deepEqual(
      [body?.['payMethod'], body?.['cancelType'], body?.['amt'], body?.['preauthToken'], body?.['iMid']],
      ['01', '1', '150000', 'hold-token', 'PREAUTH001'],
    );
  });
});
