import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentReport } from '../../../../../server/payments/ports/ports.ts';
import { stepReferences } from '../../../../../server/providers/nicepay/card/server-step-reference.ts';
import { wibDate, wibTime } from '../../../../../server/providers/nicepay/wire/wib-time.ts';
import { cardStatus, transactionStatus } from '../support/answers.ts';
import { aRef, NOW, tXidOf } from '../support/order.ts';
import { json, never, wire } from '../support/wire.ts';

const tXid = tXidOf('CARDMERC01', '01');
const SECOND = 1_000;

const tried = (at: number, resultCd = '51'): object => ({
  resultCd,
  resultMsg: 'Insufficient funds',
  transDt: wibDate(at),
  transTm: wibTime(at),
});

/** The report of an inquiry at NOW of a payment step that our server made at `sent`. */
async function inquire(
  history: unknown,
  {
    sent = NOW - 10 * SECOND,
    providerReferences = {},
    status = '9',
  }: { sent?: number; providerReferences?: object; status?: string } = {},
): Promise<PaymentReport> {
  const { gateway } = wire(() => json(cardStatus(status, { latestFailHistory: history })));
  const ref = aRef({
    channel: 'card',
    providerReferences: { tXid, ...stepReferences(tXid, sent), ...providerReferences },
  });
  const [report] = await gateway.inquire(ref, never);
  return report?.subject === 'payment' ? report : assert.fail();
}

const seen = (at: number, ago: number, code = '51'): object => ({
  [`declined${wibDate(at)}${wibTime(at)}${code}`]: String(NOW - ago),
});

describe('an "initialised" charge whose payment step our server made (P1)', () => {
  const at = NOW - 8 * SECOND;

  test('without a failed try the outcome is unknown: neither open for another try nor failed', async () => {
    for (const history of [null, [], [null], ['x'], 'x', [{}], [{ resultCd: '51' }]])
      assert.deepEqual((await inquire(history)).outcome, 'unknown', JSON.stringify(history));
  });

  test('a failed try is kept, and fails the charge when an inquiry a minute later returns it again', async () => {
    const first = await inquire([tried(at)]);
    assert.deepEqual([first.outcome, first.providerReferences], ['unknown', { tXid, ...seen(at, 0) }]);
    assert.equal((await inquire([tried(at)], { providerReferences: seen(at, 59 * SECOND) })).outcome, 'unknown');
    const second = await inquire([tried(at)], { providerReferences: seen(at, 60 * SECOND) });
    assert.deepEqual(
      [second.outcome, second.failure, second.providerReferences],
      ['failed', { code: 'insufficient_funds', providerCode: '51' }, { tXid }],
    );
  });

  test('a try before our step does not count: the charge may be pending', async () => {
    for (const before of [NOW - 11 * SECOND, NOW - 3_600 * SECOND]) {
      const report = await inquire([tried(before)], { providerReferences: seen(before, 120 * SECOND) });
      assert.deepEqual([report.outcome, report.providerReferences], ['unknown', { tXid }]);
    }
    const { outcome } = await inquire([tried(at), tried(NOW - 3_600 * SECOND, '05')], {
      providerReferences: seen(at, 60 * SECOND),
    });
    assert.equal(outcome, 'failed', 'the newest entry counts, wherever it is in the list');
  });

  test('another code or another time is another try', async () => {
    for (const providerReferences of [seen(at, 60 * SECOND, '05'), seen(at - SECOND, 60 * SECOND)])
      assert.equal((await inquire([tried(at)], { providerReferences })).outcome, 'unknown');
  });

  test('a code with an unknown outcome does not fail the charge', async () => {
    for (const code of ['68', '09', '00', '9126'])
      assert.equal(
        (await inquire([tried(at, code)], { providerReferences: seen(at, 60 * SECOND, code) })).outcome,
        'unknown',
        code,
      );
  });

  test('an unreadable entry is ignored', async () => {
    for (const broken of [
      { resultCd: '51', transDt: '20269999', transTm: '999999' },
      { resultCd: '51' },
      { resultCd: 'x'.repeat(11), transDt: wibDate(at), transTm: wibTime(at) },
      { transDt: wibDate(at), transTm: wibTime(at) },
    ])
      assert.deepEqual((await inquire([broken])).providerReferences, { tXid });
  });

  test('a paid status decides, whatever failed before', async () => {
    const report = await inquire([tried(at)], { providerReferences: seen(at, 60 * SECOND), status: '0' });
    assert.equal(report.outcome, 'paid');
  });

  test('a wrong key that shows up there is reported to the operator', async () => {
    const report = await inquire([tried(at, '9010')], { providerReferences: seen(at, 60 * SECOND, '9010') });
    assert.deepEqual([report.outcome, report.rejection?.mend], ['failed', true]);
  });

  test('only a few failed tries are kept', async () => {
    const providerReferences = Object.fromEntries(
      [1, 2, 3, 4, 5].map((n) => [`declined2026030116000${n}51`, String(NOW)]),
    );
    assert.deepEqual((await inquire([tried(at)], { providerReferences })).providerReferences, { tXid });
  });

  test('a notification cannot replace the transaction', async () => {
    const { gateway, sent } = wire(() => json(cardStatus('0')));
    const notified = tXidOf('CARDMERC01', '01', '999999');
    await gateway.inquire(
      aRef({ channel: 'card', providerReferences: { tXid: notified, ...stepReferences(tXid, NOW) } }),
      never,
    );
    assert.deepEqual(
      sent().map((fields) => fields['tXid']),
      [tXid],
    );
  });

  test('on a page or in a form the customer can try again: a failed try does not fail the payment', async () => {
    const history = [tried(at)];
    for (const [channel, answer] of [
      ['card', cardStatus('9', { latestFailHistory: history })],
      ['checkout_page', transactionStatus('DEFAULT001', '00', '9', { latestFailHistory: history })],
    ] as const) {
      const { gateway } = wire(() => json(answer));
      const id = channel === 'card' ? tXid : tXidOf('DEFAULT001', '00');
      const [report] = await gateway.inquire(
        aRef({ channel, providerReferences: { tXid: id, ...seen(at, 60 * SECOND) } }),
        never,
      );
      assert.ok(report?.subject === 'payment');
      assert.equal(report.outcome, 'requires_action', channel);
    }
  });
});
