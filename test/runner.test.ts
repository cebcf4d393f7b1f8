import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runnable } from './support/runnable.ts';
import type { Outcome } from './support/runner/outcome.ts';
import { runAgain } from './support/runner/run-again.ts';
import { selectTests, type Selection } from './support/runner/select-tests.ts';

const RUN = ['--import', 'tsx', pathOf('run.ts')];

/** Every claim of green rests on what `npm test` counts, so the counting itself is tested. */
const FILES: Record<string, string> = {
  'passes.test.mjs': `test('one', () => {}); describe('group', () => { test('two', () => {}); });`,
  'fails.test.mjs': `describe('group', () => { test('good', () => {}); test('bad', () => { throw new Error('expected failure'); }); });`,
  'nested.test.mjs': `test('parent', async (t) => { await t.test('child', () => { throw new Error('in the child'); }); });`,
  'skips.test.mjs': `test('not now', { skip: 'the file is not here' }, () => {}); test('ran', () => {});`,
  'hook.test.mjs': `describe('group', () => { before(() => { throw new Error('in the hook'); }); test('never', () => {}); });`,
  'empty.test.mjs': ``,
  'breaks.test.mjs': `throw new Error('while loading');`,
  'figures.test.mjs': `test('measured', (t) => { t.diagnostic('one line'); t.diagnostic('runs 60\\nlost 0'); });`,
  'property.test.mjs': `test('holds', () => { throw new Error('Property failed after 8 tests'); });`,
  'late.test.mjs': `test('fine', () => {}); setTimeout(() => { throw new Error('after the tests'); }, 20);`,
};

describe('the runner counts', () => {
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
    { file: 'fails.test.mjs', passed: 1, failed: 1, report: /fails\.test\.mjs: group › bad\n[^]*expected failure/ },
    { file: 'nested.test.mjs', passed: 0, failed: 1, report: /parent › child\n[^]*in the child/ },
    { file: 'skips.test.mjs', passed: 1, failed: 0, skipped: 1, report: /^$/ },
    { file: 'empty.test.mjs', passed: 0, failed: 1, report: /has no tests/ },
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

  test('a failing hook counts as a failure', () => {
    assert.ok(count([join(folder, 'hook.test.mjs')]).failed > 0);
  });

  test('a skipped test is listed with its reason', () => {
    assert.match(count([join(folder, 'skips.test.mjs')]).skipped[0] ?? '', /not now: the file is not here/);
  });

  test('a table that a test reports is kept', () => {
    assert.deepEqual(count([join(folder, 'figures.test.mjs')]).figures, ['runs 60\nlost 0']);
  });

  test('a failure has its file, but for a counterexample, which would be one again, and a file without tests', () => {
    const failedFiles = (...names: readonly string[]): readonly string[] | undefined =>
      count(names.map((name) => join(folder, name))).failedFiles;
    assert.deepEqual(failedFiles('passes.test.mjs'), []);
    assert.deepEqual(failedFiles('passes.test.mjs', 'fails.test.mjs'), [join(folder, 'fails.test.mjs')]);
    assert.equal(failedFiles('fails.test.mjs', 'property.test.mjs'), undefined);
    assert.equal(failedFiles('fails.test.mjs', 'empty.test.mjs'), undefined);
  });

  test('the counts of files are added up', () => {
    const { passed, failed } = count(['passes.test.mjs', 'fails.test.mjs'].map((name) => join(folder, name)));
    assert.deepEqual({ passed, failed }, { passed: 3, failed: 1 });
  });

  test('files that share a process are counted as if each had its own', () => {
    const names = Object.keys(FILES).filter((name) => !['late.test.mjs', 'hook.test.mjs'].includes(name));
    const files = names.map((name) => join(folder, name));
    const [alone, together] = [count(files), count(['--together', ...files])];
    const counts = ({ passed, failed, skipped, figures }: Outcome) => ({
      passed,
      failed,
      skipped: skipped.length,
      figures,
    });
    assert.deepEqual(counts(together), counts(alone));
    for (const said of [/empty\.test\.mjs: has no tests/, /while loading/, /fails\.test\.mjs › group › bad/])
      assert.match(together.report, said);
  });

  test('a run without tests fails', () => {
    assert.equal(count([]).failed, 1);
  });
});

describe('the arguments of npm test', () => {
  const STEPS = ['build server', 'server', 'end to end'];
  const select = (...args: string[]): Selection => selectTests(args, STEPS);

  test('a file of each kind runs in its own runner', () => {
    const files = ['test/shared/money.test.ts', 'test/e2e/qr.e2e.ts', 'test/widget/list.browser.ts'];
    const { nodeFiles, endToEndFiles, browserFiles, words, problems } = select(...files);
    assert.deepEqual([nodeFiles, endToEndFiles, browserFiles, words, problems], [...files.map((one) => [one]), [], []]);
  });

  test('a folder stands for all files below it, each once', () => {
    const { nodeFiles, problems } = select('test/shared/', './test/shared', 'test/shared/money.test.ts');
    assert.ok(nodeFiles.length > 5 && nodeFiles.includes('test/shared/money.test.ts'));
    assert.equal(new Set(nodeFiles).size, nodeFiles.length);
    assert.deepEqual(problems, []);
  });

  test('a word chooses steps, also where a folder outside of test/ has its name', () => {
    const { words, nodeFiles, problems } = select('server', 'end to');
    assert.deepEqual([words, nodeFiles, problems], [['server', 'end to'], [], []]);
  });

  for (const [argument, problem] of [
    ['nonsense', /^"nonsense" is neither .* name of a step$/],
    ['', /^"" is neither/],
    ['run-bo', /did you mean test\/run-book\.test\.ts\?$/],
    ['test/shared/gone.test.ts', /^"test\/shared\/gone\.test\.ts" is neither/],
    ['test/support/runner', /has no tests$/],
    ['test/support/runner/outcome.ts', /has no tests$/],
  ] as const) {
    test(`"${argument}" selects nothing and is reported`, () => {
      const { problems } = select('server', argument);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', problem);
    });
  }

  test('one file runs and is counted', () => {
    const { status, stdout } = runProgram([...RUN, 'test/shared/money.test.ts']);
    assert.match(stdout, /^✓ test\/shared\/money\.test\.ts +\d+ passed, 0 failed[^]*\n\d+ passed, 0 failed\n$/);
    assert.equal(status, 0);
  });

  test('an argument that selects nothing prints the names of the steps and runs none', () => {
    const { status, stdout, stderr } = runProgram([...RUN, 'test/shared/money.test.ts', 'nonsense']);
    assert.equal(stdout, '');
    assert.match(stderr, /^"nonsense" is neither[^]*^ {2}scenarios$[^]*^ {2}end to end$/m);
    assert.equal(status, 1);
  });
});

test('compiled or not, a file is where its source is, and an error names the line of the source', () => {
  const [, file = '', line = ''] = /(\/[^():]*runner\.test\.\w+):(\d+)/.exec(new Error('here').stack ?? '') ?? [];
  assert.equal(file, fileURLToPath(import.meta.url));
  assert.match(file, /\/test\/runner\.test\.ts$/);
  assert.match(readFileSync(file, 'utf8').split('\n')[Number(line) - 1] ?? '', /new Error\('here'\)/);
});

describe('what failed beside other suites', () => {
  const failing = (failedFiles: readonly string[] | undefined): Outcome => ({
    passed: 5,
    failed: 1,
    skipped: [],
    report: 'why',
    failedFiles,
  });
  const passes = (): Promise<Outcome> => Promise.resolve({ passed: 6, failed: 0, skipped: [], report: '' });
  const countsOf = (outcomes: readonly Outcome[]): readonly number[] =>
    outcomes.flatMap(({ passed, failed }) => [passed, failed]);

  test('counts as passed where it passes alone, and is named', async () => {
    const { outcomes, unsteady } = await runAgain(
      [failing(['test/package/a.test.ts']), failing(['test/e2e/b.e2e.ts'])],
      passes,
    );
    assert.deepEqual(countsOf(outcomes), [6, 0, 6, 0]);
    assert.deepEqual(unsteady, ['test/package/a.test.ts', 'test/e2e/b.e2e.ts']);
  });

  test('has failed where it fails again', async () => {
    const run = (file: string): Promise<Outcome> =>
      file === 'test/e2e/a.e2e.ts' ? passes() : Promise.resolve(failing([file]));
    const { outcomes, unsteady } = await runAgain([failing(['test/e2e/a.e2e.ts', 'test/e2e/b.e2e.ts'])], run);
    assert.deepEqual(countsOf(outcomes), [5, 1]);
    assert.deepEqual(unsteady, ['test/e2e/a.e2e.ts']);
  });

  test('is not run again where a failure has no file, is of the server, or there are many', async () => {
    let runs = 0;
    const counted = (): Promise<Outcome> => ((runs += 1), passes());
    for (const outcomes of [
      [failing(['test/e2e/a.e2e.ts']), failing(undefined)],
      [failing(['test/e2e/a.e2e.ts', 'test/scenarios/b.test.ts'])],
      [failing(['test/deaths/a.test.ts'])],
      [failing(['a', 'b', 'c', 'd'].map((name) => `test/e2e/${name}.e2e.ts`))],
    ])
      assert.deepEqual(await runAgain(outcomes, counted), { outcomes, unsteady: [] });
    assert.equal(runs, 0);
  });
});

/** In a process of its own, because node:test starts no run inside a test. */
function runProgram(args: readonly string[]): SpawnSyncReturns<string> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return spawnSync(process.execPath, args, { encoding: 'utf8', env });
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

function count(files: readonly string[]): Outcome {
  const { stdout, stderr } = runProgram([...runnable(pathOf('support/runner/count.ts')), ...files]);
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as Outcome;
}
