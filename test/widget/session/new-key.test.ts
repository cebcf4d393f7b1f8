import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey } from '../../../widget/session/new-key.ts';

test('a key can be made without randomUUID, and is different each time (F21)', (t) => {
  const usual = newKey();
  const whole = Object.getOwnPropertyDescriptor(crypto, 'randomUUID');
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  t.after(() => {
    if (whole) Object.defineProperty(crypto, 'randomUUID', whole);
    else Reflect.deleteProperty(crypto, 'randomUUID');
  });
  const keys = [newKey(), newKey(), usual];
  assert.equal(new Set(keys).size, 3);
  for (const key of keys) assert.match(key, /^[0-9a-f-]{32,36}$/);
});
