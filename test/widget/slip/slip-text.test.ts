import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { slipText } from '../../../widget/slip/slip-text.ts';
import { wrapText } from '../../../widget/slip/wrap-text.ts';

describe('the text to share', () => {
  const slip = {
    paymentId: 'pay_1',
    channel: 'BCA Virtual Account',
    order: 'Kopi Gayo 250 g',
    facts: [{ label: 'Virtual account number', value: '381659999612345678', shown: '3816 5999 9612 3456 78' }],
    amount: { label: 'Amount', value: '149000', shown: 'Rp 149.000' },
    deadline: { label: 'Pay before', value: '2026-11-23T06:30:00Z', shown: '23 Nov, 13:30 WIB', iso: '' },
  };

  test('has the number as it is pasted, the amount and the deadline as they are read', () => {
    assert.equal(
      slipText(slip),
      [
        'Kopi Gayo 250 g',
        'BCA Virtual Account',
        'Virtual account number: 381659999612345678',
        'Amount: Rp 149.000',
        'Pay before: 23 Nov, 13:30 WIB',
      ].join('\n'),
    );
  });

  test('leaves out what the order has not', () => {
    assert.match(slipText({ ...slip, order: undefined }), /^BCA Virtual Account\n/);
  });
});

describe('lines of a picture', () => {
  const wrap = (text: string, width: number, locale = 'en') =>
    wrapText(text, width, (line) => Array.from(line).length, locale);

  test('break between words, and keep them all', () => {
    assert.deepEqual(wrap('Kopi Gayo 250 g dan dripper', 12), ['Kopi Gayo', '250 g dan', 'dripper']);
    assert.deepEqual(wrap('', 12), []);
  });

  test('break between the words of Thai and Chinese, which have no blanks', () => {
    assert.deepEqual(wrap('ชำระเงินก่อนเวลา', 8, 'th'), ['ชำระเงิน', 'ก่อนเวลา']);
    assert.deepEqual(wrap('付款截止时间', 4, 'zh'), ['付款截止', '时间']);
  });

  test('break inside a word only where it is wider than a line', () => {
    assert.deepEqual(wrap('no 381659999612345678', 10), ['no', '3816599996', '12345678']);
    for (const line of wrap('x'.repeat(100), 7)) assert.ok(line.length <= 7);
  });
});
