import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { audit } from './axe.ts';
import { nameOf } from './combination.ts';
import { clearFailures, compare } from './compare.ts';
import { inspect } from './inspect.ts';
import { pairwise } from './pairwise.ts';
import { GALLERY } from './states.ts';

/* The states of `states.ts` as screenshots in pairs of view, language, theme and width. axe sees each, and each view in both themes. */

const combinations = pairwise(GALLERY);
const looks = new Map<string, readonly string[]>();
const findings = new Map<string, readonly string[]>();

describe('the gallery', () => {
  before(async () => {
    clearFailures();
    const audited = new Set<string>();
    const inspected = await inspect(combinations, async (stage, combination) => {
      const { theme, entry } = combination;
      const { name, view } = entry;
      const difference = await compare(nameOf(combination), await stage.screenshot());
      if (!audited.has(name) || !audited.has(`${view} ${theme}`)) {
        audited.add(name).add(`${view} ${theme}`);
        findings.set(name, [...(findings.get(name) ?? []), ...(await audit(stage)).findings]);
      }
      return difference === undefined ? [] : [difference];
    });
    for (const { combination, problems } of inspected) looks.set(nameOf(combination), problems);
  });

  for (const combination of combinations) {
    const name = nameOf(combination);
    test(`looks as before: ${name}`, () => assert.deepEqual(looks.get(name), []));
  }

  for (const { name } of GALLERY) {
    test(`axe finds nothing (WCAG 2.2 A and AA): ${name}`, () => assert.deepEqual(findings.get(name), []));
  }
});
