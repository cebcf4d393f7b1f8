import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readReturnForm } from '../../../../../server/providers/nicepay/pay/return-form.ts';

const of = (inputs: string): Readonly<Record<string, string>> | undefined =>
  readReturnForm(`<html><body><form name="tranMgr" method="post">${inputs}</form></body></html>`);

describe('the page that answers a payment step (P1)', () => {
  test('its inputs are read with attributes in any order and any kind of quotes', () => {
    for (const input of [
      '<input type="hidden" id="resultCd" name="resultCd" value="51">',
      '<input value="51" name="resultCd" type="hidden" />',
      "<INPUT NAME='resultCd' VALUE='51'/>",
      '<input name=resultCd value=51>',
      '<input\n\tdata-a="b"  name = "resultCd"\n value = "51"\n>',
      '<input disabled name="resultCd" hidden value="51" >',
      '<input name="resultCd" value="&#53;&#x31;">',
      '<input name="resultCd" value=" 51 ">',
      '<input name="resultCd" value="51" value="0000" name="another">',
      '<input data-x=">" name="resultCd" value="51">',
    ])
      assert.deepEqual(of(input), { resultCd: '51' }, input);
  });

  test('empty values and names are skipped, entities are decoded', () => {
    assert.deepEqual(
      of(
        '<input name="resultCd" value="0000"><input name="resultMsg" value="a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;">' +
          '<input name="recurringToken" value=""><input name="preauthToken"><input value="x"><input name="q" value="&bogus;&#0;">',
      ),
      { resultCd: '0000', resultMsg: `a & b <c> "d" 'e'`, q: '&bogus;' },
    );
  });

  test('what a browser does not parse as a tag is skipped', () => {
    for (const hidden of [
      '<!-- <input name="resultCd" value="0000"> -->',
      '<script>"<input name=resultCd value=0000>"</script>',
      '<style><input name="resultCd" value="0000"></style>',
      '<textarea><input name="resultCd" value="0000"></TEXTAREA>',
    ]) {
      assert.equal(of(hidden), undefined, hidden);
      assert.deepEqual(of(`${hidden}<input name="resultCd" value="51">`), { resultCd: '51' }, hidden);
    }
  });

  test('an ambiguous page is not read', () => {
    assert.equal(of('<input name="resultCd" value="0000"><input name="resultCd" value="51">'), undefined);
    assert.deepEqual(of('<input name="resultCd" value="51"><input name="resultCd" value="51">'), { resultCd: '51' });
    for (const broken of ['<input name="resultCd" value="51', '<input =']) assert.equal(of(broken), undefined, broken);
    for (const none of ['', '<html>', 'resultCd=51', '<inputs name="resultCd" value="51">'])
      assert.equal(readReturnForm(none), undefined, none);
  });

  test('a long page takes linear time, and a huge one is not read', () => {
    assert.equal(readReturnForm(`${' '.repeat(256 * 1024)}<input name="resultCd" value="51">`), undefined);
    assert.equal(of('<input name="a" value="b">'.repeat(201)), undefined);
    // Each would take a backtracking parser a long time.
    for (const piece of [
      '<input ',
      '<input a="',
      "<input a='",
      '<!--',
      '<script>',
      '<input a',
      '<',
      '<input/ ',
      '<input a= ',
    ]) {
      const text = piece.repeat(Math.floor((250 * 1024) / piece.length));
      assert.doesNotThrow(() => readReturnForm(text), piece);
    }
  });
});
