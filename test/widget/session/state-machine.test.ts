import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFinal, PAYMENT_STATUSES } from '../../../shared/payment-status.ts';
import { type Input, next, type State, TABLE } from '../../../widget/session/state-machine.ts';

const states = Object.keys(TABLE) as State[];
const inputs = Object.keys(TABLE.loading) as Input[];
const BY_THE_BFF: readonly Input[] = ['payment_succeeded', 'checkout_paid'];

test('every state has a next state for every input', () => {
  assert.ok(states.length > 0 && inputs.length > 0);
  for (const state of states) {
    assert.deepEqual(Object.keys(TABLE[state]).toSorted(), inputs.toSorted(), state);
    for (const input of inputs) assert.ok(states.includes(next(state, input)), `${state} ${input}`);
  }
});

test('only the BFF’s reports lead to paid', () => {
  const others = inputs.filter((input) => !BY_THE_BFF.includes(input));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...others), { maxLength: 30 }), (sequence) => {
      assert.notEqual(sequence.reduce<State>(next, 'loading'), 'paid');
    }),
  );
});

test('paid stays paid until the session is read again', () => {
  for (const input of inputs.filter((one) => one !== 'reload')) assert.equal(next('paid', input), 'paid', input);
});

test('one payment at a time: "pay" changes only the list', () => {
  for (const state of states) assert.equal(next(state, 'pay'), state === 'choosing' ? 'paying' : state, state);
});

test('an open payment can always be waited for, and one that is over can be left', () => {
  for (const status of PAYMENT_STATUSES) {
    const state = next('loading', `payment_${status}`);
    assert.notEqual(state, 'loading', status);
    if (isFinal(status) && status !== 'succeeded') assert.equal(next(state, 'again'), 'choosing', status);
  }
});

test('the end of the checkout does not hide a payment whose outcome is pending', () => {
  assert.equal(next('checking', 'checkout_expired'), 'checking');
  assert.equal(next('instructed', 'checkout_expired'), 'expired');
});
