import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FAILURE_MESSAGES } from '../../server/http/failure-messages.ts';
import { EVENT_TYPES } from '../../shared/event-type.ts';
import { FAILURE_CODES } from '../../shared/payment-status.ts';
import { paymentMessages } from '../../widget/i18n/payment/en.ts';

const readme = readFileSync(new URL('../../server/README.md', import.meta.url), 'utf8');

/** The cells of the row of a table that begins with this code. */
function rowOf(code: string): readonly string[] {
  const rows = readme.split('\n').filter((line) => line.startsWith(`| \`${code}\` |`));
  assert.equal(rows.length, 1, `${code} has ${rows.length} rows`);
  const cells = (rows[0] ?? '').split('|').slice(2, -1);
  return cells.map((cell) => cell.trim());
}

for (const type of EVENT_TYPES)
  test(`the README says what a shop does at ${type} (N13)`, () => {
    const cells = rowOf(type);
    assert.equal(cells.length, 2);
    assert.notEqual(cells[1], '');
  });

for (const code of FAILURE_CODES)
  test(`the README says what ${code} means, what the customer is told and what a shop may do (N13)`, () => {
    const [meaning, told, may, ...more] = rowOf(code);
    assert.equal(meaning, FAILURE_MESSAGES[code]);
    assert.equal(told, paymentMessages.failures[code]);
    assert.ok(may);
    assert.deepEqual(more, []);
  });
