import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPrivateKey, readPublicKey } from '../../../../../server/providers/bdpay/environment/keys.ts';
import { readBody, readJson, type Fields } from '../../../../../server/providers/bdpay/wire/fields.ts';
import { encryptHere } from '../../../../../server/platform/rsa-encrypt.ts';
import {
  isGenuine,
  signFields,
  signableBytes,
  signatureLength,
  signString,
} from '../../../../../server/providers/bdpay/wire/signature.ts';
import { KEYS, keyText, vector, VECTORS, type Vector } from '../support/vectors.ts';

const publicKey = (name: string) => readPublicKey(keyText(name, 'publicKeySpkiBase64')) ?? assert.fail(name);
const privateKey = (name: string) => readPrivateKey(keyText(name, 'privateKeyPkcs8Base64')) ?? assert.fail(name);

/** As it comes over the wire: through JSON text, so that numbers are read as they are written. */
const received = (one: Vector): Fields =>
  readJson(JSON.stringify({ ...one.params, platSign: one.signature })) ?? assert.fail(one.id);

test('there are vectors', () => {
  assert.ok(VECTORS.length >= 18);
});

describe('the vectors', () => {
  for (const one of VECTORS) {
    test(`${one.id}: ${one.note}`, async () => {
      const fields = received(one);
      assert.equal(signString(fields), one.signString);
      // What is signed by the wrong side is checked against the key of the right one.
      const key = publicKey(one.id === 's-16-wrong-key' ? 'platform1024' : one.key);
      assert.equal(isGenuine(fields, key), one.valid);
      if (one.valid && KEYS[one.key]?.privateKeyPkcs8Base64 !== undefined)
        assert.equal(await signFields(fields, privateKey(one.key), encryptHere), one.signature);
    });
  }

  for (const one of VECTORS.filter(({ formBody }) => formBody !== undefined)) {
    test(`${one.id} as the form that came`, () => {
      const fields = readBody(Buffer.from(one.formBody ?? ''), 'application/x-www-form-urlencoded');
      assert.ok(fields);
      assert.equal(isGenuine(fields, publicKey(one.key)), true);
    });
  }
});

describe('what is not verified', () => {
  const good = vector('s-13-notify');
  const key = publicKey(good.key);
  const withMember = (name: string, value: string | null): Fields => new Map(received(good)).set(name, value);

  test('an added field, a missing field, another value', () => {
    assert.equal(isGenuine(received(good), key), true);
    assert.equal(isGenuine(withMember('status', 'SUCCESS'), key), false);
    assert.equal(isGenuine(withMember('vaNumber', '7416023828374476'), key), false);
    const less = new Map(received(good));
    less.delete('msg');
    assert.equal(isGenuine(less, key), false);
  });

  test('no signature, an empty one, garbage, half of one, one in another case', () => {
    for (const signature of [
      '',
      'AAAA',
      'not base64 at all!',
      good.signature.slice(0, 100),
      good.signature.toLowerCase(),
    ])
      assert.equal(isGenuine(withMember('platSign', signature), key), false, signature);
    const unsigned = new Map(received(good));
    unsigned.delete('platSign');
    assert.equal(isGenuine(unsigned, key), false);
    assert.equal(isGenuine(withMember('platSign', null), key), false);
  });

  test('a signature that is too long is not verified', () => {
    const long = Buffer.concat(Array.from({ length: 1000 }, () => Buffer.from(good.signature, 'base64')));
    assert.equal(isGenuine(withMember('platSign', long.toString('base64')), key), false);
  });

  test('letters in another case do not count as the same', () => {
    assert.equal(isGenuine(withMember('name', 'ASMANA'), key), false);
  });
});

test('plus signs that a proxy turned into spaces are restored', () => {
  const good = vector('s-13-notify');
  assert.match(good.signature, /\+/);
  const fields = new Map(received(good)).set('platSign', good.signature.replaceAll('+', ' '));
  assert.equal(isGenuine(fields, publicKey(good.key)), true);
});

test('a field that is null adds nothing or the word null: both are accepted', async () => {
  const key = privateKey('platform1024');
  const open = publicKey('platform1024');
  for (const text of ['', 'null']) {
    const platSign = await signFields(
      new Map([
        ['a', '1'],
        ['b', text],
        ['c', '2'],
      ]),
      key,
      encryptHere,
    );
    assert.equal(
      isGenuine(
        new Map([
          ['a', '1'],
          ['b', null],
          ['c', '2'],
          ['platSign', platSign],
        ]),
        open,
      ),
      true,
      text,
    );
  }
});

test('how much can be signed within 512 characters', () => {
  assert.equal(signableBytes(privateKey('merchant1024')), 351);
  assert.equal(signableBytes(privateKey('merchant2048')), 245);
  assert.equal(signatureLength(351, privateKey('merchant1024')), 512);
  assert.ok(signatureLength(352, privateKey('merchant1024')) > 512);
  assert.ok(signatureLength(245, privateKey('merchant2048')) <= 512);
  const long = vector('s-08-2048-246');
  assert.equal(signatureLength(246, privateKey('merchant2048')), long.signature.length);
});
