import type { ConfigFault, Environment } from '../../config/fault.ts';
import { generalChecks, PROVIDER_CHECKS, providerCheckId } from './checks.ts';
import { checkNode } from './checks/node.ts';
import { fail, skip, type Finding } from './finding.ts';
import type { CheckResult } from './run-checks.ts';

/** The report where the configuration cannot be read: `config` names every fault, and what needs it is skipped. */
export async function unreadable(
  faults: readonly ConfigFault[],
  environment: Environment,
  knownProviders: readonly string[],
): Promise<readonly CheckResult[]> {
  const findings: Readonly<Record<string, Finding>> = {
    config: fail(
      faults.map(({ variable, message }) => `${variable} ${message}`).join('; '),
      `correct ${[...new Set(faults.map(({ variable }) => variable))].join(', ')} in the environment`,
    ),
    node: await checkNode(),
  };
  const named = (environment['KASIR_PROVIDERS'] ?? '').split(',').map((id) => id.trim());
  const ids = [
    ...Object.keys(generalChecks(() => Promise.resolve())),
    ...knownProviders
      .filter((id) => named.includes(id))
      .flatMap((id) => Object.keys(PROVIDER_CHECKS).map((name) => providerCheckId(id, name))),
  ];
  return ids.map((id) => ({ id, ...(findings[id] ?? skip('the configuration cannot be read')) }));
}
