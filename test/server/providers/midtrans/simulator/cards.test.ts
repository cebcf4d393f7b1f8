import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutCardData } from '../../../../../server/demo/without-card-data.ts';
import { rememberCard, TEST_CARDS } from '../../../../../server/providers/midtrans/simulator/cards.ts';

test('every test card is known also when the demo has blotted out its digits', () => {
  for (const { number, result, challenges } of TEST_CARDS) {
    const form = withoutCardData(`number=${number}`, 'application/x-www-form-urlencoded');
    const card = rememberCard(new URLSearchParams(form).get('number') ?? '', '12', '2040');
    assert.deepEqual([card.result, card.challenges], [result, challenges], number);
    assert.equal(card.masked, `${number.slice(0, 8)}-${number.slice(-4)}`);
  }
});
