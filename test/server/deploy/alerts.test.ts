import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { openServer, type TestServer } from '../http/a-server.ts';
import { deployFile, yamlDocuments } from './deploy-file.ts';

const rulesSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Kasir[A-Z]\w+$/),
          expr: z.string(),
          for: z.optional(z.string().regex(/^\d+[mh]$/)),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const dashboardSchema = z.object({
  panels: z.array(
    z.object({ id: z.number(), title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) }),
  ),
});

const alerts = rulesSchema.parse(yamlDocuments('alerts.yml')[0]).groups.flatMap(({ rules }) => rules);
const { panels } = dashboardSchema.parse(JSON.parse(deployFile('dashboard.json')));
const queries = [
  ...alerts.map(({ alert, expr }) => [`alert ${alert}`, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [`panel ${title}`, expr] as const)),
];

const metricsIn = (expr: string): readonly string[] => expr.match(/\b(?:kasir|nodejs|process)_\w+/g) ?? [];

/** The labels that an expression selects or groups by. */
function labelsIn(expr: string): readonly string[] {
  const selected = [...expr.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label = '']) => label);
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
  return [...selected, ...grouped];
}

describe('the alert rules and the dashboard', () => {
  let server: TestServer;
  let scraped: ReadonlySet<string>;
  before(async () => {
    const token = 'token-for-the-metrics-page';
    server = await openServer({ environment: { KASIR_METRICS_TOKEN: token } });
    const { text } = await server.call('/metrics', { bearer: token });
    scraped = new Set(
      [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
    );
  });
  after(() => server.close());

  it('name metrics that /metrics has', () => {
    assert.ok(alerts.length > 20 && panels.length > 20);
    for (const [place, expr] of queries) {
      const names = metricsIn(expr);
      assert.ok(names.length > 0 || expr.startsWith('up{'), place);
      for (const name of names) assert.ok(scraped.has(name), `${place}: ${name}`);
    }
  });

  it('name labels that the documented metric has, or that Prometheus adds', () => {
    const documented = new Map(
      [...deployFile('../README.md').matchAll(/^\| `(kasir_\w+)` \| ([^|]*)\|/gm)].map(([, name = '', labels = '']) => [
        name,
        labels.match(/\w+/g) ?? [],
      ]),
    );
    for (const [place, expr] of queries) {
      const names = metricsIn(expr).map((name) => name.replace(/_(?:bucket|count|sum)$/, ''));
      const known = new Set(['job', 'instance', 'le', ...names.flatMap((name) => documented.get(name) ?? [])]);
      for (const label of labelsIn(expr)) assert.ok(known.has(label), `${place}: ${label}`);
    }
  });

  it('show every metric of ours on the dashboard, so that an alert can be looked into', () => {
    const shown = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr))));
    const ours = [...scraped].filter((name) => name.startsWith('kasir_') && !/_(?:bucket|sum)$/.test(name));
    const isShown = (name: string): boolean => shown.has(name) || shown.has(name.replace(/_count$/, '_bucket'));
    assert.deepEqual(
      ours.filter((name) => !isShown(name)),
      [],
    );
  });

  it('have balanced parentheses and braces', () => {
    for (const [place, expr] of queries)
      for (const [open, close] of ['()', '{}', '[]'].map((pair) => [...pair]))
        assert.equal(expr.split(open ?? '').length, expr.split(close ?? '').length, place);
  });

  it('lead to a section of the run book each, which has no other', () => {
    const book = deployFile('../RUNBOOK.md');
    const part = book.slice(book.indexOf('\n## Alerts\n'), book.indexOf('\n## Procedures\n'));
    const sections = new Map(
      part
        .split(/^### /m)
        .slice(1)
        .map((text) => [text.slice(0, text.indexOf('\n')), text]),
    );
    assert.deepEqual([...sections.keys()], [...new Set(alerts.map(({ alert }) => alert))]);
    for (const { alert, annotations } of alerts) {
      assert.equal(annotations.runbook, `RUNBOOK.md#${alert.toLowerCase()}`);
      assert.ok((sections.get(alert)?.length ?? 0) > 100, alert);
    }
  });
});
