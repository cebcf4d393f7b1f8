import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = 'server/SECURITY.md';

const text = readFileSync(join(ROOT, PAGE), 'utf8');
const rows = text.split('\n').filter((line) => /^\| (?!#|control|-)/.test(line) && !line.startsWith('|-'));
const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);

describe('the list of controls in server/SECURITY.md', () => {
  it('has a row for every threat and attack', () => {
    const rowIds = rows.map((row) => row.split('|')[1]?.trim());
    for (let threat = 1; threat <= 45; threat += 1) assert.ok(rowIds.includes(String(threat)), `threat ${threat}`);
    for (let attack = 1; attack <= 13; attack += 1) assert.ok(rowIds.includes(`S${attack}`), `attack S${attack}`);
  });

  it('names a test in every row, and only files that exist', () => {
    assert.ok(rows.length > 60, `${rows.length} rows`);
    for (const row of rows) assert.match(row, /\]\(\.\.\/test\//, row);
    for (const target of targets) assert.ok(existsSync(join(ROOT, dirname(PAGE), target)), target);
  });
});

/** How many requirements each section of ASVS 5.0.0 has, chapter by chapter. */
const ASVS = [
  [2, 10, 12, 3, 3],
  [3, 3, 5, 2],
  [1, 3, 5, 8, 8, 1, 5],
  [5, 5, 2, 4],
  [1, 6, 3, 3],
  [3, 12, 8, 6, 8, 4, 2, 4],
  [3, 4, 2, 5, 3, 2],
  [4, 4, 3, 2],
  [3, 4],
  [2, 3, 5, 16, 5, 2, 3],
  [4, 5, 5, 4, 2, 2, 2],
  [5, 2, 5],
  [4, 6, 4, 7],
  [2, 8, 3],
  [5, 5, 7, 4],
  [1, 5, 4, 3, 4],
  [2, 8, 2],
];
const REQUIREMENTS = ASVS.flatMap((sections, chapter) =>
  sections.flatMap((count, section) =>
    Array.from({ length: count }, (_, index) => `${chapter + 1}.${section + 1}.${index + 1}`),
  ),
);

describe('the checklist in server/ASVS.md', () => {
  const asvs = readFileSync(join(ROOT, 'server/ASVS.md'), 'utf8');
  const items = [...asvs.matchAll(/^\| (\d+\.\d+\.\d+(?:–\d+\.\d+\.\d+)?) +\| (.*?) \| (.*) \|$/gm)].map(
    ([, range = '', , answer = '']) => ({ range, answer: answer.trim() }),
  );

  it('has every requirement once, in their order', () => {
    assert.equal(REQUIREMENTS.length, 345);
    const named = items.flatMap(({ range }) => {
      const [first = '', last = first] = range.split('–');
      return REQUIREMENTS.slice(REQUIREMENTS.indexOf(first), REQUIREMENTS.indexOf(last) + 1);
    });
    assert.deepEqual(named, REQUIREMENTS);
  });

  it('has a test that exists, or a reason, for each', () => {
    for (const { range, answer } of items)
      assert.match(
        answer,
        /^(?:\[`[\w-]+`\]\(\.\.\/test\/|\*\*(?:Not applicable|Documented|Operator|Not met):\*\* .{4})/,
        range,
      );
    const links = [...asvs.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
    assert.ok(links.length > 200);
    for (const target of links) assert.ok(existsSync(join(ROOT, 'server', target)), target);
  });

  it('leads to sections that exist, where it names a document', () => {
    for (const [, path = '', anchor = ''] of asvs.matchAll(/\]\(([^)#]*)#([\w-]+)\)/g)) {
      const document = readFileSync(join(ROOT, 'server', path === '' ? 'ASVS.md' : path), 'utf8');
      const anchors = [...document.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replace(/ /g, '-'),
      );
      assert.ok(anchors.includes(anchor), `${path}#${anchor}`);
    }
  });
});
