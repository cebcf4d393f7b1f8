import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../shared/language.ts';
import { nameOf, WIDTHS } from './combination.ts';
import { DRAWN_THEMES, pairwise } from './pairwise.ts';
import { GALLERY } from './states.ts';

const combinations = pairwise(GALLERY);

test('every two of a view, a language, a theme and a width meet on a screenshot', () => {
  const factors = {
    view: [...new Set(GALLERY.map(({ view }) => view))],
    language: LANGUAGES,
    theme: DRAWN_THEMES,
    width: WIDTHS,
  };
  const rows: readonly Readonly<Record<string, string | number>>[] = combinations.map(({ entry, ...look }) => ({
    view: entry.view,
    ...look,
  }));
  const names = Object.entries(factors);
  for (const [one, values] of names)
    for (const [other, others] of names.filter(([name]) => name > one))
      for (const value of values)
        for (const second of others)
          assert.ok(
            rows.some((row) => row[one] === value && row[other] === second),
            `${value} with ${second}`,
          );
});

test('every state is on one, and all names differ', () => {
  const shown = new Set(combinations.map(({ entry }) => entry.name));
  assert.deepEqual(
    GALLERY.filter(({ name }) => !shown.has(name)).map(({ name }) => name),
    [],
  );
  assert.equal(new Set(combinations.map(nameOf)).size, combinations.length);
});

test('they are few enough to be looked at in every run', () => {
  assert.ok(combinations.length <= 200, `${combinations.length}`);
});
