import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type { ChannelCode } from '../../../../../shared/channel.ts';
import { instructionSchema } from '../../../../../shared/instruction.ts';
import type { PaymentOrder } from '../../../../../server/payments/ports/ports.ts';
import {
  buildCapture,
  buildPaymentForm,
  buildTokenPayment,
} from '../../../../../server/providers/nicepay/pay/build-payment.ts';
import { rowOf } from '../../../../../server/providers/nicepay/channels.ts';
import { anOrder, NOW, REFERENCE, RETURN_URL, SITI, tXidOf } from '../support/order.ts';
import { KEYS } from '../support/settings.ts';
import { BASE } from '../support/wire.ts';

const account = { iMid: 'CARDMERC01', merchantKey: KEYS.card };
const tXid = tXidOf('CARDMERC01', '01');
const payable = { account, tXid, referenceNo: REFERENCE, amount: 150_000, callBackUrl: RETURN_URL, now: NOW };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const TOKEN = sha256(`20260301170000CARDMERC01${REFERENCE}150000${KEYS.card}`);

function form(channel: ChannelCode, over: Partial<PaymentOrder> = {}) {
  const row = rowOf({ channel });
  const instruction = buildPaymentForm(payable, row, anOrder({ channel, ...over }), new URL(BASE));
  assert.deepEqual(instructionSchema.parse(instruction), instruction);
  return instruction;
}

describe('the payment step of the browser', () => {
  test('a card: the form collects it and posts it to NICEPAY', () => {
    assert.deepEqual(form('card'), {
      kind: 'form_post',
      action: 'https://dev.nicepay.co.id/nicepay/direct/v2/payment',
      fields: {
        timeStamp: '20260301170000',
        tXid,
        merchantToken: TOKEN,
        callBackUrl: RETURN_URL,
        referenceNo: REFERENCE,
      },
      inputs: 'card',
      inputNames: {
        number: 'cardNo',
        expiry: 'cardExpYymm',
        cvv: 'cardCvv',
        holder: 'cardHolderNm',
        email: 'cardHolderEmail',
      },
      expiryFormat: 'YYMM',
    });
  });

  test('a card: a known e-mail is not asked for', () => {
    const instruction = form('card', { customer: SITI });
    assert.ok(instruction.kind === 'form_post');
    assert.equal(instruction.fields['cardHolderEmail'], 'siti@example.com');
    assert.equal('email' in (instruction.inputNames ?? {}), false);
  });

  for (const channel of ['ewallet_ovo', 'ewallet_dana', 'paylater_kredivo', 'clickpay_jenius'] as const) {
    test(`${channel}: four hidden fields and nothing to fill in`, () => {
      assert.deepEqual(form(channel), {
        kind: 'form_post',
        action: 'https://dev.nicepay.co.id/nicepay/direct/v2/payment',
        fields: { timeStamp: '20260301170000', tXid, merchantToken: TOKEN, callBackUrl: RETURN_URL },
      });
    });
  }

  test('Jenius: the cashtag, if the customer filled it in', () => {
    const instruction = form('clickpay_jenius', { fields: { cashtag: '$siti' } });
    assert.ok(instruction.kind === 'form_post');
    assert.equal(instruction.fields['cashtag'], '$siti');
  });

  test('no key in the form', () => {
    assert.equal(JSON.stringify(form('card')).includes(KEYS.card), false);
  });
});

describe('the payment step of our server', () => {
  const step = {
    timeStamp: '20260301170000',
    tXid,
    merchantToken: TOKEN,
    callBackUrl: RETURN_URL,
    referenceNo: REFERENCE,
  };

  test('a saved card', () => {
    assert.deepEqual(buildTokenPayment(payable, 'abc'), { ...step, recurringToken: 'abc' });
  });

  test('a capture', () => {
    assert.deepEqual(buildCapture(payable, 'hold'), { ...step, preauthToken: 'hold' });
  });
});
