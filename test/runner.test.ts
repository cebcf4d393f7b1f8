import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './support/runner/outcome.ts';

/** What `npm test` counts decides what everybody believes, so the counting itself is put to the test. */
const FILES: Record<string, string> = {
  'passes.test.mjs': `test('one', () => {}); describe('group', () => { test('two', () => {}); });`,
  'fails.test.mjs': `describe('group', () => { test('good', () => {}); test('bad', () => { throw new Error('as it should'); }); });`,
  'nested.test.mjs': `test('parent', async (t) => { await t.test('child', () => { throw new Error('in the child'); }); });`,
  'skips.test.mjs': `test('not now', { skip: 'the file is not here' }, () => {}); test('ran', () => {});`,
  'hook.test.mjs': `describe('group', () => { before(() => { throw new Error('in the hook'); }); test('never', () => {}); });`,
  'empty.test.mjs': ``,
  'breaks.test.mjs': `throw new Error('while loading');`,
  'late.test.mjs': `test('fine', () => {}); setTimeout(() => { throw new Error('after the tests'); }, 20);`,
};

describe('the counting of tests', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kasir-runner-'));
    for (const [name, text] of Object.entries(FILES)) {
      writeFileSync(join(folder, name), `import { before, describe, test } from 'node:test';\n${text}\n`);
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const cases: readonly { file: string; passed: number; failed: number; skipped?: number; report: RegExp }[] = [
    { file: 'passes.test.mjs', passed: 2, failed: 0, report: /^$/ },
    { file: 'fails.test.mjs', passed: 1, failed: 1, report: /fails\.test\.mjs: group › bad\n[^]*as it should/ },
    { file: 'nested.test.mjs', passed: 0, failed: 1, report: /parent › child\n[^]*in the child/ },
    { file: 'skips.test.mjs', passed: 1, failed: 0, skipped: 1, report: /^$/ },
    { file: 'empty.test.mjs', passed: 0, failed: 1, report: /holds no test/ },
    { file: 'breaks.test.mjs', passed: 0, failed: 1, report: /while loading/ },
    { file: 'late.test.mjs', passed: 1, failed: 1, report: /after the tests/ },
    { file: 'absent.test.mjs', passed: 0, failed: 1, report: /absent/ },
  ];
  for (const { file, passed, failed, skipped = 0, report } of cases) {
    test(file, () => {
      const outcome = count([join(folder, file)]);
      assert.deepEqual(
        { passed: outcome.passed, failed: outcome.failed, skipped: outcome.skipped.length },
        { passed, failed, skipped },
        outcome.report,
      );
      assert.match(outcome.report, report);
    });
  }

  test('a hook that fails is a failure', () => {
    assert.ok(count([join(folder, 'hook.test.mjs')]).failed > 0);
  });

  test('a skipped test says why', () => {
    assert.match(count([join(folder, 'skips.test.mjs')]).skipped[0] ?? '', /not now: the file is not here/);
  });

  test('files are summed', () => {
    const { passed, failed } = count(['passes.test.mjs', 'fails.test.mjs'].map((name) => join(folder, name)));
    assert.deepEqual({ passed, failed }, { passed: 3, failed: 1 });
  });

  test('a runner that ran nothing has failed', () => {
    assert.equal(count([]).failed, 1);
  });
});

/** In a process of its own: node:test starts no tests from within a test, and the runner hands its arguments on. */
function count(files: readonly string[]): Outcome {
  const counter = fileURLToPath(new URL('support/runner/count.ts', import.meta.url));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', counter, ...files], {
    encoding: 'utf8',
    env,
  });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as Outcome;
}
