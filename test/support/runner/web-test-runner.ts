/** `tsx web-test-runner.ts <config> <result.json> [<file>…]`: @web/test-runner with a reporter that counts. */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { startTestRunner, type Reporter, type TestSession, type TestSuiteResult } from '@web/test-runner';
import type { Outcome } from './outcome.ts';

const [config = '', result = '', ...files] = process.argv.slice(2);

const NOTHING: Outcome = { passed: 0, failed: 0, skipped: [], report: '', failedFiles: [] };
let finished = NOTHING;

const counting: Reporter = {
  onTestRunFinished: ({ sessions }) => {
    finished = sessions.map(readSession).reduce(add, NOTHING);
  },
};

function readSession(session: TestSession): Outcome {
  const file = session.testFile ?? session.id;
  const tests = session.testResults ? readSuite(session.testResults, []) : [];
  const broken = tests.filter((one) => !one.passed && !one.skipped);
  const failures = [
    ...broken.map((one) => `${file}: ${one.name}\n    ${reasonOf(one.error)}${difference(one.error)}`),
    ...session.errors.map((error) => `${file}: ${error.message}\n    ${error.stack ?? ''}`),
    ...(tests.length === 0 && session.errors.length === 0 ? [`${file}: has no tests`] : []),
  ];
  return {
    passed: tests.filter((one) => one.passed && !one.skipped).length,
    failed: failures.length,
    skipped: tests.filter((one) => one.skipped).map((one) => `${file}: ${one.name}`),
    report: failures.join('\n\n'),
    // Without tests it would have none again.
    failedFiles: tests.length === 0 ? undefined : failures.slice(0, 1).map(() => relative(process.cwd(), file)),
  };
}

type NamedTest = TestSuiteResult['tests'][number];

const readSuite = (suite: TestSuiteResult, path: readonly string[]): NamedTest[] => {
  const here = suite.name === '' ? path : [...path, suite.name];
  return [
    ...suite.tests.map((one) => ({ ...one, name: [...here, one.name].join(' › ') })),
    ...suite.suites.flatMap((inner) => readSuite(inner, here)),
  ];
};

/** The stack begins with the message in some browsers only. */
const reasonOf = (error: NamedTest['error']): string => {
  const { message = '', stack = '' } = error ?? {};
  return stack.includes(message) ? stack : `${message}\n${stack}`;
};

const difference = (error: NamedTest['error']): string =>
  error?.expected === undefined ? '' : `\n    expected: ${error.expected}\n    actual:   ${error.actual ?? ''}`;

const add = (a: Outcome, b: Outcome): Outcome => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: [...a.skipped, ...b.skipped],
  report: [a.report, b.report].filter(Boolean).join('\n\n'),
  failedFiles: a.failedFiles && b.failedFiles && [...a.failedFiles, ...b.failedFiles],
});

const runner = await startTestRunner({
  config: { reporters: [counting] },
  argv: ['--config', config, ...files.flatMap((file) => ['--files', file])],
  autoExitProcess: false,
});
runner?.on('stopped', (passed) => {
  writeFileSync(result, JSON.stringify(finished));
  process.exit(passed === true ? 0 : 1);
});
