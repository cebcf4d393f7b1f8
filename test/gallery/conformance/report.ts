import type { PassedRule } from '../axe.ts';
import type { Criterion } from './criterion.ts';

export interface Evidence {
  readonly version: string;
  readonly axeVersion: string;
  /** ISO date. */
  readonly date: string;
  /** How many states axe has looked at. */
  readonly states: number;
  /** The tag of a rule names its criterion: `wcag143`. */
  readonly passed: readonly PassedRule[];
  /** The findings of axe and the output of tests that failed; empty when nothing did. */
  readonly failures: string;
}

/** The accessibility conformance report of a release, as a table of VPAT 2.5. */
export function conformanceReport(criteria: readonly Criterion[], evidence: Evidence): string {
  const { version, axeVersion, date, states } = evidence;
  return `# Accessibility conformance report: @kasir/widget ${version}

The form follows the WCAG edition of [VPAT 2.5](https://www.itic.org/policy/accessibility/vpat), for WCAG 2.2, levels A and AA.
Made on ${date} from the results of the tests of this release: axe ${axeVersion} on ${states} states of the widget, in light and dark,
and the tests that are named below, in Chromium.

What this is not: no person with a disability has tested this release, and no screen reader was used. "Supports" means
that the named tests passed and axe found nothing, or that the remark says why it must be so. "Not Evaluated" means that
neither a machine nor a person has judged it. It covers the widget; the page around it, with its colours, texts and title,
is the shop's, and the pages and apps of payment providers are theirs.

${(['A', 'AA'] as const).map((level) => table(level, criteria, evidence)).join('\n')}`;
}

const table = (level: Criterion['level'], criteria: readonly Criterion[], evidence: Evidence): string => {
  const rows = criteria.filter((one) => one.level === level).map((one) => row(one, evidence));
  return `## Table ${level === 'A' ? '1' : '2'}: success criteria, level ${level}

| Criterion | Conformance level | Remarks and explanations |
|---|---|---|
${rows.join('\n')}
`;
};

function row(criterion: Criterion, evidence: Evidence): string {
  const { id, title, conformance, tests = [], remark } = criterion;
  // axe tags a finding with its criterion.
  const tag = `wcag${id.replaceAll('.', '')}`;
  const isFound = new RegExp(`\\b${tag}\\b`).test(evidence.failures);
  const broken = tests.filter(({ name }) => evidence.failures.includes(name));
  const rules = evidence.passed.filter(({ tags }) => tags.includes(tag));
  const ids = [...new Set(rules.map((rule) => rule.id))].sort();
  const elements = rules.reduce((sum, rule) => sum + rule.elements, 0);
  const remarks = [
    remark,
    ids.length > 0 ? `axe: ${ids.join(', ')} (${elements} elements).` : undefined,
    tests.length > 0 ? `Tests: ${tests.map(({ file, name }) => `\`${file}\` “${name}”`).join('; ')}.` : undefined,
    isFound ? 'axe has findings.' : undefined,
    broken.length > 0 ? `Failed: ${broken.map(({ name }) => `“${name}”`).join('; ')}.` : undefined,
  ];
  const judged = isFound || broken.length > 0 ? 'Does Not Support' : conformance;
  return `| ${id} ${title} | ${judged} | ${remarks.filter(Boolean).join(' ')} |`;
}
