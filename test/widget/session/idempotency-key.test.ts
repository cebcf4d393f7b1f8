import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdempotencyKey } from '../../../widget/session/idempotency-key.ts';

const numbered = () => {
  let made = 0;
  return new IdempotencyKey(() => `key-${(made += 1)}`);
};

test('the same request keeps its key until it is answered', () => {
  const idempotencyKey = numbered();
  const choice = { channel: 'ewallet_ovo', fields: { phone: '0812' } };
  assert.equal(idempotencyKey.keyFor(choice), 'key-1');
  assert.equal(idempotencyKey.keyFor({ ...choice }), 'key-1');
  idempotencyKey.discard();
  assert.equal(idempotencyKey.keyFor(choice), 'key-2');
});

test('another request gets another key, even when it differs in one digit', () => {
  const idempotencyKey = numbered();
  assert.equal(idempotencyKey.keyFor({ channel: 'ewallet_ovo', fields: { phone: '0812' } }), 'key-1');
  assert.equal(idempotencyKey.keyFor({ channel: 'ewallet_ovo', fields: { phone: '0813' } }), 'key-2');
  assert.equal(idempotencyKey.keyFor({ channel: 'ewallet_ovo', fields: { phone: '0813' }, save: true }), 'key-3');
});
