import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOLDER_LENGTH, plainHolder } from '../../../widget/card/holder.ts';

test('a name is sent in letters and single spaces only', () => {
  assert.equal(plainHolder('SARI WULANDARI'), 'SARI WULANDARI');
  assert.equal(plainHolder('  Sari   Wulandari '), 'Sari Wulandari');
  assert.equal(plainHolder("Ma’ruf O'Brien-Šantić Jr."), 'Maruf OBrien Santic Jr');
});

test('a name that would become another one is rejected', () => {
  for (const name of ['', 'A', '-', 'Sari 2', '陳大文', 'Sari <b>', '4111111111111111', 'x'.repeat(HOLDER_LENGTH + 1)])
    assert.equal(plainHolder(name), undefined, name);
});
