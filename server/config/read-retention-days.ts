import type { ConfigFault, Environment } from './fault.ts';
import { retentionDays } from './formats.ts';
import { withoutBlanks } from './without-blanks.ts';

const VARIABLE = 'KASIR_RETENTION_DAYS';

/** Reads only `KASIR_RETENTION_DAYS`; empty is unset, as everywhere. */
export function readRetentionDays(
  environment: Environment,
): { readonly ok: true; readonly days: number } | { readonly ok: false; readonly faults: readonly ConfigFault[] } {
  const parsed = retentionDays.safeParse(withoutBlanks(environment)[VARIABLE]);
  if (parsed.success) return { ok: true, days: parsed.data };
  return { ok: false, faults: parsed.error.issues.map(({ message }) => ({ variable: VARIABLE, message })) };
}
