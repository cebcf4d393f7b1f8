import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { z } from 'zod';
import {
  isSignedBy,
  tokenFor,
  type Formula,
} from '../../../../../server/providers/nicepay/simulator/merchant-tokens.ts';
import {
  endOfDay,
  parseWib,
  parseTimeStamp,
  wallClock,
} from '../../../../../server/providers/nicepay/simulator/wib.ts';

/* The simulator's own formulas, against the same vectors as the adapter's. */

const file = z
  .object({
    keys: z.record(z.string(), z.string()),
    vectors: z.array(
      z.object({
        id: z.string(),
        call: z.string(),
        key: z.string(),
        inputs: z.record(z.string(), z.string()),
        merchantToken: z.string(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../../vectors/nicepay.json', import.meta.url), 'utf8')));

/** We never call the legacy V1 inquiry. */
const FORMULA_OF: Readonly<Record<string, Formula>> = {
  registrationDirect: 'order',
  registrationCheckout: 'order',
  payment: 'order',
  inquiry: 'order',
  cancel: 'cancel',
  notification: 'notification',
  confirmAkulaku: 'receipt',
};

describe('the simulator of NICEPAY: tokens', () => {
  for (const { id, call, key, inputs, merchantToken } of file.vectors.filter(({ call }) => call !== 'inquiryV1')) {
    test(`vector ${id}`, () => {
      const formula = FORMULA_OF[call];
      assert.ok(formula, `no formula for ${call}`);
      const merchant = { iMid: inputs['iMid'] ?? '', merchantKey: file.keys[key] ?? '' };
      assert.equal(tokenFor(formula, merchant, inputs), merchantToken);
      assert.equal(isSignedBy(merchant, formula, inputs, merchantToken), true);
      assert.equal(isSignedBy(merchant, formula, inputs, merchantToken.toUpperCase()), false);
      assert.equal(isSignedBy(merchant, formula, inputs, undefined), false);
      for (const name of Object.keys(inputs).filter((one) => one !== 'iMid')) {
        assert.equal(
          isSignedBy(merchant, formula, { ...inputs, [name]: `${inputs[name]}0` }, merchantToken),
          false,
          name,
        );
      }
    });
  }

  test('there are vectors for every formula', () => {
    const used = new Set(file.vectors.map(({ call }) => FORMULA_OF[call]));
    for (const formula of ['order', 'cancel', 'notification', 'receipt'] as const)
      assert.ok(used.has(formula), formula);
  });
});

test('Jakarta is seven hours ahead, on a clock of 24 hours, all year', () => {
  assert.deepEqual(wallClock(Date.UTC(2026, 0, 31, 17, 0, 0)), { date: '20260201', time: '000000' });
  assert.deepEqual(wallClock(Date.UTC(2026, 6, 1, 8, 5, 9)), { date: '20260701', time: '150509' });
  assert.equal(parseTimeStamp('20260701150509'), Date.UTC(2026, 6, 1, 8, 5, 9));
  assert.equal(endOfDay(Date.UTC(2026, 6, 1, 8, 5, 9)), Date.UTC(2026, 6, 1, 17, 0, 0));
});

test('an invalid date or time is not parsed', () => {
  for (const [date, time] of [
    ['20260231', '000000'],
    ['20261301', '000000'],
    ['20260101', '240000'],
    ['20260101', '126000'],
    ['20260101', '100078'],
    ['2026011', '100000'],
    ['20260101', ''],
  ] as const) {
    assert.equal(parseWib(date, time), undefined, `${date} ${time}`);
  }
  assert.equal(parseTimeStamp('2026070115050'), undefined);
});
