import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { COMPLAINTS } from './complaints.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

describe('what checkouts are complained about', () => {
  it('is at least the twenty of the field', () => assert.ok(COMPLAINTS.length >= 20));

  for (const { complaint, shownBy } of COMPLAINTS)
    it(`is shown not to happen: ${complaint}`, () => {
      assert.ok(shownBy.length > 0);
      for (const [file, title] of shownBy) {
        const path = join(ROOT, file);
        assert.ok(existsSync(path), `${file} does not exist`);
        const titles = [
          ...readFileSync(path, 'utf8').matchAll(
            /\b(?:it|test|scenario(?:\.\w+)?)\(\s*(?:'\w+',\s*)?(['"`])(.*?)\1,/gs,
          ),
        ].map(([, , found = '']) => found);
        assert.ok(
          titles.some((found) => found.startsWith(title)),
          `${file} has no test “${title}” among: ${titles.join(' | ')}`,
        );
      }
    });
});
