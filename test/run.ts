/**
 * `npm test`: every check and every suite, in order, all of them even when one fails. `npm test -- lint scenarios` runs
 * only those whose names contain one of the words. The last line is the sum: `N passed, N failed`.
 */
import { fileURLToPath } from 'node:url';
import { findEndToEnd, findSuites } from './support/runner/find-tests.ts';
import { withoutSilence, type Outcome } from './support/runner/outcome.ts';
import { runBrowserTests } from './support/runner/run-browser-tests.ts';
import { commandOf, runCheck } from './support/runner/run-command.ts';
import { runNodeTests } from './support/runner/run-node-tests.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

interface Step {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

/** Without tests in these the rest proves little. */
const REQUIRED = ['repository', 'server', 'scenarios', 'widget', 'package'];
const SUITES_AT_ONCE = 2;

const tsx = ['--import', 'tsx'];

const steps: readonly Step[] = [
  { name: 'types', run: () => runCheck([commandOf('typescript', 'tsc'), '-p', '.']) },
  { name: 'lint', run: () => runCheck([commandOf('oxlint')]) },
  { name: 'format', run: () => runCheck([commandOf('oxfmt'), '--check']) },
  { name: 'unused', run: () => runCheck([commandOf('knip')]) },
  { name: 'build widget', run: () => runCheck([...tsx, '.ci/build.ts', 'widget']) },
  { name: 'build server', run: () => runCheck([...tsx, '.ci/build.ts', 'server']) },
  { name: 'published widget', run: () => runCheck([commandOf('publint'), 'widget', '--strict']) },
  { name: 'published server', run: () => runCheck([commandOf('publint'), 'server', '--strict']) },
  ...findSuites(REQUIRED).map(({ name, files }) => ({ name, run: () => runNodeTests(files, SUITES_AT_ONCE) })),
  { name: 'widget in a browser', run: () => runBrowserTests('test/widget/wtr.config.mjs') },
  { name: 'end to end', run: () => runNodeTests(findEndToEnd(), 1) },
];

const wanted = process.argv.slice(2);
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

const outcomes: Outcome[] = [];
for (const { name, run } of chosen) {
  const start = performance.now();
  const outcome = withoutSilence(await run().catch(brokenRunner));
  outcomes.push(outcome);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (outcome.report) console.log(`\n--- ${name} ---\n${outcome.report}\n`);
  console.log(
    `${outcome.failed > 0 ? '✗' : '✓'} ${name.padEnd(22)} ${total([outcome]).padEnd(34)} ${seconds.padStart(6)} s`,
  );
  for (const reason of outcome.skipped) console.log(`    skipped: ${reason}`);
}

const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
process.exitCode = failed > 0 || outcomes.length === 0 ? 1 : 0;
console.log(`\n${total(outcomes)}`);

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
