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

/** What an inquiry at NOW says of a step that we made at `sent`, and what is remembered of it. */
async function asked(
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

describe('a charge whose step was ours, and an inquiry that shows "initialised" (P1)', () => {
  const at = NOW - 8 * SECOND;

  test('without a failed try it is not decided: neither open for another try nor failed', async () => {
    for (const history of [null, [], [null], ['x'], 'x', [{}], [{ resultCd: '51' }]])
      assert.deepEqual((await asked(history)).outcome, 'unknown', JSON.stringify(history));
  });

  test('a failed try is remembered, and fails when it is said again a minute later', async () => {
    const first = await asked([tried(at)]);
    assert.deepEqual([first.outcome, first.providerReferences], ['unknown', { tXid, ...seen(at, 0) }]);
    assert.equal((await asked([tried(at)], { providerReferences: seen(at, 59 * SECOND) })).outcome, 'unknown');
    const second = await asked([tried(at)], { providerReferences: seen(at, 60 * SECOND) });
    assert.deepEqual(
      [second.outcome, second.failure, second.providerReferences],
      ['failed', { code: 'insufficient_funds', providerCode: '51' }, { tXid }],
    );
  });

  test('a try before our step is not ours: the charge may be under way', async () => {
    for (const before of [NOW - 11 * SECOND, NOW - 3_600 * SECOND]) {
      const providerStatus = await asked([tried(before)], { providerReferences: seen(before, 120 * SECOND) });
      assert.deepEqual([providerStatus.outcome, providerStatus.providerReferences], ['unknown', { tXid }]);
    }
    const { outcome } = await asked([tried(at), tried(NOW - 3_600 * SECOND, '05')], {
      providerReferences: seen(at, 60 * SECOND),
    });
    assert.equal(outcome, 'failed', 'the newest counts, wherever it stands');
  });

  test('another code or another time is another try', async () => {
    for (const providerReferences of [seen(at, 60 * SECOND, '05'), seen(at - SECOND, 60 * SECOND)])
      assert.equal((await asked([tried(at)], { providerReferences })).outcome, 'unknown');
  });

  test('a code that leaves open what was done ends nothing', async () => {
    for (const code of ['68', '09', '00', '9126'])
      assert.equal(
        (await asked([tried(at, code)], { providerReferences: seen(at, 60 * SECOND, code) })).outcome,
        'unknown',
        code,
      );
  });

  test('an entry that cannot be read is none', async () => {
    for (const broken of [
      { resultCd: '51', transDt: '20269999', transTm: '999999' },
      { resultCd: '51' },
      { resultCd: 'x'.repeat(11), transDt: wibDate(at), transTm: wibTime(at) },
      { transDt: wibDate(at), transTm: wibTime(at) },
    ])
      assert.deepEqual((await asked([broken])).providerReferences, { tXid });
  });

  test('money goes first, whatever was tried before', async () => {
    const providerStatus = await asked([tried(at)], { providerReferences: seen(at, 60 * SECOND), status: '0' });
    assert.equal(providerStatus.outcome, 'paid');
  });

  test('a wrong key that is found out so raises an alarm', async () => {
    const providerStatus = await asked([tried(at, '9010')], { providerReferences: seen(at, 60 * SECOND, '9010') });
    assert.deepEqual([providerStatus.outcome, providerStatus.rejection?.mend], ['failed', true]);
  });

  test('no more is remembered than a step can need', async () => {
    const providerReferences = Object.fromEntries(
      [1, 2, 3, 4, 5].map((n) => [`declined2026030116000${n}51`, String(NOW)]),
    );
    assert.deepEqual((await asked([tried(at)], { providerReferences })).providerReferences, { tXid });
  });

  test('a notification cannot put another transaction in its place', async () => {
    const { gateway, sent } = wire(() => json(cardStatus('0')));
    const hearsay = tXidOf('CARDMERC01', '01', '999999');
    await gateway.inquire(
      aRef({ channel: 'card', providerReferences: { tXid: hearsay, ...stepReferences(tXid, NOW) } }),
      never,
    );
    assert.deepEqual(
      sent().map((fields) => fields['tXid']),
      [tXid],
    );
  });

  test('on a page or in a form the customer tries again: a failed try ends nothing', async () => {
    const history = [tried(at)];
    for (const [channel, answer] of [
      ['card', cardStatus('9', { latestFailHistory: history })],
      ['checkout_page', transactionStatus('DEFAULT001', '00', '9', { latestFailHistory: history })],
    ] as const) {
      const { gateway } = wire(() => json(answer));
      const id = channel === 'card' ? tXid : tXidOf('DEFAULT001', '00');
      const [providerStatus] = await gateway.inquire(
        aRef({ channel, providerReferences: { tXid: id, ...seen(at, 60 * SECOND) } }),
        never,
      );
      assert.ok(providerStatus?.subject === 'payment');
      assert.equal(providerStatus.outcome, 'requires_action', channel);
    }
  });
});
