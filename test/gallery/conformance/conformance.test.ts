import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { CRITERIA } from './criteria.ts';
import { conformanceReport, type Evidence } from './report.ts';

const evidence: Evidence = {
  version: '1.2.3',
  axeVersion: '4.0.0',
  date: '2026-11-22',
  states: 2,
  passed: [
    { id: 'color-contrast', tags: ['wcag2aa', 'wcag143'], elements: 3 },
    { id: 'color-contrast', tags: ['wcag2aa', 'wcag143'], elements: 4 },
  ],
  failures: '',
};

describe('the accessibility conformance report', () => {
  test('has every criterion of WCAG 2.2 once: 31 of level A, 24 of level AA', () => {
    const ids = CRITERIA.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      (['A', 'AA'] as const).map((level) => CRITERIA.filter((one) => one.level === level).length),
      [31, 24],
    );
  });

  test('names only tests that exist', () => {
    for (const { id, tests = [] } of CRITERIA)
      for (const { file, name } of tests) {
        assert.ok(existsSync(file), `${id}: ${file}`);
        assert.ok(readFileSync(file, 'utf8').includes(name), `${id}: ${file} has no test "${name}"`);
      }
  });

  test('says why, wherever no test shows it', () => {
    for (const { id, conformance, tests = [], remark } of CRITERIA)
      if (conformance !== 'Supports' || tests.length === 0)
        assert.ok(remark !== undefined, `${id}: neither a test nor a remark`);
  });

  test('counts what axe has looked at for a criterion', () => {
    assert.match(
      conformanceReport(CRITERIA, evidence),
      /\| 1\.4\.3 .* \| Supports \| .*axe: color-contrast \(7 elements\)\./,
    );
  });

  test('does not support what a failed test was to show', () => {
    const failures = 'keyboard.browser.ts: what a screen reader says › is the status, once it changes\n    Error';
    assert.match(
      conformanceReport(CRITERIA, { ...evidence, failures }),
      /\| 4\.1\.3 .* \| Does Not Support \| .*Failed: “is the status/,
    );
  });

  test('does not support what axe has found wrong', () => {
    const failures = 'list: color-contrast (wcag2aa, wcag143): <p> too faint';
    const text = conformanceReport(CRITERIA, { ...evidence, failures });
    assert.match(text, /\| 1\.4\.3 .* \| Does Not Support \|/);
    assert.match(text, /\| 1\.4\.4 .* \| Supports \|/);
  });
});
