import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentRef, PaymentReport, ProviderReport } from '../../../../../server/payments/ports/ports.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../../server/payments/ports/ports.ts';
import { cardRegistered, cardStatus } from '../support/answers.ts';
import { aRef, NOTIFY_URL, REFERENCE, tXidOf } from '../support/order.ts';
import { json, never, no, script, wire, type Answer } from '../support/wire.ts';

const only = (reports: readonly ProviderReport[]): PaymentReport => {
  const [report, ...more] = reports;
  assert.ok(report?.subject === 'payment');
  assert.deepEqual(more, []);
  return report;
};

describe('capture', () => {
  const authorization = tXidOf('PREAUTH001', '01');
  const captured = tXidOf('PREAUTH001', '01', '000009');
  const money = { amount: 100_000, currency: 'IDR' } as const;
  const ref = (over: Partial<PaymentRef> = {}): PaymentRef =>
    aRef({ channel: 'card', providerReferences: { tXid: authorization }, ...over });
  const AUTHORIZED = cardStatus('0', {
    ...{ tXid: authorization, iMid: 'PREAUTH001', ccTransType: '3', acquStatus: '3', preauthToken: 'preauth-token' },
  });
  const captureStatus = (status: string, over: object = {}): object =>
    cardStatus(status, {
      ...{
        tXid: captured,
        iMid: 'PREAUTH001',
        referenceNo: `${REFERENCE}-C1`,
        amt: '100000',
        ccTransType: '4',
        ...over,
      },
    });
  const registered = (captureNumber: number): object =>
    cardRegistered('PREAUTH001', { tXid: captured, referenceNo: `${REFERENCE}-C${captureNumber}`, amt: '100000' });

  test('inquires, registers a transaction of its own, and pays it with the token of the authorization', async () => {
    const { gateway, paths, sent } = wire(
      script({
        '/direct/inquiry': json(AUTHORIZED),
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
      [captured, 'preauth-token', `${REFERENCE}-C1`],
    );
    assert.deepEqual(
      [report.outcome, report.merchantReference, report.transactionId, report.money, report.providerReferences],
      ['paid', REFERENCE, captured, money, { capture1: `${captured}/100000` }],
    );
  });

  test('a reference that is used up by a lost registration is followed by the next one', async () => {
    const { gateway, sent } = wire(
      script({
        '/direct/inquiry': json(AUTHORIZED),
        '/direct/registration': [no('9009'), json(registered(2))],
        '/direct/payment': json({ resultCd: '0000' }),
      }),
    );
    const report = only((await gateway.capture?.(ref(), money, never)) ?? []);
    assert.deepEqual(report.providerReferences, { capture2: `${captured}/100000` });
    assert.equal(sent().at(-1)?.['referenceNo'], `${REFERENCE}-C2`);
  });

  test('a registration without a response captured nothing', async () => {
    const { gateway, paths } = wire(
      script({ '/direct/inquiry': json(AUTHORIZED), '/direct/registration': new OutcomeUnknown('reset') }),
    );
    await assert.rejects(gateway.capture?.(ref(), money, never) ?? assert.fail(), NotDelivered);
    assert.deepEqual(paths(), ['/direct/v2/inquiry', '/direct/v2/registration']);
  });

  test('a payment step without a response leaves the outcome unknown, and can be inquired', async () => {
    const { gateway } = wire(
      script({
        '/direct/inquiry': json(AUTHORIZED),
        '/direct/registration': json(registered(1)),
        '/direct/payment': new OutcomeUnknown('reset'),
      }),
    );
    const report = only((await gateway.capture?.(ref(), money, never)) ?? []);
    assert.deepEqual([report.outcome, report.providerReferences], ['unknown', { capture1: `${captured}/100000` }]);
  });

  test('NICEPAY’s rejection is passed on', async () => {
    const { gateway } = wire(
      script({
        '/direct/inquiry': json(AUTHORIZED),
        '/direct/registration': json(registered(1)),
        '/direct/payment': json({ resultCd: '9145' }),
      }),
    );
    await assert.rejects(
      gateway.capture?.(ref(), money, never) ?? assert.fail(),
      (error) => error instanceof Rejected && error.failure.code === 'amount_not_allowed',
    );
  });

  const again = ref({ providerReferences: { tXid: authorization, capture1: `${captured}/100000` } });
  const byTXid =
    (statuses: Readonly<Record<string, object>>, rest: Readonly<Record<string, Answer>> = {}) =>
    (call: Parameters<ReturnType<typeof script>>[0], fields: Readonly<Record<string, string>>): Answer =>
      call.url.endsWith('/inquiry') ? json(statuses[fields['tXid'] ?? ''] ?? {}) : script(rest)(call, fields);

  test('a capture that moved money is not sent again', async () => {
    const { gateway, paths } = wire(byTXid({ [captured]: captureStatus('0') }));
    const report = only((await gateway.capture?.(again, money, never)) ?? []);
    assert.deepEqual([report.outcome, report.transactionId, report.money], ['paid', captured, money]);
    assert.deepEqual(paths(), ['/direct/v2/inquiry']);
  });

  test('a capture that was not processed is sent again with the same transaction', async () => {
    const { gateway, paths, sent } = wire(
      byTXid(
        { [captured]: captureStatus('9', { ccTransType: null }), [authorization]: AUTHORIZED },
        {
          '/direct/payment': json({ resultCd: '0000' }),
        },
      ),
    );
    only((await gateway.capture?.(again, money, never)) ?? []);
    assert.deepEqual(paths(), ['/direct/v2/inquiry', '/direct/v2/inquiry', '/direct/v2/payment']);
    assert.equal(sent().at(-1)?.['tXid'], captured);
  });

  test('a capture without a response to its inquiry is not followed by another', async () => {
    const { gateway, paths } = wire(() => json({}));
    await assert.rejects(gateway.capture?.(again, money, never) ?? assert.fail(), NotDelivered);
    assert.deepEqual(paths(), ['/direct/v2/inquiry']);
  });

  test('a failed capture is followed by a new one', async () => {
    const other = tXidOf('PREAUTH001', '01', '000010');
    const { gateway, sent } = wire(
      byTXid(
        { [captured]: captureStatus('8'), [authorization]: AUTHORIZED },
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

  test('a voided authorization is not captured', async () => {
    const { gateway, paths } = wire(
      byTXid({ [authorization]: cardStatus('1', { tXid: authorization, iMid: 'PREAUTH001' }) }),
    );
    assert.equal(only((await gateway.capture?.(ref(), money, never)) ?? []).outcome, 'canceled');
    assert.deepEqual(paths(), ['/direct/v2/inquiry']);
  });

  test('without a tXid, a token of the authorization or the URLs nothing is sent', async () => {
    const tokenless = { ...AUTHORIZED, preauthToken: null };
    for (const [one, answer] of [
      [ref({ providerReferences: {} }), AUTHORIZED],
      [ref(), tokenless],
      [ref({ returnUrl: undefined }), AUTHORIZED],
      [ref({ notificationUrl: undefined }), AUTHORIZED],
    ] as const) {
      const { gateway, paths } = wire(() => json(answer));
      await assert.rejects(gateway.capture?.(one, money, never) ?? assert.fail(), Rejected);
      assert.ok(paths().every((path) => path === '/direct/v2/inquiry'));
    }
  });

  test('an inquiry covers the authorization and all captures', async () => {
    const inquire = async (statuses: Readonly<Record<string, object>>) =>
      only(await wire(byTXid(statuses)).gateway.inquire(again, never));
    const paid = await inquire({ [authorization]: AUTHORIZED, [captured]: captureStatus('0') });
    assert.deepEqual(
      [paid.outcome, paid.money, paid.transactionId, paid.providerReferences],
      ['paid', money, captured, { capture1: `${captured}/${money.amount}` }],
    );
    assert.equal(paid.merchantReference, REFERENCE);
    assert.equal(
      (await inquire({ [authorization]: AUTHORIZED, [captured]: captureStatus('9') })).outcome,
      'authorized',
    );
    assert.equal(
      (await inquire({ [authorization]: AUTHORIZED, [captured]: captureStatus('8') })).outcome,
      'authorized',
    );
    assert.equal((await inquire({ [authorization]: AUTHORIZED, [captured]: {} })).outcome, 'authorized');
    await assert.rejects(inquire({ [authorization]: {}, [captured]: captureStatus('0') }), OutcomeUnknown);
  });
});
