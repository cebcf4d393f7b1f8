/**
 * `npm test`: every check and every suite, all of them even when one fails; first the checks, then the suites in two
 * rows side by side, of which the one that is done first helps the other; then, alone, what failed beside the others.
 * `npm test -- lint scenarios` runs the steps whose names contain one of the words, `npm test -- test/shared/money.test.ts`
 * one file (`.test.ts`, `.e2e.ts`, `.browser.ts`) or all files of a folder. The last line is the sum: `N passed, N failed`.
 */
import { fileURLToPath } from 'node:url';
import { COMPILED_VARIABLE } from './support/runnable.ts';
import { compileSources, type CompiledSources } from './support/runner/compile-sources.ts';
import { findEndToEnd, findSuites } from './support/runner/find-tests.ts';
import { failIfEmpty, type Outcome } from './support/runner/outcome.ts';
import { runAgain } from './support/runner/run-again.ts';
import { runBrowserTests } from './support/runner/run-browser-tests.ts';
import { commandOf, runCheck } from './support/runner/run-command.ts';
import { runNodeTests, runNodeTestsTogether } from './support/runner/run-node-tests.ts';
import { selectTests } from './support/runner/select-tests.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

interface Step {
  readonly name: string;
  /** Runs what is built: without the step `build server` a build comes first, unless one of the same sources exists. */
  readonly needsBuild?: boolean;
  /** Many files, for which it pays to compile all sources once instead of loading each in every process. */
  readonly isCompiled?: boolean;
  /** In the second row: what waits is beside what computes. */
  readonly isBeside?: boolean;
  readonly run: () => Promise<Outcome>;
}

/** Folders of `test/` that must hold tests. */
const REQUIRED = [
  'repository',
  'server',
  'scenarios',
  'widget',
  'package',
  'simulation',
  'deaths',
  'postgres',
  'embed',
];
/** Suites of many files, most of which are done sooner than the sources are loaded. */
const TOGETHER: ReadonlySet<string> = new Set(['server', 'scenarios', 'widget', 'shared']);
const BESIDE: ReadonlySet<string> = new Set(['repository', 'scenarios', 'deaths', 'postgres', 'embed']);
const FILES_AT_ONCE = 2;
const BUILD_SERVER = 'build server';
const BUILD_IF_NEEDED = 'build if needed';
const COMPILE = 'compile tests';
const BROWSER_TESTS = 'test/widget/wtr.config.mjs';

const tsx = ['--import', 'tsx'];
let compiled: CompiledSources | undefined;

const checks: readonly Step[] = [
  { name: 'types', isBeside: true, run: () => runCheck([commandOf('typescript', 'tsc'), '-p', '.']) },
  { name: 'lint', isBeside: true, run: () => runCheck([commandOf('oxlint')]) },
  { name: 'format', isBeside: true, run: () => runCheck([commandOf('oxfmt'), '--check']) },
  { name: 'unused', isBeside: true, run: () => runCheck([commandOf('knip')]) },
  { name: 'build widget', run: () => runCheck([...tsx, '.ci/build.ts', 'widget']) },
  { name: BUILD_SERVER, run: () => runCheck([...tsx, '.ci/build.ts', 'server']) },
  { name: 'published widget', needsBuild: true, run: () => runCheck([commandOf('publint'), 'widget', '--strict']) },
  { name: 'published server', needsBuild: true, run: () => runCheck([commandOf('publint'), 'server', '--strict']) },
  ...['widget', 'server'].map((name) => ({
    name: `published types of the ${name}`,
    needsBuild: true,
    run: () => runCheck([commandOf('@arethetypeswrong/cli', 'attw'), '--pack', name, '--profile', 'esm-only']),
  })),
];

const steps: readonly Step[] = [
  ...checks,
  ...findSuites(REQUIRED).map(({ name, files }) => ({
    name,
    needsBuild: needBuild(files),
    isCompiled: true,
    isBeside: BESIDE.has(name),
    run: () =>
      TOGETHER.has(name)
        ? runNodeTestsTogether(files, FILES_AT_ONCE, ['test/support/subjects.ts'], compiled)
        : runNodeTests(files, FILES_AT_ONCE, compiled),
  })),
  { name: 'widget in a browser', isBeside: true, run: () => runBrowserTests(BROWSER_TESTS) },
  {
    name: 'end to end',
    needsBuild: true,
    isCompiled: true,
    isBeside: true,
    run: () => runNodeTestsTogether(findEndToEnd(), FILES_AT_ONCE, ['test/e2e/support/shared-browser.ts'], compiled),
  },
];

const args = process.argv.slice(2);
const selection = selectTests(
  args,
  steps.map(({ name }) => name),
);
if (selection.problems.length > 0) {
  console.error(selection.problems.join('\n'));
  console.error(`\nSteps, by any word of their names:\n${steps.map(({ name }) => `  ${name}`).join('\n')}`);
  process.exit(1);
}

const { words, nodeFiles, endToEndFiles, browserFiles } = selection;
const chosen: Step[] = [
  ...steps.filter(({ name }) => args.length === 0 || words.some((word) => name.includes(word))),
  ...filesStep(nodeFiles, () => runNodeTests(nodeFiles, FILES_AT_ONCE, compiled)),
  ...filesStep(browserFiles, () => runBrowserTests(BROWSER_TESTS, browserFiles)),
  ...filesStep(endToEndFiles, () => runNodeTests(endToEndFiles, FILES_AT_ONCE, compiled)),
];
if (chosen.some(({ needsBuild }) => needsBuild) && !chosen.some(({ name }) => name === BUILD_SERVER))
  chosen.unshift({ name: BUILD_IF_NEEDED, run: () => runCheck([...tsx, '.ci/build.ts', '--if-needed']) });
if (chosen.some(({ isCompiled }) => isCompiled)) chosen.unshift({ name: COMPILE, isBeside: true, run: compile });

const outcomes: Outcome[] = [];
/** Before everything else: the builds are among them. */
const isCheck = (step: Step): boolean => checks.includes(step) || [BUILD_IF_NEEDED, COMPILE].includes(step.name);
await Promise.all(inRows(chosen.filter(isCheck)).map((row) => runInTurn(row)));
const [row, besideIt] = inRows(chosen.filter((step) => !isCheck(step)));
await Promise.all([runInTurn(row, besideIt), runInTurn(besideIt, row)]);

/** Where it fails, the tests run from the sources. */
async function compile(): Promise<Outcome> {
  compiled = await compileSources();
  process.env[COMPILED_VARIABLE] = compiled.folder;
  // Node gives the process of each file the arguments of this one.
  process.execArgv.splice(0, Infinity, '--enable-source-maps');
  return { passed: 1, failed: 0, skipped: [], report: '' };
}

function inRows(some: readonly Step[]): [Step[], Step[]] {
  const isBeside = (step: Step): boolean => step.isBeside === true;
  return [some.filter((step) => !isBeside(step)), some.filter(isBeside)];
}

/** Takes the steps out of the row; then, where there is another, those that it would come to last. */
async function runInTurn(own: Step[], other: Step[] = []): Promise<void> {
  const next = (): Step | undefined => own.shift() ?? other.pop();
  for (let step = next(); step; step = next()) {
    const { name, run } = step;
    const start = performance.now();
    const outcome = failIfEmpty(await run().catch(brokenRunner));
    outcomes.push(outcome);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (outcome.report) console.log(`\n--- ${name} ---\n${outcome.report}\n`);
    console.log(
      `${outcome.failed > 0 ? '✗' : '✓'} ${name.padEnd(22)} ${total([outcome]).padEnd(34)} ${seconds.padStart(6)} s`,
    );
    for (const table of outcome.figures ?? []) console.log(table.replace(/^/gm, '    '));
    for (const reason of outcome.skipped) console.log(`    skipped: ${reason}`);
  }
}

const alone = await runAgain(outcomes, (file) =>
  file.endsWith('.browser.ts') ? runBrowserTests(BROWSER_TESTS, [file]) : runNodeTests([file], 1, compiled),
);
for (const file of alone.unsteady)
  console.log(`! ${file} failed beside the other suites (above) and passed when it ran again alone: it is unsteady`);
const failed = alone.outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
process.exitCode = failed > 0 || outcomes.length === 0 ? 1 : 0;
console.log(`\n${total(alone.outcomes)}`);

function filesStep(files: readonly string[], run: () => Promise<Outcome>): readonly Step[] {
  const [first] = files;
  if (first === undefined) return [];
  const name = files.length === 1 ? first : `${first} and ${files.length - 1} more`;
  return [{ name, needsBuild: needBuild(files), run }];
}

function needBuild(files: readonly string[]): boolean {
  return files.some((file) =>
    /^test\/(deaths\/|postgres\/|embed\/|package\/published|e2e\/|server\/cli\/|widget\/build)/.test(file),
  );
}

function brokenRunner(error: unknown): Outcome {
  return {
    passed: 0,
    failed: 1,
    skipped: [],
    report: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

function total(all: readonly Outcome[]): string {
  const sum = (count: (outcome: Outcome) => number): number =>
    all.reduce((value, outcome) => value + count(outcome), 0);
  const skipped = sum((outcome) => outcome.skipped.length);
  return `${sum((o) => o.passed)} passed, ${sum((o) => o.failed)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
