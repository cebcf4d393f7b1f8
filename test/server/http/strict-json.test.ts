import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { JsonFault, parseStrictJson } from '../../../server/http/strict-json.ts';

const refused = (text: string): JsonFault => {
  try {
    parseStrictJson(text);
  } catch (error) {
    assert.ok(error instanceof JsonFault, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: `was read: ${text.slice(0, 60)}` });
};

describe('strict JSON', () => {
  it('reads plain JSON', () => {
    assert.deepEqual(
      parseStrictJson(' {"a": [1, -2, 0, true, false, null, "é\\u00e9\\n\\"\\\\\\/"], "b": {}, "": []} '),
      {
        a: [1, -2, 0, true, false, null, 'éé\n"\\/'],
        b: {},
        '': [],
      },
    );
  });

  it('reads what JSON.parse reads, as JSON.parse does, where numbers are whole', () => {
    const json = fc.json({ stringUnit: 'binary', depthSize: 'small', maxDepth: 6 });
    fc.assert(
      fc.property(json, (text) => {
        const expected: unknown = JSON.parse(text);
        try {
          assert.deepEqual(parseStrictJson(text), expected);
        } catch (error) {
          if (!(error instanceof JsonFault)) throw error;
          // Only for what is refused deliberately.
          assert.match(error.message, /integer|unpaired surrogate|more than once|not a known field/);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const mutated = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '{', '}', '[', ']', ':', '0', '.', 'e', '\\', '\u0000', ' x', '//'),
      )
      .map(
        ([text, at, insert]) =>
          text.slice(0, at % (text.length + 1)) + insert + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(mutated, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        if (!isJson) refused(text);
      }),
      { numRuns: 5_000 },
    );
  });

  it('refuses every number that is not written in digits alone', () => {
    for (const number of [
      '10.0',
      '1.5',
      '1e5',
      '1E5',
      '1e-2',
      '0.1',
      '-0.0',
      '1e400',
      '9007199254740992',
      '-9007199254740993',
      '9'.repeat(400),
    ]) {
      assert.equal(refused(`{"amount":${number}}`).path, 'amount', number);
      assert.equal(refused(`{"items":[{"unitAmount":${number}}]}`).path, 'items.0.unitAmount', number);
    }
  });

  it('refuses invalid numbers', () => {
    for (const number of ['01', '+1', '.5', '1.', '0x10', '1_000', 'NaN', 'Infinity', '-', '--1', '１'])
      refused(`{"amount":${number}}`);
  });

  it('refuses a repeated name, also when it is escaped differently', () => {
    assert.equal(refused('{"a":1,"a":1}').path, 'a');
    assert.equal(refused('{"a":1,"\\u0061":2}').path, 'a');
    assert.equal(refused('{"x":{"a":1,"b":2,"a":3}}').path, 'x.a');
  });

  it('refuses names that would reach a prototype, also when they are escaped', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
      refused(`{"${name}":{"polluted":true}}`);
      refused(`{"a":[{"${name}":1}]}`);
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });

  it('keeps names such as toString as ordinary fields', () => {
    const value = parseStrictJson('{"toString":1,"hasOwnProperty":2}');
    assert.deepEqual(Object.entries(value as object), [
      ['toString', 1],
      ['hasOwnProperty', 2],
    ]);
  });

  it('refuses control characters, unpaired surrogates and invalid escapes', () => {
    for (const text of ['"\\ud800"', '"\\udc00x"', '"a\\u0000b"', '"tab\there"', '"line\nbreak"', '"\\x41"', '"\\u12"'])
      refused(text);
    assert.equal(parseStrictJson('"\\ud83d\\ude00"'), '😀');
  });

  it('refuses deep nesting early', () => {
    refused('['.repeat(30_000));
    refused('{"a":'.repeat(10_000));
  });

  it('refuses names over 500 characters, so that no path to a value is longer than the text (S1)', () => {
    assert.deepEqual(parseStrictJson(JSON.stringify({ ['a'.repeat(500)]: 1 })), { ['a'.repeat(500)]: 1 });
    assert.throws(() => parseStrictJson(JSON.stringify({ x: { ['a'.repeat(501)]: 1 } })), JsonFault);
  });

  it('takes time in proportion to the text', () => {
    // 64 KiB of the most that fits; a parser that is quadratic would take seconds for each.
    for (const text of [
      `[${'0,'.repeat(32_000)}0]`,
      `"${'\\n'.repeat(32_000)}"`,
      `{${Array.from({ length: 7_000 }, (_, i) => `"${i}":0`).join()}}`,
      ' '.repeat(65_000),
    ]) {
      try {
        parseStrictJson(text);
      } catch (error) {
        assert.ok(error instanceof JsonFault);
      }
    }
  });
});
