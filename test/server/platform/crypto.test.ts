import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createCipher, Unopenable } from '../../../server/platform/crypto.ts';

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const cipher = createCipher([oldKey]);
const PLACE = 'checkouts.customer:co_1';

test('what was sealed can be opened for its place', () => {
  for (const text of ['', 'Siti Aminah', '{"phone":"+6281210002000"}', 'アミナ 🙂', 'x'.repeat(100_000)]) {
    assert.equal(cipher.open(cipher.seal(text, PLACE), PLACE), text);
  }
});

test('the same text is sealed differently every time, and nothing of it is readable', () => {
  const envelopes = Array.from({ length: 100 }, () => cipher.seal('Siti Aminah', PLACE));
  assert.equal(new Set(envelopes).size, envelopes.length);
  for (const envelope of envelopes) assert.ok(!Buffer.from(envelope.split('.')[2] ?? '', 'base64url').includes('Siti'));
});

test('it cannot be opened for another place', () => {
  const sealed = cipher.seal('Siti Aminah', PLACE);
  for (const place of ['checkouts.customer:co_2', 'payments.fields:co_1', '']) {
    assert.throws(() => cipher.open(sealed, place), Unopenable);
  }
});

test('it cannot be opened with one bit changed, truncated, or made up', () => {
  const sealed = cipher.seal('Siti', PLACE);
  const [version, id, payload = ''] = sealed.split('.');
  const bytes = Buffer.from(payload, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.throws(() => cipher.open(`${version}.${id}.${changed.toString('base64url')}`, PLACE), Unopenable);
  }
  for (const nothing of ['', '.', '1', 'plain text', `2.${id}.${payload}`, `1.${id}`, `1.${id}.`, `1.${id}.AAAA`]) {
    assert.throws(() => cipher.open(nothing, PLACE), Unopenable);
  }
});

test('a rotated key set opens old envelopes, seals with the new key, and needs the old one as long as they exist', () => {
  const rotated = createCipher([newKey, oldKey]);
  const old = cipher.seal('Siti', PLACE);
  assert.equal(rotated.open(old, PLACE), 'Siti');
  const fresh = rotated.seal('Siti', PLACE);
  assert.throws(() => cipher.open(fresh, PLACE), /encrypted with a key that is not configured/);
  assert.equal(createCipher([newKey]).open(fresh, PLACE), 'Siti');
  assert.throws(() => createCipher([newKey]).open(old, PLACE), /encrypted with a key that is not configured/);
});

test('a blind index is the same for the same text, purpose and key, and for nothing else', () => {
  assert.equal(cipher.blindIndex('tok-1', 'token'), createCipher([oldKey]).blindIndex('tok-1', 'token'));
  assert.notEqual(cipher.blindIndex('tok-1', 'token'), cipher.blindIndex('tok-2', 'token'));
  assert.notEqual(cipher.blindIndex('tok-1', 'token'), cipher.blindIndex('tok-1', 'customer'));
  assert.notEqual(cipher.blindIndex('tok-1', 'token'), createCipher([newKey]).blindIndex('tok-1', 'token'));
});

test('a lookup tries the digests of every key, the one that writes use first', () => {
  const rotated = createCipher([newKey, oldKey]);
  assert.deepEqual(rotated.blindIndexes('tok-1', 'token'), [
    rotated.blindIndex('tok-1', 'token'),
    cipher.blindIndex('tok-1', 'token'),
  ]);
});

test('a fingerprint names its version and key, reveals nothing without the key, and is compared under rotated keys (S5)', () => {
  const made = cipher.fingerprint('{"otp":"123456"}', 'request');
  assert.match(made, /^v1\.[0-9a-f]{8}\.[\w-]{43}$/);
  const rotated = createCipher([newKey, oldKey]);
  assert.notEqual(rotated.fingerprint('{"otp":"123456"}', 'request'), made);
  assert.equal(rotated.hasFingerprint(made, '{"otp":"123456"}', 'request'), true);
  assert.equal(rotated.hasFingerprint(made, '{"otp":"123457"}', 'request'), false);
  assert.equal(rotated.hasFingerprint(made, '{"otp":"123456"}', 'other'), false);
  for (const foreign of [made.replace('v1', 'v9'), '', 'v1', createCipher([newKey]).fingerprint('a', 'request')])
    assert.equal(cipher.hasFingerprint(foreign, 'a', 'request'), undefined, foreign);
});

test('keys are 32 bytes, and there is at least one', () => {
  assert.throws(() => createCipher([]), /at least one/);
  assert.throws(() => createCipher([randomBytes(16)]), /32 bytes, not 16/);
});
