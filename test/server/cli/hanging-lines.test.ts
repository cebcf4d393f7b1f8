import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hangingLines } from '../../../server/cli/hanging-lines.ts';

it('a long line is broken between words, and what follows is indented', () => {
  const text = 'one two three four five six seven eight nine ten eleven';
  assert.deepEqual(hangingLines('ok  ', text, 40), [
    'ok  one two three four five six seven',
    '    eight nine ten eleven',
  ]);
  assert.deepEqual(hangingLines('ok  ', 'x'.repeat(90), 40), [`ok  ${'x'.repeat(90)}`]);
  assert.deepEqual(hangingLines('ok  ', '', 40), ['ok  ']);
});
