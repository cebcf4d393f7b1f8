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
