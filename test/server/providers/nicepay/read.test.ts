import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseObject, readFields } from '../../../../server/providers/nicepay/read.ts';

const read = (raw: object) => readFields({ ...raw });

test('an absent value, in every notation', () => {
  const said = read({ a: null, b: '', c: 'null', d: '  ', e: {}, f: [], g: true });
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) assert.equal(said.text(name), undefined, name);
});

test('texts and numbers are read as texts, in any letter case of their names', () => {
  const said = read({ TXid: ' abc ', CancelAmt: 500, resultCd: '0000' });
  assert.equal(said.text('tXid'), 'abc');
  assert.equal(said.text('txid'), 'abc');
  assert.equal(said.text('cancelAmt'), '500');
  assert.equal(said.text('resultcd'), '0000');
});

test('of a name that occurs twice, the first value counts', () => {
  assert.equal(read({ cancelAmt: null, CancelAmt: '500' }).text('cancelAmt'), '500');
  assert.equal(read({ cancelAmt: '400', CancelAmt: '500' }).text('cancelAmt'), '400');
});

test('whole rupiah', () => {
  const said = read({ a: '10000', b: 10000, c: '10000.00', d: '10000.50', e: '-1', f: '1e3', g: '10,000' });
  assert.deepEqual(
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => said.amount(name)),
    [10000, 10000, 10000, undefined, undefined, undefined, undefined, undefined],
  );
});

test('a JSON object and nothing else', () => {
  assert.deepEqual(parseObject('{"a":1}'), { a: 1 });
  for (const text of ['', '[]', 'null', '"x"', '1', '{', '<html></html>']) assert.equal(parseObject(text), undefined);
  assert.equal(Object.getPrototypeOf(parseObject('{"__proto__":{"a":1}}')), Object.prototype);
});
