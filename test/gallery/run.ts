/**
 * `npm run gallery`: every state of the widget, to look at in a browser.
 *
 * `npm run gallery -- --update` makes the baselines of the screenshots that `npm test` compares;
 * `npm run gallery -- --all` takes all combinations, forced colours among them, into `test/screenshots/all`, and runs axe on
 * each;
 * `npm run gallery -- --report FILE` writes the accessibility conformance report of this version, from axe on every state in
 * both themes and from the tests that it names, and fails where one of them does.
 *
 * Words after `--update` or `--all` choose those whose names contain all of them: `--all failed -th- -dark-`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import axe from 'axe-core';
import { VERSION } from '../../server/http/version.ts';
import { runBrowserTests } from '../support/runner/run-browser-tests.ts';
import { audit, type PassedRule } from './axe.ts';
import { everyCombination, nameOf, type Combination } from './combination.ts';
import { prune, update } from './compare.ts';
import { CRITERIA } from './conformance/criteria.ts';
import { conformanceReport } from './conformance/report.ts';
import { inspect, type Check } from './inspect.ts';
import { DRAWN_THEMES, pairwise } from './pairwise.ts';
import { serveSources } from './site.ts';
import { GALLERY } from './states.ts';

const ALL = fileURLToPath(new URL('../screenshots/all', import.meta.url));
const PORT = 8788;
const BROWSER_TESTS = 'test/widget/wtr.config.mjs';

/** What the conformance report looks at. */
const REPORTED = { language: 'en', width: 390 } as const;

/** A word may begin with a dash, as what separates the parts of a name does; every option begins with two. */
const isDashed = (word: string): boolean => /^-[^-]/.test(word);
const given = process.argv.slice(2);

const { values, positionals } = parseArgs({
  args: given.filter((word) => !isDashed(word)),
  allowPositionals: true,
  options: {
    update: { type: 'boolean' },
    all: { type: 'boolean' },
    port: { type: 'string' },
    report: { type: 'string' },
  },
});

if (values.update === true) await updateBaselines();
else if (values.all === true) await takeAll();
else if (values.report !== undefined) await writeReport(values.report);
else {
  const address = await serveSources(Number(values.port ?? PORT));
  console.log(`Every state of the widget: ${address}`);
}

async function updateBaselines(): Promise<void> {
  const combinations = pairwise(GALLERY);
  let changed = 0;
  await look(combinations, async (stage, combination) => {
    if (await update(nameOf(combination), await stage.screenshot())) changed += 1;
    return [];
  });
  const gone = prune(new Set(combinations.map(nameOf)));
  console.log(`${changed} of ${combinations.length} baselines are new, ${gone.length} were deleted`);
}

async function takeAll(): Promise<void> {
  mkdirSync(ALL, { recursive: true });
  await look(everyCombination(GALLERY), async (stage, combination) => {
    const name = nameOf(combination);
    writeFileSync(`${ALL}/${name}.png`, await stage.screenshot());
    const { findings } = await audit(stage);
    return findings.map((finding) => `${name}: ${finding}`);
  });
  console.log(`Screenshots: ${ALL}`);
}

async function writeReport(path: string): Promise<void> {
  const passed: PassedRule[] = [];
  const combinations = GALLERY.flatMap((entry) => DRAWN_THEMES.map((theme) => ({ entry, theme, ...REPORTED })));
  const inspected = await inspect(combinations, async (stage) => {
    const seen = await audit(stage);
    passed.push(...seen.passed);
    return seen.findings;
  });
  const problems = inspected.flatMap(({ combination, problems: own }) =>
    own.map((problem) => `${nameOf(combination)}: ${problem}`),
  );
  const files = new Set(CRITERIA.flatMap(({ tests = [] }) => tests.map(({ file }) => file)));
  const { failed, report } = await runBrowserTests(BROWSER_TESTS, [...files]);
  const failures = [...problems, report].filter(Boolean).join('\n');
  const text = conformanceReport(CRITERIA, {
    version: VERSION,
    axeVersion: axe.version,
    date: new Date().toISOString().slice(0, 10),
    states: GALLERY.length,
    passed,
    failures,
  });
  writeFileSync(path, text);
  if (failures !== '') console.error(failures);
  console.log(`${path}: ${problems.length} findings of axe, ${failed} failed tests`);
  if (problems.length + failed > 0) process.exitCode = 1;
}

async function look(combinations: readonly Combination[], check: Check): Promise<void> {
  const words = [...positionals, ...given.filter(isDashed)];
  const chosen = combinations.filter((one) => words.every((word) => nameOf(one).includes(word)));
  const inspected = await inspect(chosen, check);
  const problems = inspected.flatMap(({ combination, problems: own }) =>
    own.map((problem) => `${nameOf(combination)}: ${problem}`),
  );
  for (const problem of problems) console.error(problem);
  console.log(`${chosen.length} looked at, ${problems.length} with problems`);
  if (problems.length > 0) process.exitCode = 1;
}
