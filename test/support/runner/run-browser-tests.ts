import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { Outcome } from './outcome.ts';
import { runNode } from './run-command.ts';

const countsSchema = z.object({
  passed: z.int(),
  failed: z.int(),
  skipped: z.array(z.string()),
  report: z.string(),
  failedFiles: z.optional(z.array(z.string())),
});

/**
 * Runs the widget's tests in a real browser, in a process of its own: these files, or without any all
 * files of the configuration.
 */
export async function runBrowserTests(config: string, files: readonly string[] = []): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'kasir-wtr-'));
  const result = join(folder, 'result.json');
  try {
    const script = fileURLToPath(new URL('web-test-runner.ts', import.meta.url));
    const { ok, output } = await runNode(['--import', 'tsx', script, config, result, ...files], 15 * 60_000);
    if (!existsSync(result)) return { passed: 0, failed: 1, skipped: [], report: output };
    const counts = countsSchema.parse(JSON.parse(readFileSync(result, 'utf8')));
    if (ok || counts.failed > 0) return { ...counts, report: counts.failed > 0 ? `${counts.report}\n\n${output}` : '' };
    // It failed without a failed test: the browser did not start, or an error occurred between tests.
    return { ...counts, failed: 1, report: output, failedFiles: undefined };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
