import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { z } from 'zod';
import {
  cancelToken,
  checkoutRegistrationToken,
  directRegistrationToken,
  inquiryToken,
  notificationToken,
  paymentToken,
  receiptToken,
  isSameToken,
  type Signer,
} from '../../../../../server/providers/nicepay/wire/merchant-token.ts';

const inputs = z.object({
  timeStamp: z.string().default(''),
  iMid: z.string(),
  referenceNo: z.string().default(''),
  tXid: z.string().default(''),
  amt: z.string().default(''),
});
const file = z
  .object({
    keys: z.record(z.string(), z.string()),
    vectors: z.array(
      z.object({ id: z.string(), call: z.string(), key: z.string(), inputs, merchantToken: z.string() }),
    ),
    negative: z.array(
      z.object({ id: z.string(), call: z.string(), key: z.string(), inputs, mustNotBeAccepted: z.string() }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../../vectors/nicepay.json', import.meta.url), 'utf8')));

type Inputs = z.infer<typeof inputs>;

/** The function of each formula. That of V1 shows that V2 never signs so. */
const FORMULAS: Readonly<Record<string, (signer: Signer, values: Inputs) => string>> = {
  registrationDirect: directRegistrationToken,
  registrationCheckout: checkoutRegistrationToken,
  payment: paymentToken,
  inquiry: inquiryToken,
  cancel: cancelToken,
  notification: notificationToken,
  confirmAkulaku: receiptToken,
};

const signerOf = ({ key, inputs: { iMid } }: { readonly key: string; readonly inputs: Inputs }): Signer => ({
  iMid,
  merchantKey: file.keys[key] ?? assert.fail(`no key ${key}`),
});

describe('every vector', () => {
  test('there are vectors for every formula', () => {
    assert.deepEqual(
      [...new Set(file.vectors.map(({ call }) => call))].filter((call) => call !== 'inquiryV1').sort(),
      Object.keys(FORMULAS).sort(),
    );
  });

  for (const vector of file.vectors.filter(({ call }) => call !== 'inquiryV1')) {
    test(vector.id, () => {
      const formula = FORMULAS[vector.call] ?? assert.fail(vector.call);
      assert.equal(formula(signerOf(vector), vector.inputs), vector.merchantToken);
    });
  }

  test('V1 signs without the time, V2 with it', () => {
    const legacy = file.vectors.find(({ call }) => call === 'inquiryV1') ?? assert.fail();
    const signer = signerOf(legacy);
    assert.equal(inquiryToken(signer, { ...legacy.inputs, timeStamp: '' }), legacy.merchantToken);
    assert.notEqual(inquiryToken(signer, { ...legacy.inputs, timeStamp: '20260301170000' }), legacy.merchantToken);
  });

  for (const negative of file.negative) {
    test(`rejected: ${negative.id}`, () => {
      const formula = FORMULAS[negative.call] ?? assert.fail(negative.call);
      assert.equal(isSameToken(formula(signerOf(negative), negative.inputs), negative.mustNotBeAccepted), false);
    });
  }
});

describe('the comparison of tokens', () => {
  const token = 'a571183b8fd6c6051bcfa85b09c2bf2013e055ce313d00494dfb04b17a6a13ab';

  test('equal in any letter case', () => {
    assert.equal(isSameToken(token, token), true);
    assert.equal(isSameToken(token, token.toUpperCase()), true);
  });

  test('anything else is different, whatever its length', () => {
    for (const other of ['', 'a', token.slice(1), `${token}0`, `b${token.slice(1)}`]) {
      assert.equal(isSameToken(token, other), false, other);
    }
  });
});
