import axe from 'axe-core';
import * as z from 'zod';
import type { StagePage } from './browser.ts';

/** WCAG 2.2 A and AA (`target-size` among them) and what axe counts as good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const nodesSchema = z.array(z.object({ html: z.string(), failureSummary: z.optional(z.string()) }));
const resultSchema = z.object({ id: z.string(), tags: z.array(z.string()), nodes: nodesSchema });
const resultsSchema = z.object({ violations: z.array(resultSchema), passes: z.array(resultSchema) });

/** A rule that found something to check, and it was right. */
export interface PassedRule {
  readonly id: string;
  readonly tags: readonly string[];
  readonly elements: number;
}

export interface Audit {
  /** One line each. */
  readonly findings: readonly string[];
  readonly passed: readonly PassedRule[];
}

/** What axe says about the state that is shown, without exceptions. The page around it is the gallery's. */
export async function audit({ page }: StagePage): Promise<Audit> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const options = { runOnly: { type: 'tag', values: TAGS }, rules: { region: { enabled: false } } };
  const { violations, passes } = resultsSchema.parse(
    await page.evaluate(`axe.run('kasir-checkout', ${JSON.stringify(options)})`),
  );
  return {
    findings: violations.flatMap(({ id, tags, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id} (${tags.join(', ')}): ${html} ${failureSummary}`),
    ),
    passed: passes.map(({ id, tags, nodes }) => ({ id, tags, elements: nodes.length })),
  };
}
