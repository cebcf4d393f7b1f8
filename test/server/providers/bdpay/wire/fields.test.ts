import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readBody, readJson } from '../../../../../server/providers/bdpay/wire/fields.ts';

const URLENCODED = 'application/x-www-form-urlencoded';
const entries = (fields: ReadonlyMap<string, string | null> | undefined) => fields && [...fields];

describe('JSON', () => {
  test('values are text, numbers as they were written', () => {
    assert.deepEqual(entries(readJson('{"a":"x","b":10.00,"c":0,"d":1e3,"e":null,"f":true, "g" : -5 }')), [
      ['a', 'x'],
      ['b', '10.00'],
      ['c', '0'],
      ['d', '1e3'],
      ['e', null],
      ['f', 'true'],
      ['g', '-5'],
    ]);
  });

  test('escapes and braces inside strings', () => {
    assert.deepEqual(entries(readJson('{"a":"\\"},{\\u0041","b\\n":"é😀"}')), [
      ['a', '"},{A'],
      ['b\n', 'é😀'],
    ]);
  });

  test('a field named __proto__ is an ordinary field', () => {
    assert.deepEqual(entries(readJson('{"__proto__":"x"}')), [['__proto__', 'x']]);
  });

  for (const text of [
    '',
    '[]',
    '"x"',
    'null',
    '{}',
    '{"a":{}}',
    '{"a":[1]}',
    '{"a":"1","a":"2"}',
    '{"a":1',
    '{"a":1}x',
    '{"a":01}',
  ])
    test(`nothing of ${text || 'an empty text'}`, () => assert.equal(readJson(text), undefined));

  test('a megabyte of backslashes takes no time', () => {
    assert.equal(readJson(`{"a":"${'\\'.repeat(1_000_000)}`), undefined);
  });
});

describe('a form', () => {
  test('urlencoded, decoded once', () => {
    const body = Buffer.from('name=SITI+AMINAH&email=a%40b.id&platSign=a%2Bb%2525%3D&empty=');
    assert.deepEqual(entries(readBody(body, `${URLENCODED}; charset=UTF-8`)), [
      ['name', 'SITI AMINAH'],
      ['email', 'a@b.id'],
      ['platSign', 'a+b%25='],
      ['empty', ''],
    ]);
  });

  test('multipart', () => {
    const body = [
      '--mark',
      'Content-Disposition: form-data; name="name"',
      '',
      'SITI AMINAH',
      '--mark',
      'Content-Type: text/plain; charset=utf-8',
      'content-disposition: form-data; name="text"',
      '',
      'two\r\nlines --mark',
      '--mark--',
      '',
    ].join('\r\n');
    const wanted = [
      ['name', 'SITI AMINAH'],
      ['text', 'two\r\nlines --mark'],
    ];
    for (const boundary of ['boundary=mark', 'boundary="mark"', 'charset=utf-8; boundary=mark'])
      assert.deepEqual(entries(readBody(Buffer.from(body), `multipart/form-data; ${boundary}`)), wanted, boundary);
  });

  test('JSON with any content type', () => {
    assert.deepEqual(entries(readBody(Buffer.from(' {"a":1}'), URLENCODED)), [['a', '1']]);
    assert.deepEqual(entries(readBody(Buffer.from('{"a":1}'), 'application/json')), [['a', '1']]);
  });

  for (const [name, body, type] of [
    ['an empty body', '', URLENCODED],
    ['a member twice', 'a=1&a=2', URLENCODED],
    ['too many members', Array.from({ length: 101 }, (_, i) => `a${i}=1`).join('&'), URLENCODED],
    ['multipart without a boundary', '--x--', 'multipart/form-data'],
    [
      'multipart that is cut short',
      '--m\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
      'multipart/form-data; boundary=m',
    ],
    [
      'a part without a name',
      '--m\r\nContent-Disposition: form-data\r\n\r\n1\r\n--m--',
      'multipart/form-data; boundary=m',
    ],
  ] as const)
    test(`nothing of ${name}`, () => assert.equal(readBody(Buffer.from(body), type), undefined));

  test('nothing of bytes that are not UTF-8', () => {
    assert.equal(readBody(Buffer.from([0x61, 0x3d, 0xff]), URLENCODED), undefined);
  });
});
