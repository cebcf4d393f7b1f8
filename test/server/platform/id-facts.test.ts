import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idFacts } from '../../../server/platform/id-facts.ts';

const id = (prefix: string): string => `${prefix}_${'0'.repeat(26)}`;

test('ids have the name of what they identify', () => {
  assert.deepEqual(idFacts(id('co'), id('pay'), undefined, id('rf'), id('po'), id('tok'), id('evt')), {
    checkoutId: id('co'),
    paymentId: id('pay'),
    refundId: id('rf'),
    payoutId: id('po'),
    savedMethodId: id('tok'),
    eventId: id('evt'),
  });
});

test('what is not an id of ours is left out: a path can contain anything', () => {
  assert.deepEqual(idFacts('cust-siti', `${id('pay')}x`, 'pay_1', `constructor_${'0'.repeat(26)}`, ''), {});
});

test('the first id of a kind counts', () => {
  const second = `pay_${'1'.repeat(26)}`;
  assert.deepEqual(idFacts(id('pay'), second), { paymentId: id('pay') });
});
