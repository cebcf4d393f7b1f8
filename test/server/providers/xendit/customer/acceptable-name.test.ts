import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptableName } from '../../../../../server/providers/xendit/customer/acceptable-name.ts';

test('names become plain letters and single spaces', () => {
  const cases: readonly [string | undefined, string][] = [
    ['Siti Aminah', 'Siti Aminah'],
    ['  Siti\t\nAminah ', 'Siti Aminah'],
    ['Nguyễn Thị Đào', 'Nguyen Thi Dao'],
    ['José Núñez-O’Brien Jr.', 'Jose Nunez OBrien Jr'],
    ['ＦＵＬＬ Ｗｉｄｔｈ', 'FULL Width'],
    ['<b>Siti</b>', 'b Siti b'],
    ['สมชาย', 'Customer'],
    ['12345', 'Customer'],
    ['', 'Customer'],
    [undefined, 'Customer'],
  ];
  for (const [name, expected] of cases) assert.equal(acceptableName(name), expected);
});

test('a name has at most 50 characters and no blank at its end', () => {
  const name = acceptableName(`${'a'.repeat(49)} ${'b'.repeat(100)}`);
  assert.equal(name, 'a'.repeat(49));
  assert.equal(acceptableName('é'.repeat(100_000)).length, 50);
});
